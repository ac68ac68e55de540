// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/slowdown.h"

#include "core/control/neighbourhood.h"

#include <algorithm>

namespace qilin {

Slowdown::Verdict Slowdown::failed(const QHostAddress &address, Clock::time_point now)
{
    const QHostAddress key = neighbourhoodOf(address);
    if (!m_entries.contains(key))
        makeRoom(now);
    Entry &entry = m_entries[key];
    if (entry.failures > 0 && now - entry.last > m_limits.refusalMemory)
        entry.failures = 0;
    entry.last = now;
    entry.failures = std::min(entry.failures + 1, 1 << 20);
    std::chrono::milliseconds delay = m_limits.firstRefusal;
    for (int i = 1; i < entry.failures && delay < m_limits.lastRefusal; ++i)
        delay *= 2;
    return {std::min(delay, m_limits.lastRefusal), entry.failures};
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
