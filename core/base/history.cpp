// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/history.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

double twoDecimals(double value)
{
    return std::round(value * 100) / 100;
}

} // namespace

QJsonObject toJson(const History &history)
{
    QJsonArray samples;
    for (const Sample &sample : history.samples)
        samples.append(QJsonArray{sample.timeMs, twoDecimals(sample.cpu), twoDecimals(sample.mem)});
    return {{u"interval_ms"_s, history.intervalMs}, {u"samples"_s, samples}};
}

History historyFromJson(const QJsonObject &json)
{
    History history;
    history.intervalMs = json[u"interval_ms"_s].toInteger(history.intervalMs);
    const QJsonArray samples = json[u"samples"_s].toArray();
    for (const auto &value : samples) {
        const QJsonArray sample = value.toArray();
        if (sample.size() == 3)
            history.samples.append(
                {sample[0].toInteger(), sample[1].toDouble(), sample[2].toDouble()});
    }
    return history;
}

} // namespace qilin
