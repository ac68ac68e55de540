// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/notify.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <ctime>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr qsizetype kMaxPending = 32;
constexpr std::chrono::milliseconds kRetry{100};

QByteArray takeVariable(const char *name)
{
    QByteArray value = qgetenv(name);
    qunsetenv(name);
    return value;
}

// An address of unix(7); '@' stands for the NUL of an abstract one.
bool fillAddress(const QByteArray &path, sockaddr_un &address, socklen_t &size)
{
    if (path.size() < 2 || (path[0] != '/' && path[0] != '@')
        || size_t(path.size()) >= sizeof address.sun_path)
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    return true;
}

} // namespace

ServiceNotifier::ServiceNotifier(QObject *parent)
    : QObject(parent)
    , m_address(takeVariable("NOTIFY_SOCKET"))
{
    const QByteArray watchdogPid = takeVariable("WATCHDOG_PID");
    const qlonglong interval = takeVariable("WATCHDOG_USEC").toLongLong();
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetry);
    connect(&m_retry, &QTimer::timeout, this, &ServiceNotifier::sendPending);

    sockaddr_un address = {};
    socklen_t size = 0;
    if (!fillAddress(m_address, address, size))
        return;
    m_socket.reset(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const bool isOurs = watchdogPid.isEmpty() || watchdogPid.toLongLong() == ::getpid();
    if (!m_socket || interval <= 0 || !isOurs)
        return;
    m_watchdogInterval = std::chrono::microseconds(interval);
    m_watchdog.setInterval(
        std::chrono::duration_cast<std::chrono::milliseconds>(m_watchdogInterval / 2));
    connect(&m_watchdog, &QTimer::timeout, this, [this] { send("WATCHDOG=1"); });
    m_watchdog.start();
}

ServiceNotifier::~ServiceNotifier() = default;

void ServiceNotifier::ready()
{
    send("READY=1");
}

void ServiceNotifier::reloading()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 usec = qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
    send("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(usec));
}

void ServiceNotifier::stopping()
{
    send("STOPPING=1");
}

void ServiceNotifier::status(const QString &text)
{
    send("STATUS=" + text.toUtf8().replace('\n', ' '));
}

void ServiceNotifier::send(const QByteArray &message)
{
    if (!m_socket || m_pending.size() >= kMaxPending)
        return;
    m_pending.append(message);
    sendPending();
}

void ServiceNotifier::sendPending()
{
    sockaddr_un address = {};
    socklen_t size = 0;
    if (!fillAddress(m_address, address, size))
        return;
    while (!m_pending.isEmpty()) {
        const QByteArray &message = m_pending.constFirst();
        const ssize_t sent
            = ::sendto(m_socket.get(), message.constData(), size_t(message.size()), MSG_NOSIGNAL,
                       reinterpret_cast<const sockaddr *>(&address), size);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR || errno == ENOBUFS)) {
            m_retry.start();
            return;
        }
        m_pending.removeFirst(); // delivered, or nobody is there
    }
}

} // namespace qilin
