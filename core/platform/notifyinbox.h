// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace qilin {

// Where one process and its descendants tell how they are: the other end of NOTIFY_SOCKET
// (sd_notify(3)). A datagram socket in a directory of its own, both removed with it. What comes
// from another user than the process's, this daemon's or root is dropped.
class NotifyInbox final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotifyInbox)

public:
    [[nodiscard]] static Result<std::unique_ptr<NotifyInbox>> open();
    ~NotifyInbox() override;

    QByteArray path() const { return m_path; }
    void setProcess(qint64 pid) { m_pid = pid; } // whose user may speak

signals:
    void received(const QByteArray &message); // lines NAME=value

private:
    NotifyInbox() = default;

    void read();
    bool isTrusted(unsigned uid) const;

    QByteArray m_directory;
    QByteArray m_path;
    UniqueFd m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
    qint64 m_pid = 0;
};

} // namespace qilin
