// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

// The limits of setrlimit(2) by name.
namespace qilin {

constexpr quint64 kUnlimited = ~quint64(0);

// One limit for a child; what is absent stays as it is inherited.
struct LimitSetting
{
    const char *key = nullptr; // "limits.nofile"; lives for ever
    int resource = 0;          // RLIMIT_NOFILE, …
    std::optional<quint64> soft;
    std::optional<quint64> hard;
};

// "as", "core", "cpu", … "stack". Not "locks", which Linux has not looked at since 2.4.25.
[[nodiscard]] QList<QByteArray> limitNames();

// Nothing: no limit has that name.
[[nodiscard]] std::optional<LimitSetting>
limitSetting(const QByteArray &name, std::optional<quint64> soft, std::optional<quint64> hard);

// The highest hard limit a child of this process can be given: its own one, or, with the right to
// raise it, what the system has as an end (fs.nr_open for "nofile").
[[nodiscard]] quint64 highestLimit(const LimitSetting &limit);

} // namespace qilin
