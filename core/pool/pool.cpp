// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

using Places = std::vector<std::unique_ptr<Place>>;

bool all(const Places &places, bool (Place::*is)() const)
{
    return std::all_of(places.begin(), places.end(),
                       [is](const std::unique_ptr<Place> &place) { return (*place.*is)(); });
}

// What is acted on may be gone at once, or be followed by others.
void forEach(const Places &places, void (Place::*act)())
{
    std::vector<Place *> present;
    for (const std::unique_ptr<Place> &place : places)
        present.push_back(place.get());
    for (Place *place : present)
        (place->*act)();
}

} // namespace

Pool::Pool(const Crew &crew, int generation, int workers, QObject *parent)
    : QObject(parent)
    , m_crew(crew)
    , m_generation(generation)
    , m_workers(workers)
    , m_reserve(crew, [this] { return makePlace(Place::Role::Spare); })
{}

Pool::~Pool() = default;

std::unique_ptr<Place> Pool::makePlace(Place::Role role)
{
    auto place = std::make_unique<Place>(m_crew, m_generation, role);
    connect(place.get(), &Place::changed, this, [this] {
        dropGone();
        tendReserve();
        emit changed();
    });
    connect(place.get(), &Place::failed, this, &Pool::failed);
    return place;
}

Place &Pool::addPlace()
{
    m_places.push_back(makePlace(Place::Role::Serving));
    m_places.back()->setReserve([this](int generation, std::chrono::milliseconds pause) {
        return m_reserve.take(generation, pause);
    });
    return *m_places.back();
}

std::vector<Place *> Pool::places() const
{
    std::vector<Place *> places;
    for (const Places *held : {&m_places, &m_reserve.places()}) {
        for (const std::unique_ptr<Place> &place : *held)
            places.push_back(place.get());
    }
    return places;
}

void Pool::addLeaving(std::vector<std::unique_ptr<Place>> places)
{
    std::vector<Place *> leaving; // what is stopped may be gone at once
    for (std::unique_ptr<Place> &place : places) {
        leaving.push_back(place.get());
        m_leaving.push_back(std::move(place));
    }
    for (Place *place : leaving)
        place->stop();
}

void Pool::dropGone()
{
    const auto gone = std::stable_partition(
        m_leaving.begin(), m_leaving.end(),
        [](const std::unique_ptr<Place> &place) { return !place->isGone(); });
    for (auto it = gone; it != m_leaving.end(); ++it)
        it->release()->deleteLater(); // we are in one of its signals
    m_leaving.erase(gone, m_leaving.end());
}

void Pool::startTrial()
{
    // All places first: a worker that fails at once must find its pool complete.
    for (int i = 0; i < m_workers; ++i)
        addPlace();
    m_reserve.prepare();
    for (int i = 0; i < m_workers && i < wanted(); ++i)
        m_places[size_t(i)]->start(true);
    m_reserve.startTrial();
}

void Pool::startServing()
{
    m_isServing = true;
    for (int i = 0; i < m_workers; ++i) {
        Place &place = addPlace();
        place.keepFilled(true);
        place.start(false);
    }
}

void Pool::release()
{
    forEach(m_places, &Place::release);
}

void Pool::promote()
{
    m_isServing = true;
    for (const std::unique_ptr<Place> &place : m_places)
        place->keepFilled(true);
    m_reserve.promote();
    tendReserve();
}

void Pool::tendReserve()
{
    if (!m_isServing || m_isStopped)
        return;
    m_hasBeenUp = m_hasBeenUp || isUp();
    if (m_hasBeenUp)
        addLeaving(m_reserve.fit());
}

void Pool::scale(int workers)
{
    while (wanted() > workers) {
        m_leaving.push_back(std::move(m_places.back()));
        m_places.pop_back();
        m_leaving.back()->stop();
    }
    while (wanted() < workers) {
        Place &place = addPlace();
        place.keepFilled(true);
        place.start(false);
    }
    emit changed();
}

bool Pool::replace(int worker, Reply done)
{
    for (Place *place : places()) {
        if (!place->holds(worker))
            continue;
        place->replace(place->generation(), std::move(done));
        return true;
    }
    return false;
}

