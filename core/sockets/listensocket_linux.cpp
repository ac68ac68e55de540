// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/listensocket.h"
#include "core/sockets/socketname.h"

#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kDefaultBacklog = 511;

int setOption(int socket, int level, int option, bool value)
{
    const int number = value ? 1 : 0;
    return ::setsockopt(socket, level, option, &number, sizeof number) == 0 ? 0 : errno;
}

UniqueFd makeSocket(int domain, int type)
{
    return UniqueFd(::socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

// The order and the options of libuv's uv_tcp_bind() and uv_udp_bind().
int bindInternet(const ListenSpec &spec, const QByteArray &host, UniqueFd &socket)
{
    SocketName name;
    if (!name.setNumeric(host, spec.port))
        return EINVAL;
    const bool udp = spec.kind == ListenSpec::Kind::Udp;
    UniqueFd made = makeSocket(name.family(), udp ? SOCK_DGRAM : SOCK_STREAM);
    if (!made)
        return errno;
    if (!udp || spec.reuseAddress) {
        if (const int error = setOption(made.get(), SOL_SOCKET, SO_REUSEADDR, true))
            return error;
    }
    if (name.family() == AF_INET6) {
        if (const int error = setOption(made.get(), IPPROTO_IPV6, IPV6_V6ONLY, spec.ipv6Only))
            return error;
    }
    // Asked for before bind(), it would let us join the socket of another program of this user.
    if (spec.sharing == ListenSpec::Sharing::Further) {
        if (const int error = setOption(made.get(), SOL_SOCKET, SO_REUSEPORT, true))
            return error;
    }
    // Connections inherit it (tcp(7)). uvicorn --fd, for one, takes the socket for a Unix one,
    // leaves it off, and each answer on a kept connection waits 40 ms.
    if (spec.sharing != ListenSpec::Sharing::None) {
        if (const int error = setOption(made.get(), IPPROTO_TCP, TCP_NODELAY, true))
            return error;
    }
    if (::bind(made.get(), name.data(), name.length()) != 0)
        return errno;
    if (spec.sharing == ListenSpec::Sharing::First) {
        if (const int error = setOption(made.get(), SOL_SOCKET, SO_REUSEPORT, true))
            return error;
    }
    socket = std::move(made);
    return 0;
}

int bindAnyInterface(const ListenSpec &spec, UniqueFd &socket)
{
    const int error = bindInternet(spec, "::"_ba, socket);
    if (error == 0 || spec.ipv6Only)
        return error;
    return bindInternet(spec, "0.0.0.0"_ba, socket);
}

Error failure(const ListenSpec &spec, int error)
{
    QString where
        = spec.kind == ListenSpec::Kind::Unix
              ? u"unix:"_s + QString::fromUtf8(spec.path).replace(u'\0', u'@')
              : u"%1:%2"_s.arg(spec.host.isEmpty() ? u"*"_s : QString::fromUtf8(spec.host))
                    .arg(spec.port);
    return {u"cannot listen on %1: %2"_s.arg(where, qt_error_string(error)), error};
}

} // namespace

Result<std::unique_ptr<ListenSocket>> ListenSocket::open(const ListenSpec &spec,
                                                         const std::optional<Identity> &identity)
{
    std::unique_ptr<ListenSocket> made(new ListenSocket);
    made->m_kind = spec.kind;
    int error = 0;
    if (spec.kind == ListenSpec::Kind::Unix) {
        made->m_socket = makeSocket(AF_UNIX, SOCK_STREAM);
        error = !made->m_socket
                    ? errno
                    : made->m_path.bind(made->m_socket.get(), spec.path,
                                        {spec.readableAll, spec.writableAll, spec.mode}, identity);
    } else if (spec.host.isEmpty()) {
        error = bindAnyInterface(spec, made->m_socket);
    } else {
        error = bindInternet(spec, spec.host, made->m_socket);
    }

    // Listening from the first moment: with SO_REUSEADDR two programs may be bound to one port, and
    // only the second listen() would tell them, when it is too late for a clean answer.
    if (error == 0 && spec.kind != ListenSpec::Kind::Udp
        && ::listen(made->m_socket.get(), spec.backlog > 0 ? spec.backlog : kDefaultBacklog) != 0)
        error = errno;
    if (error != 0)
        return failure(spec, error);
    if (const std::optional<BoundAddress> endpoint = endpointOf(made->m_socket.get()))
        made->m_endpoint = *endpoint;
    return made;
}

Result<std::unique_ptr<ListenSocket>> ListenSocket::duplicate() const
{
    std::unique_ptr<ListenSocket> made(new ListenSocket);
    made->m_kind = m_kind;
    made->m_endpoint = m_endpoint;
    made->m_socket.reset(::fcntl(m_socket.get(), F_DUPFD_CLOEXEC, 0));
    if (!made->m_socket) {
        const int error = errno; // the text may change it
        return Error{qt_error_string(error), error};
    }
    return made;
}

quint64 ListenSocket::inode() const
{
    struct stat status = {};
    return ::fstat(m_socket.get(), &status) == 0 ? quint64(status.st_ino) : 0;
}

QString ListenSocket::address() const
{
    if (m_kind == ListenSpec::Kind::Unix)
        return u"unix:"_s + m_endpoint.host;
    const QString host = m_endpoint.family == BoundAddress::Family::IPv6
                             ? u"[%1]"_s.arg(m_endpoint.host)
                             : m_endpoint.host;
    const QString text = u"%1:%2"_s.arg(host).arg(m_endpoint.port);
    return m_kind == ListenSpec::Kind::Udp ? u"udp:"_s + text : text;
}

} // namespace qilin
