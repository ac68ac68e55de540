// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/socketname.h"

#include <cstddef>
#include <cstring>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace qilin {

namespace {

QString pathOf(const sockaddr_storage &storage, socklen_t length)
{
    const auto *name = reinterpret_cast<const sockaddr_un *>(&storage);
    const auto size = qsizetype(length) - qsizetype(offsetof(sockaddr_un, sun_path));
    QByteArray path(name->sun_path, qMax<qsizetype>(0, size));
    if (path.startsWith('\0'))
        path[0] = '@';
    else if (path.endsWith('\0'))
        path.chop(1);
    return QString::fromUtf8(path);
}

} // namespace

bool SocketName::setNumeric(const QByteArray &host, quint16 port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM; // else each address comes once a type
    addrinfo *found = nullptr;
    const QByteArray service = QByteArray::number(port);
    if (host.contains('\0')
        || ::getaddrinfo(host.constData(), service.constData(), &hints, &found) != 0)
        return false;
    m_length = found->ai_addrlen;
    std::memcpy(&m_storage, found->ai_addr, found->ai_addrlen);
    ::freeaddrinfo(found);
    return true;
}

std::optional<BoundAddress> endpointOf(int socket)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    if (::getsockname(socket, reinterpret_cast<sockaddr *>(&storage), &length) != 0)
        return std::nullopt;
    if (storage.ss_family == AF_UNIX)
        return BoundAddress{BoundAddress::Family::Unix, pathOf(storage, length), -1};

    char host[NI_MAXHOST];
    char port[NI_MAXSERV];
    if (::getnameinfo(reinterpret_cast<const sockaddr *>(&storage), length, host, sizeof host, port,
                      sizeof port, NI_NUMERICHOST | NI_NUMERICSERV)
        != 0)
        return std::nullopt;
    return BoundAddress{storage.ss_family == AF_INET6 ? BoundAddress::Family::IPv6
                                                      : BoundAddress::Family::IPv4,
                        QString::fromLatin1(host), QByteArray(port).toInt()};
}

} // namespace qilin
