// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"

#include <algorithm>

namespace qilin {

namespace {

using Places = std::vector<std::unique_ptr<Place>>;

bool all(const Places &places, bool (Place::*is)() const)
{
    return std::all_of(places.begin(), places.end(),
                       [is](const std::unique_ptr<Place> &place) { return (*place.*is)(); });
}

} // namespace

Pool::Pool(const Crew &crew, int generation, int workers, QObject *parent)
    : QObject(parent)
    , m_crew(crew)
    , m_generation(generation)
    , m_workers(workers)
{}

Pool::~Pool() = default;

Place &Pool::addPlace()
{
    m_places.push_back(std::make_unique<Place>(m_crew, m_generation));
    Place &place = *m_places.back();
    connect(&place, &Place::changed, this, [this] {
        dropGone();
        emit changed();
    });
    connect(&place, &Place::failed, this, &Pool::failed);
    return place;
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
    for (int i = 0; i < m_workers && i < wanted(); ++i)
        m_places[size_t(i)]->start(true);
}

void Pool::startServing()
{
    for (int i = 0; i < m_workers; ++i) {
        Place &place = addPlace();
        place.keepFilled(true);
        place.start(false);
    }
}

void Pool::release()
{
    for (const std::unique_ptr<Place> &place : m_places)
        place->release();
}

void Pool::promote()
{
    for (const std::unique_ptr<Place> &place : m_places)
        place->keepFilled(true);
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
    const auto place = std::find_if(m_places.begin(), m_places.end(),
                                    [worker](const auto &held) { return held->holds(worker); });
    if (place == m_places.end())
        return false;
    (*place)->replace(std::move(done));
    return true;
}

void Pool::cancelReplacements()
{
    for (const std::unique_ptr<Place> &place : m_places)
        place->cancelReplacement();
}

void Pool::stop()
{
    m_isStopped = true;
    for (std::unique_ptr<Place> &place : m_places)
        m_leaving.push_back(std::move(place));
    m_places.clear();
    forEachLeaving(&Place::stop);
    emit changed();
}

void Pool::kill()
{
    if (!m_isStopped)
        stop();
    forEachLeaving(&Place::kill);
}

void Pool::forEachLeaving(void (Place::*act)())
{
    std::vector<Place *> places; // what is acted on may be gone at once
    for (const std::unique_ptr<Place> &place : m_leaving)
        places.push_back(place.get());
    for (Place *place : places)
        (place->*act)();
}

bool Pool::isSettled() const
{
    return !m_places.empty() && all(m_places, &Place::isSettled);
}

bool Pool::isUp() const
{
    return !m_places.empty() && all(m_places, &Place::isUp);
}

bool Pool::hadTimeToListen() const
{
    return !m_places.empty() && all(m_places, &Place::hadTimeToListen);
}

bool Pool::stoppedAccepting() const
{
    return m_isStopped && all(m_leaving, &Place::stoppedAccepting);
}

bool Pool::isGone() const
{
    return m_isStopped && all(m_leaving, &Place::isGone);
}

std::optional<Failure> Pool::failure() const
{
    for (const std::unique_ptr<Place> &place : m_places) {
        if (place->failure())
            return place->failure();
    }
    return std::nullopt;
}

void Pool::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    for (const Places *places : {&m_leaving, &m_places}) {
        for (const std::unique_ptr<Place> &place : *places)
            place->appendSnapshots(list);
    }
}

void Pool::appendKeys(QList<int> &keys) const
{
    for (const Places *places : {&m_leaving, &m_places}) {
        for (const std::unique_ptr<Place> &place : *places)
            place->appendKeys(keys);
    }
}

} // namespace qilin
