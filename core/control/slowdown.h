// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/gatelimits.h"

#include <QHash>
#include <QHostAddress>

namespace qilin {

// How late an address that sends wrong credentials hears of it, and how long its next ones are not
// looked at: who hangs up instead of waiting for the answer gains nothing. The same wrong ones once
// more, from a client that knows no better, hold nobody up. Bounded; forgets with time.
class Slowdown final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Slowdown(const GateLimits &limits)
        : m_limits(limits)
    {}

    // guess: a digest of them. How late to answer.
    std::chrono::milliseconds failed(const QHostAddress &address, size_t guess,
                                     Clock::time_point now);
    // Until credentials of this address are looked at; 0: now.
    [[nodiscard]] std::chrono::milliseconds pause(const QHostAddress &address,
                                                  Clock::time_point now) const;

private:
    struct Entry
    {
        int failures = 0;
        size_t guess = 0;
        Clock::time_point last;
        Clock::time_point notBefore;
    };
    void makeRoom(Clock::time_point now);

    GateLimits m_limits;
    QHash<QHostAddress, Entry> m_entries;
};

} // namespace qilin
