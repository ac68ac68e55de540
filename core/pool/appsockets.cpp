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

constexpr int kNoGeneration = 0; // has its sockets until another asks for some
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

void AppSockets::setGenerations(const QList<int> &generations)
{
    m_generations = generations;
    dropOthers();
}

void AppSockets::dropOthers()
{
    const auto isWanted = [this](const auto &one) { return m_generations.contains(one.first); };
    if (std::none_of(m_serving.begin(), m_serving.end(), isWanted))
        return; // connections wait at these until there are others
    for (auto it = m_serving.begin(); it != m_serving.end();)
        it = isWanted(*it) ? std::next(it) : m_serving.erase(it);
}

void AppSockets::renew()
{
    if (m_serving.empty())
        return;
    Set newest = std::move(m_serving.rbegin()->second);
    m_serving.clear();
    m_serving.emplace(kNoGeneration, std::move(newest));
}

void AppSockets::takeOver(int generation)
{
    if (!m_trial)
        return;
    const std::shared_ptr<const InheritedSockets> sockets = m_trial->sockets;
    m_serving.clear();
    m_serving.emplace(generation, *std::exchange(m_trial, std::nullopt));
    if (sockets)
        sockets->prefer();
}

void AppSockets::dropTrial()
{
    m_trial.reset();
}

Result<std::shared_ptr<const InheritedSockets>> AppSockets::serving(int generation, bool isNode)
{
    const auto known = m_serving.find(generation);
    if (known != m_serving.end())
        return known->second.sockets;
    Result<Set> made = make(true, isNode);
    if (!made)
        return made.error();
    const std::shared_ptr<const InheritedSockets> sockets = made->sockets;
    m_serving.emplace(generation, std::move(*made));
    dropOthers();
    return sockets;
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
    for (auto set = m_serving.rbegin(); set != m_serving.rend(); ++set) {
        const auto &open = set->second.open;
        const auto known = std::find_if(open.begin(), open.end(), [&address](const Open &one) {
            return one.address == address;
        });
        if (known != open.end())
            return isShared ? Result(known->socket) : known->socket->renew();
    }
    return PointSocket::open(specOf(address, m_directory));
}

Handover AppSockets::handover(std::chrono::milliseconds atMost) const
{
    QList<std::shared_ptr<const InheritedSockets>> all;
    for (const auto &[generation, set] : m_serving) {
        if (set.sockets)
            all.append(set.sockets);
    }
    return {std::min(kHandover, atMost), atMost, [all] {
                return std::all_of(all.begin(), all.end(),
                                   [](const auto &sockets) { return sockets->isDrained(); });
            }};
}

bool AppSockets::areSteered() const
{
    return std::any_of(m_serving.begin(), m_serving.end(),
                       [](const auto &one) { return one.second.areSteered; });
}

QStringList AppSockets::addresses() const
{
    QStringList addresses;
    for (const auto &[generation, set] : m_serving) {
        if (set.sockets)
            addresses += set.sockets->addresses();
    }
    return addresses;
}

} // namespace qilin
