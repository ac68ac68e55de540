// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/memoryguard.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kFirstPause = 10s;
constexpr std::chrono::milliseconds kLongestPause = 15min;

} // namespace

std::optional<MemoryGuard::Held> MemoryGuard::choose(const QList<Held> &workers, qint64 limit,
                                                     std::chrono::milliseconds now)
{
    if (m_isUnderWay || now < m_notBefore)
        return std::nullopt;
    std::optional<Held> chosen;
    for (const Held &held : workers) {
        if (held.bytes > limit && held.lived >= m_pause && (!chosen || held.bytes > chosen->bytes))
            chosen = held;
    }
    if (!chosen)
        return std::nullopt;
    m_isUnderWay = true;
    if (chosen->lived >= kLongestPause)
        m_pause = 0ms;
    else
        growPause();
    return chosen;
}

void MemoryGuard::done(bool hasChanged, std::chrono::milliseconds now)
{
    m_isUnderWay = false;
    if (hasChanged)
        return;
    growPause();
    m_notBefore = now + m_pause; // else the next try would follow at once
}

void MemoryGuard::reset()
{
    m_pause = 0ms;
    m_notBefore = 0ms;
}

void MemoryGuard::growPause()
{
    m_pause = std::clamp(m_pause * 2, kFirstPause, kLongestPause);
}

} // namespace qilin
