// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/place.h"

#include "core/base/log.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

QString nextTryText(std::chrono::milliseconds delay)
{
    if (delay == 0ms)
        return u"it is started again at once"_s;
    return u"next try in %1 s"_s.arg(double(delay.count()) / 1000, 0, 'f', 1);
}

} // namespace

Place::Place(const Crew &crew, int generation, QObject *parent)
    : QObject(parent)
    , m_crew(crew)
    , m_generation(generation)
    , m_backoff(crew.restartDelayMax)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { fill(false); });
}

Place::~Place() = default;

void Place::start(bool isParked)
{
    fill(isParked);
}

void Place::fill(bool isParked)
{
    const int id = m_crew.nextId();
    m_worker = std::make_unique<Worker>(id, m_generation, m_crew.rules,
                                        m_crew.makeProcess(id, isParked));
    Worker *worker = m_worker.get();
    connect(worker, &Worker::phaseChanged, this, [this, worker](Phase phase) {
        if (phase == Phase::Up && worker->isSeasoned())
            m_failure.reset();
        emit changed();
    });
    connect(worker, &Worker::seasoned, this, [this, worker] {
        if (worker->phase() == Phase::Up)
            m_failure.reset();
        emit changed();
    });
    connect(worker, &Worker::accepting, this, &Place::changed);
    connect(worker, &Worker::asked, this, [this] { m_crew.asked(); });
    connect(worker, &Worker::line, this,
            [this, id](Stream stream, const QByteArray &text) { m_crew.line(id, stream, text); });
    connect(worker, &Worker::ended, this, &Place::onEnded);
    connect(worker, &Worker::gone, this, [this, worker] { onGone(worker); });
    worker->start();
    emit changed();
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
    m_retry.stop();
    if (m_worker)
        m_worker->stop();
    emit changed();
}

void Place::kill()
{
    m_isStopped = true;
    m_retry.stop();
    if (m_worker)
        m_worker->kill();
    for (const std::unique_ptr<Worker> &worker : m_leaving)
        worker->kill();
    emit changed();
}

bool Place::isUp() const
{
    return m_worker && m_worker->phase() == Phase::Up;
}

bool Place::isSettled() const
{
    return m_worker && m_worker->isSeasoned()
           && (m_worker->phase() == Phase::Up || m_worker->phase() == Phase::Parked);
}

bool Place::hadTimeToListen() const
{
    return isUp() && m_worker->hadTimeToListen();
}

bool Place::stoppedAccepting() const
{
    return m_isStopped && (!m_worker || m_worker->stoppedAccepting());
}

bool Place::isGone() const
{
    return m_isStopped && !m_worker && m_leaving.empty();
}

void Place::onEnded()
{
    // Its tree is still to be ended; the place is free.
    std::unique_ptr<Worker> worker = std::move(m_worker);
    const bool isWanted = worker->isWanted();
    const bool hasServed = worker->wasUp() && worker->isSeasoned();
    const int id = worker->id();
    Failure failure{worker->endReason(), worker->exitStatus().code,
                    worker->exitStatus().signal ? signalName(worker->exitStatus().signal)
                                                : QString(),
                    0, worker->lastOutput()};
    m_leaving.push_back(std::move(worker));
    if (!isWanted || m_isStopped) {
        emit changed();
        return;
    }
    m_failedId = id;
    if (hasServed)
        m_backoff.succeeded();
    m_backoff.setCap(m_crew.restartDelayMax);
    const std::chrono::milliseconds delay
        = hasServed || !m_keepFilled
              ? 0ms
              : m_backoff.failed(QRandomGenerator::global()->generateDouble());
    failure.nextTryMs = delay.count();
    m_failure = failure;
    if (m_keepFilled) {
        ++m_restarts;
        qCWarning(lcWorker).noquote().nospace()
            << "worker " << id << " " << failure.reason << "; " << nextTryText(delay);
        if (delay == 0ms)
            fill(false);
        else
            m_retry.start(delay);
    }
    emit failed(id, failure);
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

WorkerSnapshot Place::snapshotOf(const Worker &worker) const
{
    WorkerSnapshot snapshot;
    snapshot.id = worker.id();
    snapshot.pid = worker.pid();
    snapshot.app = m_crew.app;
    snapshot.state = publicState(worker.phase());
    snapshot.generation = m_generation;
    snapshot.uptime = worker.uptimeMs() / 1000;
    snapshot.restarts = m_restarts;
    snapshot.connections = worker.connections();
    return snapshot;
}

void Place::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    for (const std::unique_ptr<Worker> &worker : m_leaving)
        list.append(snapshotOf(*worker));
    if (m_worker) {
        list.append(snapshotOf(*m_worker));
        list.last().failure = m_failure;
    } else if (m_retry.isActive()) {
        WorkerSnapshot snapshot;
        snapshot.id = m_failedId;
        snapshot.app = m_crew.app;
        snapshot.state = WorkerState::Failed;
        snapshot.generation = m_generation;
        snapshot.restarts = m_restarts;
        snapshot.failure = m_failure;
        list.append(snapshot);
    }
}

void Place::appendKeys(QList<int> &keys) const
{
    for (const std::unique_ptr<Worker> &worker : m_leaving)
        keys.append(worker->id());
    if (m_worker)
        keys.append(m_worker->id());
}

} // namespace qilin
