// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/stats/history.h"

#include <algorithm>

namespace qilin {

namespace {

constexpr int kTen = 10;

template <typename Map>
void dropUnseen(Map &map, qint64 now)
{
    for (auto it = map.begin(); it != map.end();)
        it = it->second.seen == now ? std::next(it) : map.erase(it);
}

} // namespace

UsageHistory::UsageHistory() = default;

void UsageHistory::add(qint64 timeMs, const std::vector<AppUsage> &apps, const Usage &daemon)
{
    ++m_count;
    m_fineTimes.push(timeMs);
    if (m_count % kTen == 0)
        m_coarseTimes.push(timeMs);

    Usage total = daemon;
    for (const AppUsage &app : apps) {
        Usage sum;
        for (const WorkerUsage &worker : app.workers) {
            put(m_workers[worker.worker], worker.usage);
            sum.cpu += worker.usage.cpu;
            sum.mem += worker.usage.mem;
        }
        put(m_apps[app.app], sum);
        total.cpu += sum.cpu;
        total.mem += sum.mem;
    }
    put(m_total, total);
    dropUnseen(m_workers, m_count);
    dropUnseen(m_apps, m_count);
}

void UsageHistory::put(Series &series, const Usage &usage)
{
    series.seen = m_count;
    const Pair pair{float(usage.cpu), float(usage.mem)};
    series.fine.push(pair);
    series.sum.cpu += pair.cpu;
    series.sum.mem += pair.mem;
    ++series.summed;
    if (m_count % kTen != 0)
        return;
    const auto count = float(series.summed);
    series.coarse.push({series.sum.cpu / count, series.sum.mem / count});
    series.sum = {};
    series.summed = 0;
}

const UsageHistory::Series *UsageHistory::find(const QString &app, std::optional<int> worker) const
{
    if (worker) {
        const auto found = m_workers.find(*worker);
        return found == m_workers.end() ? nullptr : &found->second;
    }
    if (app.isEmpty())
        return &m_total;
    const auto found = m_apps.find(app);
    return found == m_apps.end() ? nullptr : &found->second;
}

History UsageHistory::of(const QString &app, std::optional<int> worker,
                         std::chrono::seconds span) const
{
    const bool isFine = span <= kFineSpan;
    History history;
    history.intervalMs = isFine ? 1000 : 1000 * kTen;
    const Series *series = find(app, worker);
    if (!series || series->fine.size() == 0)
        return history;
    const qint64 newestMs = m_fineTimes.back(0);
    const qint64 spanMs = std::chrono::milliseconds(std::min(span, kCoarseSpan)).count();
    if (!isFine && series->summed > 0) { // the ten that is under way
        const auto count = double(series->summed);
        history.samples.append({newestMs, series->sum.cpu / count, series->sum.mem / count});
    }
    const Ring<Pair> &values = isFine ? series->fine : series->coarse;
    const Ring<qint64> &times = isFine ? m_fineTimes : m_coarseTimes;
    for (size_t age = 0; age < values.size() && newestMs - times.back(age) < spanMs; ++age) {
        const Pair &pair = values.back(age);
        history.samples.append({times.back(age), double(pair.cpu), double(pair.mem)});
    }
    std::reverse(history.samples.begin(), history.samples.end());
    return history;
}

} // namespace qilin
