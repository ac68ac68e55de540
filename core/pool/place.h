// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/pool/crew.h"
#include "core/worker/backoff.h"

#include <functional>
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
    enum class Role {
        Serving,
        Spare, // its worker waits at listen() until it is needed in another place
    };
    // A worker of this generation that is booted, to take over from one that died, or null. The
    // next one is started PAUSE later.
    using TakeSpare
        = std::function<std::unique_ptr<Worker>(int generation, std::chrono::milliseconds pause)>;

    Place(const Crew &crew, int generation, Role role = Role::Serving, QObject *parent = nullptr);
    ~Place() override;

    void setReserve(TakeSpare takeSpare); // where a worker that dies is followed by a spare one
    int generation() const { return m_generation; } // of its worker, and of the next try

    void start(bool isParked); // once
    void release();            // the worker may go on from listen()
    void keepFilled(bool yes); // whether a worker that dies is replaced; at first not
    void stop();               // the last worker finishes its work and goes
    void kill();               // at once

    // The worker that fills the place makes room for a new one, start first. done: the new one is
    // up (a spare: parked), the old one was told to stop; with an Error: the old one stays. While
    // the place waits for its next try, that is made now. One that is under way is cancelled. Not
    // once stopped.
    void replace(int generation, Reply done);
    void cancelReplacement(); // the old worker stays, done is not called
    bool holds(int id) const; // fills it, or is the last one that did
    void wake();              // if nobody fills it by the rules of restart: it is filled again

    // Of a spare: its worker, parked or on the way there, goes to another place; the next one is
    // started after PAUSE. Null while it has none.
    [[nodiscard]] std::unique_ptr<Worker> give(std::chrono::milliseconds pause);
    bool isParked() const;

    int workerId() const { return m_worker ? m_worker->id() : 0; } // 0: none fills it
    bool isUp() const;                                             // or has done its work
    bool isDone() const { return m_sequel == Sequel::Done; }
    bool isResting() const { return m_sequel != Sequel::Again; } // see wake()
    bool isSettled() const;       // up or parked, and old enough to be trusted
    bool hadTimeToListen() const; // up, and it listens or never will
    bool stoppedAccepting() const;
    bool oldStoppedAccepting() const;                  // all that left it
    bool isAlone() const { return m_leaving.empty(); } // nobody is left of those that left it
    bool isGone() const;                               // stopped, and no process left
    const std::optional<Failure> &failure() const { return m_failure; }
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const; // of the trees that exist

signals:
    void changed();                                     // anything of the above
    void failed(int id, const qilin::Failure &failure); // its worker died unasked

private:
    std::unique_ptr<Worker> makeWorker(bool isParked, int generation);
    void attach(Worker *worker);
    void begin(Worker *worker);
    void fill(bool isParked);
    void refill() { fill(m_role == Role::Spare); }
    void occupy(std::unique_ptr<Worker> worker);
    void takeOver(std::unique_ptr<Worker> spare);
    bool isOfUse() const;
    bool wasOfUse(const Worker &worker) const;
    void onPhase(Worker *worker, WorkerState state);
    void onEnded(Worker *worker);
    void onSuccessorFailed();
    void onDied();
    void onGone(Worker *worker);
    void advance();
    void answer(const Result<> &result);
    void finish(const Failure &end);
    void leaveFailed();
    void say(const Worker &worker, WorkerState state, const std::optional<Failure> &failure = {});
    bool isEmpty() const { return m_retry.isActive() || isResting(); }
    WorkerSnapshot snapshotOf(const Worker &worker) const;

    const Crew &m_crew;
    const Role m_role;
    int m_generation;
    TakeSpare m_takeSpare;
    std::unique_ptr<Worker> m_worker;               // fills the place
    std::unique_ptr<Worker> m_successor;            // is to fill it, parked until it is trusted
    std::vector<std::unique_ptr<Worker>> m_leaving; // replaced or dead, trees not gone
    Reply m_replaced;                               // answers replace()
    Backoff m_backoff;
    QTimer m_retry;
    QElapsedTimer m_sinceTakeOver; // of a worker that was a spare; else invalid
    std::optional<Failure> m_failure;
    int m_failedId = 0; // of whom the next try follows; 0: of a spare that was given away
    Sequel m_sequel = Sequel::Again; // of its last death; other than Again: nobody fills the place
    int m_restarts = 0;
    int m_restartsInRow = 0;   // none of them served
    bool m_isReleased = false; // the successor
    bool m_keepFilled = false;
    bool m_isStopped = false;
};

} // namespace qilin
