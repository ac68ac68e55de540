// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace qilin {

class DurationCounts;

// NAME="VALUE", with what the format demands to be escaped. Several are joined by commas.
[[nodiscard]] QByteArray metricLabel(const char *name, const QString &value);

// The text format of Prometheus, version 0.0.4
// (https://prometheus.io/docs/instrumenting/exposition_formats/), family by family.
class Exposition final
{
    Q_DISABLE_COPY_MOVE(Exposition)

public:
    static constexpr auto kContentType = "text/plain; version=0.0.4; charset=utf-8";

    enum class Type { Counter, Gauge, Histogram };

    Exposition() = default;

    // What follows is of this family, each of which is begun once. One without samples is left out.
    // The texts must outlive it.
    void begin(const char *name, Type type, const char *help);
    // labels: made by metricLabel(); each set once a family.
    void add(const QByteArray &labels, double value);
    void add(const QByteArray &labels, const DurationCounts &durations); // in seconds

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    void writeHead();
    void writeSample(const char *suffix, const QByteArray &labels, double value);

    const char *m_name = nullptr;
    const char *m_help = nullptr;
    Type m_type = Type::Gauge;
    bool m_hasHead = false;
    QByteArray m_text;
};

} // namespace qilin
