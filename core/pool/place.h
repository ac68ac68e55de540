// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/crew.h"
#include "core/worker/backoff.h"

#include <vector>

namespace qilin {

// One place among the N of a pool: the worker that fills it, the next try after a failure, and the
// workers that left it and are not gone yet. Owns them.
class Place final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Place)

public:
    Place(const Crew &crew, int generation, QObject *parent = nullptr);
    ~Place() override;

    void start(bool isParked); // once
    void release();            // the worker may go on from listen()
    void keepFilled(bool yes); // whether a worker that dies is replaced; at first not
    void stop();               // the last worker finishes its work and goes
    void kill();               // at once

    bool isUp() const;
    bool isSettled() const;       // up or parked, and old enough to be trusted
    bool hadTimeToListen() const; // up, and it listens or never will
    bool stoppedAccepting() const;
    bool isGone() const; // stopped, and no process left
    const std::optional<Failure> &failure() const { return m_failure; }
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const; // of the trees that exist

signals:
    void changed();                                     // anything of the above
    void failed(int id, const qilin::Failure &failure); // its worker died unasked

private:
    void fill(bool isParked);
    void onEnded();
    void onGone(Worker *worker);
    WorkerSnapshot snapshotOf(const Worker &worker) const;

    const Crew &m_crew;
    const int m_generation;
    std::unique_ptr<Worker> m_worker;               // fills the place
    std::vector<std::unique_ptr<Worker>> m_leaving; // dead, trees not gone
    Backoff m_backoff;
    QTimer m_retry;
    std::optional<Failure> m_failure;
    int m_failedId = 0;
    int m_restarts = 0;
    bool m_keepFilled = false;
    bool m_isStopped = false;
};

} // namespace qilin
