// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/ports.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <cstddef>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace qilin::test {

namespace {

constexpr quint16 kFirst = 20'000;
constexpr quint16 kLast = 32'000;

// An abstract socket named after the port: held until this process ends, however it ends.
bool reserve(quint16 port)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = "qilin-test-port-" + QByteArray::number(port);
    std::memcpy(address.sun_path + 1, name.constData(), static_cast<std::size_t>(name.size()));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) == 0)
        return true;
    ::close(fd);
    return false;
}

int listenOn(int family, const sockaddr *address, socklen_t size)
{
    const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(fd, address, size) == 0 && ::listen(fd, 1) == 0)
        return fd;
    ::close(fd);
    return -1;
}

int listenV4(quint16 port, quint32 host)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return listenOn(AF_INET, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

} // namespace

quint16 freePort()
{
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(kFirst, kLast));
        const int fd = listenV4(port, INADDR_ANY);
        if (fd < 0)
            continue;
        ::close(fd);
        if (reserve(port))
            return port;
    }
    qFatal("no free port between %d and %d", kFirst, kLast);
    return 0;
}

OccupiedPort::OccupiedPort(quint16 port)
    : m_fd(listenV4(port, INADDR_LOOPBACK))
{
    if (m_fd < 0)
        qFatal("port %d could not be occupied", port);
}

OccupiedPort::~OccupiedPort()
{
    ::close(m_fd);
}

} // namespace qilin::test
