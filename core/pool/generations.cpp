// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/generations.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace qilin {

Generations::Generations(QObject *parent)
    : QObject(parent)
{
    m_look.setInterval(50ms);
    connect(&m_look, &QTimer::timeout, this, &Generations::stopLingering);
}

Generations::~Generations() = default;

void Generations::serve(std::unique_ptr<Pool> pool)
{
    dismiss(std::move(m_serving));
    m_serving = std::move(pool);
    connect(m_serving.get(), &Pool::changed, this, &Generations::changed);
    connect(m_serving.get(), &Pool::failed, this, &Generations::failed);
}

void Generations::serve(std::unique_ptr<Pool> pool, const Handover &handover)
{
    if (m_serving) {
        m_lingering.push_back({retire(std::move(m_serving)), handover, {}, {}});
        m_lingering.back().pool->letExpire();
        m_lingering.back().clock.start();
        m_lingering.back().quiet.start();
        m_look.start();
    }
    serve(std::move(pool));
}

void Generations::stopLingering()
{
    std::vector<Pool *> over;
    for (auto it = m_lingering.begin(); it != m_lingering.end();) {
        if (!it->handover.isQuiet())
            it->quiet.start();
        const bool isOver = it->quiet.hasExpired(it->handover.quiet.count())
                            || it->clock.hasExpired(it->handover.atMost.count());
        if (isOver)
            over.push_back(it->pool);
        it = isOver ? m_lingering.erase(it) : std::next(it);
    }
    if (m_lingering.empty())
        m_look.stop();
    for (Pool *pool : over)
        pool->stop();
}

void Generations::stopAllLingering()
{
    m_look.stop();
    for (const Lingering &lingering : std::exchange(m_lingering, {}))
        lingering.pool->stop();
}

Pool *Generations::retire(std::unique_ptr<Pool> pool)
{
    Pool *leaving = pool.get();
    leaving->disconnect(this);
    connect(leaving, &Pool::changed, this, [this] {
        dropGone();
        emit changed();
    });
    m_retiring.push_back(std::move(pool));
    return leaving;
}

void Generations::dismiss(std::unique_ptr<Pool> pool)
{
    if (!pool)
        return;
    Pool *leaving = retire(std::move(pool));
    if (!leaving->isStopped())
        leaving->stop();
    dropGone();
}

void Generations::stop()
{
    stopAllLingering();
    dismiss(std::move(m_serving));
    emit changed();
}

void Generations::kill()
{
    stopAllLingering();
    dismiss(std::move(m_serving));
    std::vector<Pool *> pools; // what is killed may be gone at once
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pools.push_back(pool.get());
    for (Pool *pool : pools)
        pool->kill();
}

void Generations::dropGone()
{
    const auto it
        = std::stable_partition(m_retiring.begin(), m_retiring.end(),
                                [](const std::unique_ptr<Pool> &pool) { return !pool->isGone(); });
    for (auto gone = it; gone != m_retiring.end(); ++gone)
        gone->release()->deleteLater(); // we may be in one of its signals
    m_retiring.erase(it, m_retiring.end());
}

bool Generations::isUp() const
{
    return m_serving && m_serving->isUp();
}

void Generations::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pool->appendSnapshots(list);
    if (m_serving)
        m_serving->appendSnapshots(list);
}

void Generations::appendKeys(QList<int> &keys) const
{
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pool->appendKeys(keys);
    if (m_serving)
        m_serving->appendKeys(keys);
}

} // namespace qilin
