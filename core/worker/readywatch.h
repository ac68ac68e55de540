// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/notifyinbox.h"
#include "core/worker/httpprobe.h"
#include "core/worker/launch.h"

#include <QProcessEnvironment>

namespace qilin {

// What one worker says of itself at its NOTIFY_SOCKET (sd_notify(3)), and what it answers at the
// URL of "ready".
class ReadyWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadyWatch)

public:
    explicit ReadyWatch(const ReadyPlan &plan, QObject *parent = nullptr);
    ~ReadyWatch() override;

    // Opens what the worker needs and tells it by NOTIFY_SOCKET, WATCHDOG_USEC and READY_PORT.
    [[nodiscard]] Result<> prepare(QProcessEnvironment &environment);
    void begin(qint64 pid); // the process runs
    QString lastCheck() const;

signals:
    void ready(); // maybe more than once
    void alive();
    void status(const QString &text);
    void stopping();

private:
    void receive(const QByteArray &message);

    const ReadyPlan m_plan;
    std::unique_ptr<NotifyInbox> m_inbox;
    std::unique_ptr<HttpProbe> m_probe;
};

} // namespace qilin
