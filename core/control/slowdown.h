// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/gatelimits.h"

#include <QHash>
#include <QHostAddress>

namespace qilin {

// How late an address that sends wrong credentials hears of it. Bounded; forgets with time.
class Slowdown final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Slowdown(const GateLimits &limits)
        : m_limits(limits)
    {}

    struct Verdict
    {
        std::chrono::milliseconds delay{0};
        int failures = 0; // of this address, this one included
    };
    Verdict failed(const QHostAddress &address, Clock::time_point now);

private:
    struct Entry
    {
        int failures = 0;
        Clock::time_point last;
    };
    void makeRoom(Clock::time_point now);

    GateLimits m_limits;
    QHash<QHostAddress, Entry> m_entries;
};

} // namespace qilin
