// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// How a spare worker comes from its place to another one; the rest of a place is in place.cpp.
#include "core/pool/place.h"

#include <utility>

namespace qilin {

void Place::setReserve(TakeSpare takeSpare)
{
    m_takeSpare = std::move(takeSpare);
}

void Place::takeOver(std::unique_ptr<Worker> spare)
{
    occupy(std::move(spare));
    m_sinceTakeOver.start();
    attach(m_worker.get());
    m_worker->release();
    advance();
}

std::unique_ptr<Worker> Place::give(std::chrono::milliseconds pause)
{
    const Phase phase = m_worker ? m_worker->phase() : Phase::Exited;
    if ((phase != Phase::Parked && phase != Phase::Starting) || m_worker->leaderGone())
        return nullptr;
    std::unique_ptr<Worker> worker = std::move(m_worker);
    worker->disconnect(this);
    m_failure.reset();
    m_failedId = 0;
    if (m_successor)
        occupy(std::move(m_successor)); // advance() answers once it is parked
    else
        m_retry.start(pause);
    return worker;
}

// Whether it did for min_uptime what it was there for. One that was a spare was old before it
// served.
bool Place::wasOfUse(const Worker &worker) const
{
    if (m_role == Role::Spare)
        return worker.phase() == Phase::Parked && worker.isSeasoned();
    const bool isSeasoned = worker.isSeasoned()
                            && (!m_sinceTakeOver.isValid()
                                || m_sinceTakeOver.elapsed() >= m_crew.rules.minUptime.count());
    return worker.wasUp() && isSeasoned;
}

} // namespace qilin
