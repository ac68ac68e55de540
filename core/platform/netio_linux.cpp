// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/netio.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qilin {

namespace {

Error systemError()
{
    const int code = errno;
    return {QString::fromLocal8Bit(std::strerror(code)), code};
}

void setOption(int fd, int level, int name, int value)
{
    // Each is an improvement the socket also works without.
    static_cast<void>(::setsockopt(fd, level, name, &value, sizeof value));
}

QHostAddress plainAddress(const sockaddr_storage &storage)
{
    if (storage.ss_family != AF_INET && storage.ss_family != AF_INET6)
        return {};
    QHostAddress address(reinterpret_cast<const sockaddr *>(&storage));
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped);
    return mapped ? QHostAddress(v4) : address;
}

quint16 portOf(const sockaddr_storage &storage)
{
    if (storage.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(storage).sin_port);
    if (storage.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(storage).sin6_port);
    return 0;
}

std::optional<PeerProcess> processAt(int fd)
{
    ucred who{};
    socklen_t length = sizeof who;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &length) != 0)
        return std::nullopt;
    return PeerProcess{who.uid, who.pid};
}

socklen_t fill(sockaddr_storage *storage, const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *v4 = reinterpret_cast<sockaddr_in *>(storage);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        v4->sin_addr.s_addr = htonl(address.toIPv4Address());
        return sizeof *v4;
    }
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(storage);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&v6->sin6_addr, &bytes, sizeof bytes);
    v6->sin6_scope_id = address.scopeId().toUInt();
    return sizeof *v6;
}

// A client that vanishes without a word is noticed after about a minute.
void tuneClient(int fd)
{
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    setOption(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
}

Accepted::Outcome acceptFailure(int code)
{
    switch (code) {
    case EAGAIN:
        return Accepted::Outcome::NoneWaiting;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        return Accepted::Outcome::OutOfDescriptors;
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
        return Accepted::Outcome::Failed;
    default: // accept(2) also hands out the errors of the client's own connection
        return Accepted::Outcome::Vanished;
    }
}

Transfer transferFailure()
{
    if (errno == EAGAIN || errno == EINTR)
        return {Transfer::Outcome::Later, 0};
    return {Transfer::Outcome::Failed, 0};
}

Transfer received(ssize_t count)
{
    if (count > 0)
        return {Transfer::Outcome::Done, count};
    return count == 0 ? Transfer{Transfer::Outcome::Ended, 0} : transferFailure();
}

// Where the system does not tell the number (before Linux 6.2), the lowest free one says whether it
// is worth counting.
rlim_t openDescriptors(rlim_t worthCounting)
{
    struct stat status = {};
    if (::stat("/proc/self/fd", &status) == 0 && status.st_size > 0)
        return rlim_t(status.st_size);
    const UniqueFd lowest = reserveDescriptor();
    if (lowest && rlim_t(lowest.get()) < worthCounting)
        return rlim_t(lowest.get());
    rlim_t count = 0;
    if (DIR *directory = ::opendir("/proc/self/fd")) {
        while (::readdir(directory) != nullptr)
            ++count;
        ::closedir(directory);
    }
    return count;
}

} // namespace

Result<UniqueFd> listenOn(const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage{};
    const socklen_t length = fill(&storage, address, port);
    UniqueFd fd(::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd)
        return systemError();
    setOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (storage.ss_family == AF_INET6)
        setOption(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, address == QHostAddress::AnyIPv6 ? 0 : 1);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&storage), length) != 0
        || ::listen(fd.get(), SOMAXCONN) != 0)
        return systemError();
    return fd;
}

quint16 boundPort(int fd)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&storage), &length) != 0)
        return 0;
    return portOf(storage);
}

Accepted acceptClient(int listener)
{
    Accepted accepted;
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    auto *name = reinterpret_cast<sockaddr *>(&storage);
    accepted.fd.reset(::accept4(listener, name, &length, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!accepted.fd) {
        accepted.outcome = acceptFailure(errno);
        return accepted;
    }
    accepted.outcome = Accepted::Outcome::Client;
    accepted.peer = plainAddress(storage);
    if (!accepted.peer.isNull()) {
        length = sizeof storage;
        accepted.peerPort = portOf(storage);
        if (::getsockname(accepted.fd.get(), name, &length) == 0)
            accepted.local = plainAddress(storage);
        tuneClient(accepted.fd.get());
    } else {
        accepted.process = processAt(accepted.fd.get());
    }
    return accepted;
}

Transfer takeBytes(int fd, char *data, qsizetype size)
{
    return received(::recv(fd, data, size_t(size), 0));
}

Transfer peekBytes(int fd, char *data, qsizetype size)
{
    return received(::recv(fd, data, size_t(size), MSG_PEEK));
}

Transfer sendBytes(int fd, const char *data, qsizetype size)
{
    const ssize_t count = ::send(fd, data, size_t(size), MSG_NOSIGNAL);
    return count > 0 ? Transfer{Transfer::Outcome::Done, count} : transferFailure();
}

void boundSending(int fd, int bytes, std::chrono::milliseconds patience)
{
    setOption(fd, SOL_SOCKET, SO_SNDBUF, bytes);
    setOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, int(patience.count()));
}

void endSending(int fd)
{
    ::shutdown(fd, SHUT_WR);
}

void setBlocking(int fd, bool yes)
{
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags >= 0)
        ::fcntl(fd, F_SETFL, yes ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

quint16 freeLocalPort()
{
    const Result<UniqueFd> probe = listenOn(QHostAddress(QHostAddress::LocalHost), 0);
    return probe ? boundPort(probe->get()) : quint16(0);
}

bool descriptorsAreShort(int share)
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return false;
    const rlim_t reserve = std::min<rlim_t>(limit.rlim_cur / 4, 64) * rlim_t(share);
    return openDescriptors(limit.rlim_cur / 4) + reserve > limit.rlim_cur;
}

UniqueFd reserveDescriptor()
{
    return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

UniqueFd namelessSocket()
{
    return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

} // namespace qilin
