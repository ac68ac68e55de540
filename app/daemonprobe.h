// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

namespace qilin {

// Asks whether a daemon of ours lives behind a control socket.
class DaemonProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DaemonProbe)

public:
    DaemonProbe();

    // False: nobody listens there. Else answered() follows, within two seconds.
    [[nodiscard]] bool ask(const QString &socket);

signals:
    void answered(bool isDaemon);

private:
    void read();
    void conclude(bool isDaemon);

    QLocalSocket m_socket;
    QByteArray m_answer;
    QTimer m_timeout;
};

} // namespace qilin
