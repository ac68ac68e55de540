// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/slowdown.h"

#include "core/control/neighbourhood.h"

#include <algorithm>

namespace qilin {

std::chrono::milliseconds Slowdown::failed(const QHostAddress &address, size_t guess,
                                           Clock::time_point now)
{
    const QHostAddress key = neighbourhoodOf(address);
    if (!m_entries.contains(key))
        makeRoom(now);
    Entry &entry = m_entries[key];
    if (entry.failures > 0 && now - entry.last > m_limits.refusalMemory)
        entry = {};
    const bool isSame = entry.failures > 0 && entry.guess == guess;
    entry.guess = guess;
    entry.last = now;
    entry.failures = std::min(entry.failures + 1, 1 << 20);
    std::chrono::milliseconds delay = m_limits.firstRefusal;
    for (int i = 1; i < entry.failures && delay < m_limits.lastRefusal; ++i)
        delay *= 2;
    delay = std::min(delay, m_limits.lastRefusal);
    if (!isSame)
        entry.notBefore = now + delay;
    return delay;
}

std::chrono::milliseconds Slowdown::pause(const QHostAddress &address, Clock::time_point now) const
{
    const auto found = m_entries.constFind(neighbourhoodOf(address));
    if (found == m_entries.cend() || found->notBefore <= now)
        return {};
    return std::chrono::ceil<std::chrono::milliseconds>(found->notBefore - now);
}

void Slowdown::makeRoom(Clock::time_point now)
{
    if (m_entries.size() < m_limits.refusedAddresses)
        return;
    m_entries.removeIf([&](auto it) { return now - it.value().last > m_limits.refusalMemory; });
    if (m_entries.size() < m_limits.refusedAddresses)
        return;
    const auto oldest
        = std::min_element(m_entries.begin(), m_entries.end(),
                           [](const Entry &a, const Entry &b) { return a.last < b.last; });
    m_entries.erase(oldest);
}

} // namespace qilin
