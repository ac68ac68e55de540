// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/exposition.h"

#include "core/base/apptotals.h"

#include <cmath>
#include <utility>

namespace qilin {

namespace {

constexpr double kExactIntegers = 1LL << 53; // a double holds all below
constexpr int kDigits = 15;                  // more would show how binary fractions are rounded

const char *nameOf(Exposition::Type type)
{
    switch (type) {
    case Exposition::Type::Counter:
        return "counter";
    case Exposition::Type::Gauge:
        return "gauge";
    case Exposition::Type::Histogram:
        break;
    }
    return "histogram";
}

QByteArray numberText(double value)
{
    if (std::trunc(value) == value && std::abs(value) < kExactIntegers)
        return QByteArray::number(qint64(value));
    return QByteArray::number(value, 'g', kDigits);
}

double seconds(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

} // namespace

QByteArray metricLabel(const char *name, const QString &value)
{
    QByteArray text = value.toUtf8();
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return QByteArray(name) + "=\"" + text + '"';
}

void Exposition::begin(const char *name, Type type, const char *help)
{
    m_name = name;
    m_type = type;
    m_help = help;
    m_hasHead = false;
}

void Exposition::add(const QByteArray &labels, double value)
{
    writeHead();
    writeSample("", labels, value);
}

void Exposition::add(const QByteArray &labels, const DurationCounts &durations)
{
    writeHead();
    qint64 count = 0;
    for (size_t i = 0; i < DurationCounts::kBounds.size(); ++i) {
        count += durations.within(i);
        const QByteArray bound = numberText(seconds(DurationCounts::kBounds[i]));
        writeSample("_bucket", labels + ",le=\"" + bound + '"', double(count));
    }
    count += durations.beyond();
    writeSample("_bucket", labels + ",le=\"+Inf\"", double(count));
    writeSample("_sum", labels, seconds(durations.sum()));
    writeSample("_count", labels, double(count));
}

void Exposition::writeHead()
{
    if (std::exchange(m_hasHead, true))
        return;
    for (const auto &[keyword, text] :
         {std::pair{"# HELP ", m_help}, std::pair{"# TYPE ", nameOf(m_type)}}) {
        m_text += keyword;
        m_text += m_name;
        m_text += ' ';
        m_text += text;
        m_text += '\n';
    }
}

void Exposition::writeSample(const char *suffix, const QByteArray &labels, double value)
{
    m_text += m_name;
    m_text += suffix;
    if (!labels.isEmpty()) {
        m_text += '{';
        m_text += labels;
        m_text += '}';
    }
    m_text += ' ';
    m_text += numberText(value);
    m_text += '\n';
}

} // namespace qilin
