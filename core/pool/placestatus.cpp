// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What a place tells of itself; the rest of it is in place.cpp.
#include "core/pool/place.h"

#include <algorithm>

namespace qilin {

bool Place::holds(int id) const
{
    return m_worker ? m_worker->id() == id : isEmpty() && m_failedId == id;
}

bool Place::isUp() const
{
    return isDone() || (m_worker && m_worker->phase() == Phase::Up);
}

bool Place::isParked() const
{
    return m_worker && m_worker->phase() == Phase::Parked;
}

bool Place::isOfUse() const
{
    return m_role == Role::Spare ? isParked() : isUp();
}

bool Place::isSettled() const
{
    return isDone()
           || (m_worker && m_worker->isSeasoned()
               && (m_worker->phase() == Phase::Up || m_worker->phase() == Phase::Parked));
}

bool Place::hadTimeToListen() const
{
    return isDone() || (isUp() && m_worker->hadTimeToListen());
}

bool Place::stoppedAccepting() const
{
    return m_isStopped && (!m_worker || m_worker->stoppedAccepting()) && oldStoppedAccepting();
}

bool Place::oldStoppedAccepting() const
{
    return std::all_of(m_leaving.begin(), m_leaving.end(),
                       [](const auto &worker) { return worker->stoppedAccepting(); });
}

bool Place::isGone() const
{
    return m_isStopped && !m_worker && m_leaving.empty();
}

WorkerSnapshot Place::snapshotOf(const Worker &worker) const
{
    WorkerSnapshot snapshot;
    snapshot.id = worker.id();
    snapshot.pid = worker.pid();
    snapshot.app = m_crew.app;
    snapshot.state = publicState(worker.phase());
    snapshot.generation = worker.generation();
    snapshot.uptime = worker.uptimeMs() / 1000;
    snapshot.restarts = m_restarts;
    snapshot.connections = worker.connections();
    snapshot.isSpare = m_role == Role::Spare;
    snapshot.status = worker.statusText();
    return snapshot;
}

void Place::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    const bool isIdle = !m_worker && isEmpty() && m_failedId != 0;
    const WorkerState idle = isDone() ? WorkerState::Exited : WorkerState::Failed;
    bool isListed = false;
    for (const std::unique_ptr<Worker> &worker : m_leaving) {
        list.append(snapshotOf(*worker));
        if (isIdle && worker->id() == m_failedId) { // dead, its tree is not gone
            list.last().state = idle;
            list.last().failure = m_failure;
            isListed = true;
        }
    }
    if (m_worker) {
        list.append(snapshotOf(*m_worker));
        list.last().failure = m_failure;
    } else if (isIdle && !isListed) {
        WorkerSnapshot snapshot;
        snapshot.id = m_failedId;
        snapshot.app = m_crew.app;
        snapshot.state = idle;
        snapshot.generation = m_generation;
        snapshot.restarts = m_restarts;
        snapshot.failure = m_failure;
        snapshot.isSpare = m_role == Role::Spare;
        list.append(snapshot);
    }
    if (m_successor)
        list.append(snapshotOf(*m_successor));
}

void Place::appendKeys(QList<int> &keys) const
{
    for (const std::unique_ptr<Worker> &worker : m_leaving)
        keys.append(worker->id());
    if (m_worker)
        keys.append(m_worker->id());
    if (m_successor)
        keys.append(m_successor->id());
}

} // namespace qilin
