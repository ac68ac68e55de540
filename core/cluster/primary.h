// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/identity.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace qilin {

class ClusterWorker;
class ListenerTable;

// How connections of a TCP or Unix listener reach the workers.
enum class Scheduling { Shared, RoundRobin };

// The listeners of one application, shared by all its workers over all generations.
// Owns the listening sockets: a socket is closed when its last user has gone, so that a port stays
// open (connections wait in the backlog) while one worker replaces another: see hold().
class Primary final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Primary)

public:
    explicit Primary(Scheduling scheduling, QObject *parent = nullptr);
    ~Primary() override;

    // Takes effect for listeners opened later.
    void setScheduling(Scheduling scheduling);

    // The user the application runs as: its Unix paths are opened with that user's rights to files.
    // None: with this process's own. Takes effect for listeners opened later.
    void setIdentity(const std::optional<Identity> &identity);

    // While held, listeners without a user stay open (a crash with a pool of one, between a death
    // and the next listen()). Released: unused listeners are closed.
    void setHold(bool hold);

    int listeners() const;
    QStringList addresses() const; // of the listeners that workers were given, sorted

private:
    friend class ClusterWorker;

    ListenerTable &table() { return *m_table; }

    Scheduling m_scheduling;
    std::optional<Identity> m_identity;
    std::unique_ptr<ListenerTable> m_table;
};

} // namespace qilin
