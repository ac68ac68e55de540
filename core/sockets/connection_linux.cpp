// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/connection.h"

#include <QtGlobal>

#include <cerrno>
#include <cstddef>

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace qilin {

AcceptResult acceptConnection(int listener)
{
    const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0)
        return {AcceptStatus::Accepted, UniqueFd(fd)};
    switch (errno) {
    case EAGAIN:
        return {AcceptStatus::Empty, {}};
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        return {AcceptStatus::Scarce, {}};
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
    case EOPNOTSUPP:
        return {AcceptStatus::Unusable, {}};
    default: // network errors of the one connection are passed on by accept(2)
        return {AcceptStatus::Gone, {}};
    }
}

bool isUntouched(int connection)
{
    tcp_info info{};
    socklen_t length = sizeof info;
    constexpr socklen_t needed
        = offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
    if (::getsockopt(connection, IPPROTO_TCP, TCP_INFO, &info, &length) != 0 || length < needed)
        return true;
    int waiting = 0;
    if (::ioctl(connection, SIOCINQ, &waiting) != 0)
        return true;
    // tcpi_bytes_acked counts the handshake's own number as one byte (RFC 4898).
    return info.tcpi_bytes_received <= quint64(waiting) && info.tcpi_bytes_acked <= 1
           && info.tcpi_unacked == 0;
}

} // namespace qilin
