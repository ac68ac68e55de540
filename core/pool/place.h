// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/pool/crew.h"
#include "core/worker/backoff.h"

#include <vector>

namespace qilin {

// "worker 4 exited with code 1 after 0.2 s: LAST LINES"
[[nodiscard]] QString describe(int worker, const Failure &failure);

// One place among the N of a pool: the worker that fills it, the one that is to replace it, the
// next try after a failure, and the workers that left it and are not gone yet. Owns them.
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

    // The worker that fills the place makes room for a new one, start first. done: the new one is
    // up, the old one was told to stop; with an Error: the old one stays. While the place waits for
    // its next try, that is made now. Not while one is under way, nor once stopped.
    void replace(Reply done);
    void cancelReplacement(); // the old worker stays, done is not called
    bool holds(int id) const; // fills it, or failed and is to be followed by the next try

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
    std::unique_ptr<Worker> makeWorker(bool isParked);
    void begin(Worker *worker);
    void fill(bool isParked);
    void onPhase(Worker *worker, WorkerState state);
    void onEnded(Worker *worker);
    void onSuccessorFailed();
    void onDied();
    void onGone(Worker *worker);
    void advance();
    void answer(const Result<> &result);
    void leaveFailed();
    void say(const Worker &worker, WorkerState state, const std::optional<Failure> &failure = {});
    WorkerSnapshot snapshotOf(const Worker &worker) const;

    const Crew &m_crew;
    const int m_generation;
    std::unique_ptr<Worker> m_worker;               // fills the place
    std::unique_ptr<Worker> m_successor;            // is to fill it, parked until it is trusted
    std::vector<std::unique_ptr<Worker>> m_leaving; // replaced or dead, trees not gone
    Reply m_replaced;                               // answers replace()
    Backoff m_backoff;
    QTimer m_retry;
    std::optional<Failure> m_failure;
    int m_failedId = 0;
    int m_restarts = 0;
    bool m_isReleased = false; // the successor
    bool m_keepFilled = false;
    bool m_isStopped = false;
};

} // namespace qilin