bool Pool::holds(int worker) const
{
    const std::vector<Place *> all = places();
    return std::any_of(all.begin(), all.end(),
                       [worker](const Place *place) { return place->holds(worker); });
}

bool Pool::hasOlder(int generation) const
{
    const std::vector<Place *> all = places();
    return std::any_of(all.begin(), all.end(), [generation](const Place *place) {
        return place->generation() < generation;
    });
}

bool Pool::runs(int generation) const
{
    const std::vector<Place *> all = places();
    return std::any_of(all.begin(), all.end(), [generation](const Place *place) {
        return place->generation() == generation;
    });
}

bool Pool::renewNext(int generation, Reply done)
{
    for (const Places *held : {&std::as_const(m_places), &m_reserve.places()}) {
        const auto oldest
            = std::min_element(held->begin(), held->end(), [](const auto &a, const auto &b) {
                  return a->generation() < b->generation();
              });
        if (oldest == held->end() || (*oldest)->generation() >= generation)
            continue;
        (*oldest)->replace(generation,
                           [this, generation, done = std::move(done)](const Result<> &result) {
                               if (result)
                                   m_generation = std::max(m_generation, generation);
                               done(result);
                           });
        return true;
    }
    return false;
}

void Pool::cancelReplacements()
{
    for (Place *place : places())
        place->cancelReplacement();
}

void Pool::wake()
{
    for (Place *place : places())
        place->wake();
}

void Pool::letExpire()
{
    for (const std::unique_ptr<Place> &place : m_places)
        place->keepFilled(false);
}

void Pool::stop()
{
    m_isStopped = true;
    addLeaving(std::exchange(m_places, {}));
    addLeaving(m_reserve.takeAll());
    emit changed();
}

void Pool::kill()
{
    if (!m_isStopped)
        stop();
    forEach(m_leaving, &Place::kill);
}

bool Pool::isSettled() const
{
    return !m_places.empty() && all(m_places, &Place::isSettled)
           && all(m_reserve.places(), &Place::isSettled);
}

bool Pool::isUp() const
{
    return !m_places.empty() && all(m_places, &Place::isUp);
}

bool Pool::isDone() const
{
    return !m_places.empty() && all(m_places, &Place::isDone);
}

bool Pool::isResting() const
{
    const std::vector<Place *> all = places();
    return std::any_of(all.begin(), all.end(),
                       [](const Place *place) { return place->isResting(); });
}

bool Pool::hadTimeToListen() const
{
    return !m_places.empty() && all(m_places, &Place::hadTimeToListen);
}

bool Pool::stoppedAccepting() const
{
    return m_isStopped && all(m_leaving, &Place::stoppedAccepting);
}

bool Pool::replacedStoppedAccepting() const
{
    return all(m_places, &Place::oldStoppedAccepting);
}

bool Pool::hasLeavers() const
{
    return !all(m_places, &Place::isAlone) || !all(m_reserve.places(), &Place::isAlone);
}

bool Pool::isMixed() const
{
    const std::vector<Place *> all = places();
    return std::any_of(all.begin(), all.end(), [&all](const Place *place) {
        return place->generation() != all.front()->generation();
    });
}

QMap<int, QList<int>> Pool::workersByGeneration() const
{
    QMap<int, QList<int>> workers;
    for (const Place *place : places()) {
        if (place->workerId() != 0)
            workers[place->generation()].append(place->workerId());
    }
    return workers;
}

bool Pool::isGone() const
{
    return m_isStopped && all(m_leaving, &Place::isGone);
}

std::optional<Failure> Pool::failure() const
{
    for (const Place *place : places()) {
        if (place->failure())
            return place->failure();
    }
    return std::nullopt;
}

void Pool::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    for (const std::unique_ptr<Place> &place : m_leaving)
        place->appendSnapshots(list);
    for (const Place *place : places())
        place->appendSnapshots(list);
}

void Pool::appendKeys(QList<int> &keys) const
{
    for (const std::unique_ptr<Place> &place : m_leaving)
        place->appendKeys(keys);
    for (const Place *place : places())
        place->appendKeys(keys);
}

} // namespace qilin
