// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The life of a place; what it tells of itself is in placestatus.cpp.
#include "core/pool/place.h"

#include "core/base/log.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

Failure failureOf(const Worker &worker)
{
    const ExitStatus &status = worker.exitStatus();
    return {worker.endReason(), status.code, status.signal ? signalName(status.signal) : QString(),
            0, worker.lastOutput()};
}

} // namespace

QString describe(int worker, const Failure &failure)
{
    QString text = u"worker %1 %2"_s.arg(worker).arg(failure.reason);
    if (!failure.output.isEmpty())
        text += u": "_s + failure.output.join(u'\n');
    return text;
}

Place::Place(const Crew &crew, int generation, Role role, QObject *parent)
    : QObject(parent)
    , m_crew(crew)
    , m_role(role)
    , m_generation(generation)
    , m_backoff(crew.restartDelayMax)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Place::refill);
}

Place::~Place() = default;

void Place::start(bool isParked)
{
    fill(isParked);
}

void Place::fill(bool isParked)
{
    occupy(makeWorker(isParked, m_generation));
    begin(m_worker.get());
    emit changed();
}

void Place::occupy(std::unique_ptr<Worker> worker)
{
    m_worker = std::move(worker);
    m_sequel = Sequel::Again;
    m_generation = m_worker->generation();
    m_sinceTakeOver.invalidate();
}

std::unique_ptr<Worker> Place::makeWorker(bool isParked, int generation)
{
    const int id = m_crew.nextId();
    WorkerRules rules = m_crew.rules;
    if (m_role == Role::Spare && rules.ready == Ready::Uptime)
        rules.ready = Ready::Listening; // however long it lives, it is of use only at listen()
    auto worker = std::make_unique<Worker>(id, generation, rules,
                                           m_crew.makeProcess(id, generation, isParked));
    attach(worker.get());
    return worker;
}

void Place::attach(Worker *worker)
{
    connect(worker, &Worker::phaseChanged, this,
            [this, worker, known = publicState(worker->phase())](Phase phase) mutable {
                const WorkerState before = std::exchange(known, publicState(phase));
                if (before != known)
                    onPhase(worker, known);
                advance();
                emit changed();
            });
    connect(worker, &Worker::seasoned, this, [this] {
        advance();
        emit changed();
    });
    connect(worker, &Worker::accepting, this, &Place::changed);
    connect(worker, &Worker::asked, this, [this] {
        m_crew.asked();
        emit changed();
    });
    connect(worker, &Worker::statusChanged, this, &Place::changed);
    connect(worker, &Worker::ended, this, [this, worker] { onEnded(worker); });
    connect(worker, &Worker::gone, this, [this, worker] { onGone(worker); });
}

void Place::begin(Worker *worker)
{
    worker->start();
    if (worker->phase() == Phase::Starting && !worker->leaderGone())
        say(*worker, WorkerState::Starting); // only now it has a pid
}

void Place::say(const Worker &worker, WorkerState state, const std::optional<Failure> &failure)
{
    m_crew.event({QDateTime::currentMSecsSinceEpoch(), m_crew.app, worker.id(), worker.pid(),
                  worker.generation(), state, failure});
}

void Place::onPhase(Worker *worker, WorkerState state)
{
    // That it died unasked, and why, was said in one event; what becomes of its tree is no news.
    if (!worker->leaderGone() || !worker->isWanted())
        say(*worker, state);
    if (m_role == Role::Spare && state == WorkerState::Parked)
        qCInfo(lcWorker).noquote().nospace()
            << "Worker[" << worker->id() << "] is parked as a spare: " << worker->pid();
    // It goes by itself, and says so: another comes at once. One that does so too soon is replaced
    // like any that dies, with pauses; and where not every end is followed by a start, it is the
    // end that tells.
    if (worker->phase() == Phase::Retiring && worker == m_worker.get() && worker->isWanted()
        && worker->isSeasoned() && m_keepFilled && !m_successor
        && m_crew.restart.restart == Restart::Always) {
        m_leaving.push_back(std::move(m_worker));
        refill();
    }
}

void Place::release()
{
    if (m_worker)
        m_worker->release();
}

void Place::keepFilled(bool yes)
{
    m_keepFilled = yes;
}

void Place::stop()
{
    m_isStopped = true;
    leaveFailed();
    if (m_worker)
        m_worker->stop();
    const Reply done = std::exchange(m_replaced, nullptr);
    cancelReplacement();
    emit changed();
    if (done)
        done(Error{tr("the worker is being stopped")});
}

void Place::kill()
{
    stop();
    std::vector<Worker *> workers; // what is killed may be gone at once
    for (const std::unique_ptr<Worker> &worker : m_leaving)
        workers.push_back(worker.get());
    if (m_worker)
        workers.push_back(m_worker.get());
    for (Worker *worker : workers)
        worker->kill();
    emit changed();
}

// There will be no next try, or it is made now.
void Place::leaveFailed()
{
    if (!m_retry.isActive() && m_sequel != Sequel::GivenUp)
        return;
    m_retry.stop();
    m_sequel = Sequel::Again;
    if (m_failedId == 0)
        return;
    m_crew.event({QDateTime::currentMSecsSinceEpoch(),
                  m_crew.app,
                  m_failedId,
                  0,
                  m_generation,
                  WorkerState::Exited,
                  {}});
}

void Place::wake()
{
    if (!isResting())
        return;
    m_failure.reset(); // that of the tries before
    replace(m_generation, {});
}

