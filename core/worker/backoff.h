// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace qilin {

// Delay before the next start of something that keeps failing: none at first, then 100 ms doubling
// up to a cap, each shortened by up to a quarter so that many failing workers spread out. None but
// the first is without any: what fails at once would be started again by its own failure.
class Backoff final
{
public:
    explicit Backoff(std::chrono::milliseconds cap)
        : m_cap(cap)
    {}

    void setCap(std::chrono::milliseconds cap) { m_cap = cap; }
    int failures() const { return m_failures; }
    void succeeded() { m_failures = 0; }

    // Counts a failure. jitter: [0, 1).
    std::chrono::milliseconds failed(double jitter)
    {
        const int doublings = std::min(m_failures++ - 1, 20);
        if (doublings < 0)
            return std::chrono::milliseconds{0};
        const qint64 full = std::min<qint64>(m_cap.count(), qint64(100) << doublings);
        return std::chrono::milliseconds{
            std::max<qint64>(1, qint64(double(full) * (1 - jitter / 4)))};
    }

private:
    std::chrono::milliseconds m_cap;
    int m_failures = 0;
};

} // namespace qilin
