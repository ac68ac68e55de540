// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace qilin::test {

// The service manager's end of sd_notify(3): a datagram socket at a path.
class NotifySocket final
{
public:
    explicit NotifySocket(const QString &path); // fails the program if it cannot be made
    ~NotifySocket();
    Q_DISABLE_COPY_MOVE(NotifySocket)

    // What has arrived so far, in order, one variable an entry: "READY=1".
    [[nodiscard]] const QList<QByteArray> &messages();
    // Where MESSAGE stands among them, from index START on; -1 if it has not arrived.
    [[nodiscard]] qsizetype indexOf(const QByteArray &message, qsizetype start = 0);

private:
    int m_fd = -1;
    QList<QByteArray> m_messages;
};

} // namespace qilin::test