void Place::replace(int generation, Reply done)
{
    Q_ASSERT(!m_isStopped);
    cancelReplacement();
    m_replaced = std::move(done);
    if (!m_worker) {
        leaveFailed();
        m_generation = generation;
        m_restartsInRow = 0;
        m_backoff.succeeded(); // somebody asks for it: its tries begin anew, the first at once
        refill();
        return;
    }
    m_isReleased = false;
    m_successor = makeWorker(true, generation);
    begin(m_successor.get());
    emit changed();
}

void Place::cancelReplacement()
{
    m_replaced = nullptr;
    if (!m_successor)
        return;
    m_leaving.push_back(std::move(m_successor));
    m_leaving.back()->stop();
    emit changed();
}

void Place::advance()
{
    if (m_worker && isOfUse() && m_worker->isSeasoned())
        m_failure.reset();
    if (!m_successor) {
        if (isOfUse())
            answer({});
        return;
    }
    const bool isSpare = m_role == Role::Spare;
    const auto phase = [this] { return m_successor ? m_successor->phase() : Phase::Exited; };
    if (!m_isReleased && m_successor->isSeasoned()
        && (phase() == Phase::Up || phase() == Phase::Parked)) {
        m_isReleased = true;
        if (!isSpare)
            m_successor->release();
    }
    if (!m_isReleased || phase() != (isSpare ? Phase::Parked : Phase::Up))
        return;
    m_leaving.push_back(std::move(m_worker));
    occupy(std::move(m_successor));
    m_leaving.back()->stop();
    m_failure.reset();
    answer({});
}

void Place::answer(const Result<> &result)
{
    if (const Reply done = std::exchange(m_replaced, nullptr))
        done(result);
}

// Its tree is still to be ended.
void Place::onEnded(Worker *worker)
{
    if (worker == m_successor.get())
        onSuccessorFailed();
    else if (worker == m_worker.get())
        onDied();
    else
        emit changed();
}

void Place::onSuccessorFailed()
{
    m_leaving.push_back(std::move(m_successor));
    const Worker &worker = *m_leaving.back();
    const Failure failure = failureOf(worker);
    qCWarning(lcWorker).noquote().nospace()
        << "worker " << worker.id() << " " << failure.reason << "; worker "
        << (m_worker ? m_worker->id() : 0) << ", which it was to replace, stays";
    say(worker, WorkerState::Exited, failure);
    emit changed();
    answer(Error{describe(worker.id(), failure)});
}

void Place::onDied()
{
    std::unique_ptr<Worker> worker = std::move(m_worker);
    const bool isWanted = worker->isWanted();
    const bool hasServed = wasOfUse(*worker);
    const bool hasSucceeded = worker->hasSucceeded() && m_role == Role::Serving;
    const int id = worker->id();
    Failure failure = failureOf(*worker);
    m_leaving.push_back(std::move(worker));
    if (!isWanted || m_isStopped) {
        emit changed();
        return;
    }
    m_failedId = id;
    if (hasServed) {
        m_backoff.succeeded();
        m_restartsInRow = 0;
    }
    if (!m_successor)
        m_sequel = sequelOf(m_crew.restart, hasSucceeded, m_restartsInRow);
    if (isDone()) {
        finish(failure);
        return;
    }
    m_backoff.setCap(m_crew.restartDelayMax);
    std::chrono::milliseconds delay
        = hasServed || !m_keepFilled || m_successor
              ? 0ms
              : m_backoff.failed(QRandomGenerator::global()->generateDouble());
    std::unique_ptr<Worker> spare;
    if (m_keepFilled && !m_successor && m_takeSpare && m_sequel == Sequel::Again)
        spare = m_takeSpare(m_generation, delay);
    if (spare)
        delay = 0ms;
    failure.nextTryMs = m_sequel == Sequel::GivenUp ? -1 : delay.count();
    m_failure = failure;
    say(*m_leaving.back(), failure.nextTryMs == 0 ? WorkerState::Exited : WorkerState::Failed,
        failure);
    const Reply done = m_successor ? Reply() : std::exchange(m_replaced, nullptr);
    const QString next = m_successor ? u"the one that was to replace it takes over"_s
                         : spare     ? u"spare worker %1 takes over"_s.arg(spare->id())
                                     : sequelText(m_sequel, delay, m_restartsInRow);
    if (m_keepFilled) {
        qCWarning(lcWorker).noquote().nospace()
            << "worker " << id << " " << failure.reason << "; " << next;
        if (m_sequel == Sequel::Again) {
            ++m_restarts;
            ++m_restartsInRow;
            m_crew.restarted();
        }
        if (m_successor) {
            occupy(std::move(m_successor));
            if (m_role == Role::Serving)
                m_worker->release();
            advance();
        } else if (spare) {
            takeOver(std::move(spare));
        } else if (failure.nextTryMs == 0) {
            refill();
        } else if (failure.nextTryMs > 0) {
            m_retry.start(delay);
        }
    }
    emit failed(id, failure);
    emit changed();
    if (done)
        done(Error{describe(id, failure) + u"\n"_s + next});
}

// Its worker has done its work.
void Place::finish(const Failure &end)
{
    m_failure.reset();
    qCInfo(lcWorker).noquote().nospace()
        << "worker " << m_failedId << " " << end.reason << "; " << sequelText(m_sequel, 0ms, 0);
    say(*m_leaving.back(), WorkerState::Exited);
    advance();
    emit changed();
}

void Place::onGone(Worker *worker)
{
    const auto it = std::find_if(m_leaving.begin(), m_leaving.end(),
                                 [worker](const auto &held) { return held.get() == worker; });
    if (it == m_leaving.end())
        return;
    it->release()->deleteLater(); // we are in one of its signals
    m_leaving.erase(it);
    emit changed();
}

} // namespace qilin
