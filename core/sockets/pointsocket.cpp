// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/pointsocket.h"

#include "core/base/log.h"
#include "core/sockets/portgroup.h"

using namespace Qt::StringLiterals;

namespace qilin {

// What the sockets of one address share.
struct PointSocket::Point
{
    ListenSpec spec;
    std::unique_ptr<PortGroup> group; // TCP
    int lastNumber = 0;               // Unix: of the file before it gets its name
};

PointSocket::PointSocket(std::shared_ptr<Point> point, std::unique_ptr<ListenSocket> socket)
    : m_point(std::move(point))
    , m_socket(std::move(socket))
{}

PointSocket::~PointSocket()
{
    if (m_point->group)
        m_point->group->remove(m_socket->descriptor());
}

Result<std::shared_ptr<PointSocket>> PointSocket::open(const ListenSpec &spec)
{
    auto point = std::make_shared<Point>();
    point->spec = spec;
    if (spec.kind == ListenSpec::Kind::Tcp)
        point->spec.sharing = ListenSpec::Sharing::First;
    auto socket = ListenSocket::open(point->spec);
    if (!socket)
        return socket.error();
    if (spec.kind == ListenSpec::Kind::Tcp)
        point->group = std::make_unique<PortGroup>(spec, socket.value()->descriptor());
    return std::shared_ptr<PointSocket>(
        new PointSocket(std::move(point), std::move(socket.value())));
}

Result<std::shared_ptr<PointSocket>> PointSocket::renew()
{
    ListenSpec spec = m_point->spec;
    if (m_point->group) {
        if (!m_point->group->canSteer())
            return shared_from_this();
        spec.sharing = ListenSpec::Sharing::Further;
    } else {
        spec.path += '.' + QByteArray::number(++m_point->lastNumber);
    }
    auto socket = ListenSocket::open(spec);
    if (!socket && !m_point->group)
        return shared_from_this(); // the longer name has no room
    if (!socket)
        return socket.error();
    if (m_point->group)
        m_point->group->add(socket.value()->descriptor());
    return std::shared_ptr<PointSocket>(new PointSocket(m_point, std::move(socket.value())));
}

void PointSocket::prefer()
{
    const int error = m_point->group ? m_point->group->prefer(m_socket->descriptor())
                                     : m_socket->moveTo(m_point->spec.path);
    if (error != 0)
        qCWarning(lcWorker).noquote()
            << address() + u": new connections do not come to the new workers: "_s
                   + qt_error_string(error);
}

BoundAddress PointSocket::endpoint() const
{
    BoundAddress endpoint = m_socket->endpoint();
    if (endpoint.family == BoundAddress::Family::Unix)
        endpoint.host = QString::fromUtf8(m_point->spec.path);
    return endpoint;
}

QString PointSocket::address() const
{
    const bool isUnix = m_socket->endpoint().family == BoundAddress::Family::Unix;
    return isUnix ? QStringLiteral("unix:") + endpoint().host : m_socket->address();
}

bool PointSocket::isDrained() const
{
    return isQueueEmpty(m_socket->descriptor());
}

} // namespace qilin
