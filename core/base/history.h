// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QList>

// What /history carries: how much an application or a worker used over time.
namespace qilin {

struct Sample
{
    qint64 timeMs = 0; // since 1970, UTC
    double cpu = 0;    // percent of one processor
    double mem = 0;    // MB of 2^20 bytes, resident
};

struct History
{
    qint64 intervalMs = 1000; // between two samples; more where nothing was measured
    QList<Sample> samples;    // oldest first
};

// {"interval_ms": 1000, "samples": [[timeMs, cpu, mem], …]}
[[nodiscard]] QJsonObject toJson(const History &history);
[[nodiscard]] History historyFromJson(const QJsonObject &json); // leaves out what is no sample

} // namespace qilin
