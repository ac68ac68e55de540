// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>

#include <array>
#include <chrono>
#include <optional>

namespace qilin {

// How often something took how long: for each bound, how many took at most that long and longer
// than the bound before.
class DurationCounts final
{
public:
    // From what a reload takes at least with the default min_uptime to what a slow rolling one may.
    static constexpr std::array<std::chrono::milliseconds, 12> kBounds{
        {std::chrono::milliseconds{250}, std::chrono::milliseconds{500}, std::chrono::seconds{1},
         std::chrono::milliseconds{1500}, std::chrono::milliseconds{2500}, std::chrono::seconds{5},
         std::chrono::seconds{10}, std::chrono::seconds{30}, std::chrono::minutes{1},
         std::chrono::minutes{2}, std::chrono::minutes{5}, std::chrono::minutes{10}}};

    void add(std::chrono::milliseconds took);

    [[nodiscard]] qint64 within(size_t bound) const { return m_counts[bound]; }
    [[nodiscard]] qint64 beyond() const { return m_counts.back(); } // the last bound
    [[nodiscard]] std::chrono::milliseconds sum() const { return m_sum; }

private:
    std::array<qint64, kBounds.size() + 1> m_counts{};
    std::chrono::milliseconds m_sum{0};
};

// What has become of the applications of one name since the daemon's start: nothing of it falls
// while workers, generations and the configuration change.
struct AppTotals
{
    struct ReloadEnd
    {
        QDateTime at;
        bool hasSucceeded = false;
    };

    qint64 cpuMs = 0;    // of processor time, of the process trees of all workers
    qint64 restarts = 0; // workers that died and were followed by another
    qint64 failures = 0; // workers that died unasked, those of a reload that failed too
    qint64 dropped = 0; // lines that were not written, neither to log_file nor to stdout and stderr
    qint64 reloadsOk = 0;
    qint64 reloadsFailed = 0;            // the old workers were kept, or it stopped half-way
    qint64 reloadsCancelled = 0;         // by a stop
    DurationCounts reloadTook;           // of those that ended well
    std::optional<ReloadEnd> lastReload; // that was not cancelled
};

} // namespace qilin
