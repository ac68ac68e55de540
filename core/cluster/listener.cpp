// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/listener.h"

#include "core/base/log.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kMaxData = 4096;

std::string keyOf(const ListenQuery &query)
{
    const QJsonArray parts{query.address, query.port, int(query.type), query.index, query.flags};
    return QJsonDocument(parts).toJson(QJsonDocument::Compact).toStdString();
}

// While we have a duplicate, no other socket gets its inode.
std::string keyOf(const ListenSocket &inherited, int index)
{
    return "inherited " + std::to_string(inherited.inode()) + ' ' + std::to_string(index);
}

} // namespace

ClusterListener::ClusterListener(std::unique_ptr<ListenSocket> socket, bool roundRobin)
    : m_socket(std::move(socket))
{
    if (roundRobin)
        m_handout = std::make_unique<Handout>(m_socket->descriptor());
}

QJsonValue ClusterListener::shareData(const QJsonValue &data)
{
    if (!m_data.isNull())
        return m_data;
    if (QJsonDocument(QJsonArray{data}).toJson(QJsonDocument::Compact).size() <= kMaxData)
        m_data = data.isUndefined() ? QJsonValue() : data;
    return data;
}

Result<ClusterListener *> ListenerTable::acquire(const ListenQuery &query, bool roundRobin,
                                                 const std::optional<Identity> &identity,
                                                 const ListenSocket *inherited)
{
    if (query.fd >= 0 && !inherited)
        return Error{u"descriptors of the daemon are not given away"_s, EINVAL};
    const std::string key = inherited ? keyOf(*inherited, query.index) : keyOf(query);
    if (const auto found = m_entries.find(key); found != m_entries.end()) {
        ++found->second.users;
        return found->second.listener.get();
    }
    if (m_entries.size() >= kMaxListeners)
        return Error{u"one application may not listen in more than %1 places"_s.arg(kMaxListeners),
                     EMFILE};
    auto socket = inherited ? inherited->duplicate() : ListenSocket::open(query.toSpec(), identity);
    if (!socket)
        return socket.error();
    qCDebug(lcCluster).noquote() << "opened" << socket.value()->address();
    Entry entry{
        std::make_unique<ClusterListener>(std::move(socket.value()), roundRobin && !query.isUdp()),
        1, false};
    return m_entries.emplace(key, std::move(entry)).first->second.listener.get();
}

void ListenerTable::serve(ClusterListener *listener)
{
    if (const auto found = find(listener); found != m_entries.end())
        found->second.hasServed = true;
}

void ListenerTable::release(ClusterListener *listener)
{
    const auto found = find(listener);
    if (found == m_entries.end())
        return;
    --found->second.users;
    if (!isWanted(found->second))
        m_entries.erase(found);
}

void ListenerTable::setHold(bool hold)
{
    m_hold = hold;
    for (auto entry = m_entries.begin(); entry != m_entries.end();)
        entry = isWanted(entry->second) ? std::next(entry) : m_entries.erase(entry);
}

// What only a generation on trial has asked for goes with it, hold or not.
bool ListenerTable::isWanted(const Entry &entry) const
{
    return entry.users > 0 || (m_hold && entry.hasServed);
}

ListenerTable::Entries::iterator ListenerTable::find(const ClusterListener *listener)
{
    return std::find_if(m_entries.begin(), m_entries.end(), [listener](const auto &entry) {
        return entry.second.listener.get() == listener;
    });
}

QStringList ListenerTable::addresses() const
{
    QStringList addresses;
    for (const auto &[key, entry] : m_entries) {
        if (entry.hasServed)
            addresses.append(entry.listener->socket().address());
    }
    addresses.sort();
    addresses.removeDuplicates();
    return addresses;
}

} // namespace qilin
