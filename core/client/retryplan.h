// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <chrono>

namespace qilin {

// How long to wait before a connection is tried again: doubles from first to last. Pure.
class RetryPlan final
{
public:
    using Time = std::chrono::milliseconds;

    RetryPlan(Time first, Time last)
        : m_first(first)
        , m_last(last)
        , m_next(first)
    {}

    // chance: 0 to 1; spreads the clients of one daemon over a tenth of the time more or less.
    [[nodiscard]] Time next(double chance)
    {
        const Time base = m_next;
        m_next = std::min(m_next * 2, m_last);
        return std::chrono::duration_cast<Time>(base * (0.9 + 0.2 * chance));
    }
    void reset() { m_next = m_first; }

private:
    const Time m_first;
    const Time m_last;
    Time m_next;
};

} // namespace qilin
