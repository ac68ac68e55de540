// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/appsockets.h"

#include "core/config/listenaddress.h"
#include "core/config/load.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr int kBacklog = 4096;
constexpr unsigned kMode = 0660; // of a Unix socket's file
// A connection that was made just before may have its request still on the way, and programs that
// know no graceful end need the time to answer.
constexpr std::chrono::milliseconds kHandover = 500ms;

ListenSpec specOf(const ListenAddress &address, const QString &directory)
{
    ListenSpec spec;
    spec.backlog = kBacklog;
    if (address.isUnix()) {
        spec.kind = ListenSpec::Kind::Unix;
        spec.path
            = QFile::encodeName(QDir::cleanPath(QDir(directory).absoluteFilePath(address.path)));
        spec.mode = kMode;
    } else {
        spec.host = address.host.toLatin1();
        spec.port = address.port;
    }
    return spec;
}

QString remedy(int error)
{
    switch (error) {
    case EADDRINUSE:
        return u"another program is there; end it, or listen elsewhere"_s;
    case EADDRNOTAVAIL:
        return u"this machine has no such address; give one of its own, or * for all"_s;
    case EACCES:
    case EPERM:
        return u"this user may not; give a port from 1024 on, or a directory of this user"_s;
    default:
        return qt_error_string(error);
    }
}

} // namespace

void AppSockets::setAddresses(const Config &config, const QList<ListenAddress> &addresses)
{
    m_file = config.file;
    m_directory = config.directory;
    m_addresses = addresses;
}

void AppSockets::renew()
{
    m_isOutdated = true;
}

void AppSockets::takeOver()
{
    if (!m_trial)
        return;
    m_serving = std::exchange(m_trial, std::nullopt);
    m_isOutdated = false;
    if (m_serving->sockets)
        m_serving->sockets->prefer();
}

void AppSockets::dropTrial()
{
    m_trial.reset();
    m_isOutdated = m_isOutdated && !m_serving;
}

Result<std::shared_ptr<const InheritedSockets>> AppSockets::serving(bool isNode)
{
    if (!m_serving || m_isOutdated) {
        Result<Set> made = make(true, isNode);
        if (!made)
            return made.error();
        m_serving = std::move(*made);
        m_isOutdated = false;
    }
    return m_serving->sockets;
}

Result<std::shared_ptr<const InheritedSockets>> AppSockets::trial(bool isNode)
{
    if (!m_trial) {
        Result<Set> made = make(isNode, isNode);
        if (!made)
            return made.error();
        m_trial = std::move(*made);
    }
    return m_trial->sockets;
}

Result<AppSockets::Set> AppSockets::make(bool areShared, bool isNode) const
{
    Set set;
    auto sockets = std::make_shared<InheritedSockets>();
    for (const ListenAddress &address : m_addresses) {
        Result<std::shared_ptr<PointSocket>> socket = open(address, areShared);
        if (!socket) {
            const Fault fault{
                address.line, address.column, address.key,
                u"cannot listen on %1: %2"_s.arg(textOf(address), remedy(socket.error().code))};
            return Error{formatFault(m_file, fault), socket.error().code};
        }
        set.open.push_back({address, *socket});
        sockets->sockets.push_back(*socket);
    }
    if (!sockets->sockets.empty()) {
        sockets->setBlocking(!isNode);
        set.sockets = std::move(sockets);
        set.areSteered = !isNode;
    }
    return set;
}

Result<std::shared_ptr<PointSocket>> AppSockets::open(const ListenAddress &address,
                                                      bool isShared) const
{
    if (m_serving) {
        const auto known
            = std::find_if(m_serving->open.begin(), m_serving->open.end(),
                           [&address](const Open &one) { return one.address == address; });
        if (known != m_serving->open.end())
            return isShared ? Result(known->socket) : known->socket->renew();
    }
    return PointSocket::open(specOf(address, m_directory));
}

Handover AppSockets::handover(std::chrono::milliseconds atMost) const
{
    const std::shared_ptr<const InheritedSockets> sockets = m_serving->sockets;
    return {std::min(kHandover, atMost), atMost,
            [sockets] { return !sockets || sockets->isDrained(); }};
}

QStringList AppSockets::addresses() const
{
    return m_serving && m_serving->sockets ? m_serving->sockets->addresses() : QStringList();
}

} // namespace qilin
