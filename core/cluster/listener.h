// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/handout.h"
#include "core/cluster/message.h"
#include "core/sockets/listensocket.h"

#include <QByteArray>
#include <QJsonValue>
#include <QStringList>

#include <memory>
#include <optional>
#include <unordered_map>

namespace qilin {

// One socket, and how its connections reach the workers.
class ClusterListener final
{
    Q_DISABLE_COPY_MOVE(ClusterListener)

public:
    // roundRobin: for TCP and Unix only.
    ClusterListener(std::unique_ptr<ListenSocket> socket, bool roundRobin);

    const ListenSocket &socket() const { return *m_socket; }
    Handout *handout() const { return m_handout.get(); } // none: shared
    // The same for every worker: that of the first which had any. What is unlike anything Node
    // sends by its size is only echoed.
    QJsonValue shareData(const QJsonValue &data);

private:
    std::unique_ptr<ListenSocket> m_socket;
    std::unique_ptr<Handout> m_handout; // destroyed before the socket it reads
    QJsonValue m_data;
};

// The listeners of one application by what was asked for, each with the number of its users.
class ListenerTable final
{
    Q_DISABLE_COPY_MOVE(ListenerTable)

public:
    // An application that opens more has lost its way; the descriptors are everybody's.
    static constexpr size_t kMaxListeners = 1024;

    ListenerTable() = default;

    // Opens it, or adds a user to the open one. inherited: what query.fd means to the worker; null:
    // nothing. Error::code is an errno.
    Result<ClusterListener *> acquire(const ListenQuery &query, bool roundRobin,
                                      const std::optional<Identity> &identity,
                                      const ListenSocket *inherited = nullptr);
    // Somebody was given the listener: from now on a hold keeps it.
    void serve(ClusterListener *listener);
    void release(ClusterListener *listener);

    void setHold(bool hold);
    int size() const { return int(m_entries.size()); }
    QStringList addresses() const; // of those in use, sorted; "127.0.0.1:3000", "unix:/run/x"

private:
    struct Entry
    {
        std::unique_ptr<ClusterListener> listener;
        int users = 0;
        bool hasServed = false;
    };
    using Entries = std::unordered_map<std::string, Entry>;

    Entries::iterator find(const ClusterListener *listener);
    bool isWanted(const Entry &entry) const;

    Entries m_entries;
    bool m_hold = false;
};

} // namespace qilin
