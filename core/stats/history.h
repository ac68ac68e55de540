// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/history.h"
#include "core/stats/ring.h"
#include "core/stats/sampler.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <optional>
#include <unordered_map>
#include <vector>

namespace qilin {

struct WorkerUsage
{
    int worker = 0;
    Usage usage;
};

struct AppUsage
{
    QString app;
    std::vector<WorkerUsage> workers; // those that have processes
};

// What each worker, each application and everything together used: the last 600 measurements, and
// averages of ten for the last 360 tens. Pure: works on what is given. Owns its rings, which grow
// as they fill: 7.5 kB each when full.
class UsageHistory final
{
    Q_DISABLE_COPY_MOVE(UsageHistory)

public:
    static constexpr std::chrono::seconds kFineSpan{600};
    static constexpr std::chrono::seconds kCoarseSpan{3600};

    UsageHistory();

    // One measurement, 1 s after the one before. Forgets workers and applications not named.
    void add(qint64 timeMs, const std::vector<AppUsage> &apps, const Usage &daemon);

    // Up to kFineSpan: 1 s apart; else 10 s. Of a worker (whatever app says), of an application,
    // or, with an empty app, of everything. Empty where nothing is known.
    [[nodiscard]] History of(const QString &app, std::optional<int> worker,
                             std::chrono::seconds span) const;

private:
    struct Pair
    {
        float cpu = 0;
        float mem = 0;
    };
    struct Series
    {
        Ring<Pair> fine{600};
        Ring<Pair> coarse{360};
        Pair sum; // of the measurements since the last ten was full
        int summed = 0;
        qint64 seen = 0; // number of the measurement that named it last
    };

    void put(Series &series, const Usage &usage);
    const Series *find(const QString &app, std::optional<int> worker) const;

    // All series are measured at the same instants, so the times are kept once.
    Ring<qint64> m_fineTimes{600};
    Ring<qint64> m_coarseTimes{360};
    qint64 m_count = 0;
    Series m_total;
    std::unordered_map<int, Series> m_workers;
    std::unordered_map<QString, Series> m_apps;
};

} // namespace qilin
