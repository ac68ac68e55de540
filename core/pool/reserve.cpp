// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/reserve.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

namespace qilin {

namespace {

// The start of the next one must not be in the way of the one that takes over.
constexpr std::chrono::milliseconds kPause = 100ms;

} // namespace

Reserve::Reserve(const Crew &crew, std::function<std::unique_ptr<Place>()> makePlace,
                 QObject *parent)
    : QObject(parent)
    , m_crew(crew)
    , m_makePlace(std::move(makePlace))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Reserve::say);
}

Reserve::~Reserve() = default;

// What has never asked for a socket would not wait at listen(): it would work beside the others.
int Reserve::wanted() const
{
    return m_crew.rules.expectListen ? m_crew.spares : 0;
}

void Reserve::prepare()
{
    for (int i = 0; i < wanted(); ++i)
        m_places.push_back(m_makePlace());
}

void Reserve::startTrial()
{
    for (size_t i = 0; i < m_places.size(); ++i)
        m_places[i]->start(true);
}

void Reserve::promote()
{
    for (const std::unique_ptr<Place> &place : m_places)
        place->keepFilled(true);
}

Reserve::Places Reserve::fit()
{
    if (m_crew.spares > 0 && !m_crew.rules.expectListen) {
        if (!std::exchange(m_hasSaid, true))
            m_patience.start(m_crew.rules.readyTimeout);
    } else {
        m_patience.stop();
    }
    Places surplus;
    while (int(m_places.size()) > wanted()) {
        surplus.push_back(std::move(m_places.back()));
        m_places.pop_back();
    }
    while (int(m_places.size()) < wanted()) {
        m_places.push_back(m_makePlace());
        m_places.back()->keepFilled(true);
        m_places.back()->start(true);
    }
    return surplus;
}

void Reserve::say() const
{
    qCWarning(lcWorker).noquote()
        << u"%1: spare_workers has no effect: no worker has asked the daemon for a socket, and "
           "only at listen() a spare can be held back"_s.arg(m_crew.app);
}

Reserve::Places Reserve::takeAll()
{
    m_patience.stop();
    return std::exchange(m_places, {});
}

std::unique_ptr<Worker> Reserve::take(int generation, std::chrono::milliseconds pause)
{
    for (const bool isParked : {true, false}) {
        for (const std::unique_ptr<Place> &place : m_places) {
            if (place->generation() != generation || place->isParked() != isParked)
                continue;
            if (std::unique_ptr<Worker> worker = place->give(std::max(pause, kPause)))
                return worker;
        }
    }
    return nullptr;
}

int Reserve::parked() const
{
    return int(std::count_if(m_places.begin(), m_places.end(),
                             [](const auto &place) { return place->isParked(); }));
}

} // namespace qilin
