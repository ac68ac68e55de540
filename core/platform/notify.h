// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace qilin {

// Tells the service manager how this process is (sd_notify(3)); does nothing where there is none.
// Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID out of the environment, so that no worker
// speaks for the daemon. Construct it before the first worker starts.
class ServiceNotifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceNotifier)

public:
    explicit ServiceNotifier(QObject *parent = nullptr);
    ~ServiceNotifier() override;

    [[nodiscard]] bool isActive() const { return bool(m_socket); }
    // How often the manager wants a sign of life; 0: never. Signs go out at half of it by
    // themselves while the event loop runs.
    [[nodiscard]] std::chrono::microseconds watchdogInterval() const { return m_watchdogInterval; }

    void ready();
    void reloading(); // followed by ready()
    void stopping();
    void status(const QString &text); // one line for people

private:
    void send(const QByteArray &message);
    void sendPending();

    UniqueFd m_socket;
    QByteArray m_address;
    std::chrono::microseconds m_watchdogInterval{0};
    QTimer m_watchdog;
    QTimer m_retry;
    QList<QByteArray> m_pending; // the manager's queue was full
};

} // namespace qilin
