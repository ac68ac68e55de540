// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/graphscale.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace qilin {

namespace {

constexpr double kMbPerGb = 1024;
constexpr double kLeastPercent = 5;
constexpr double kLeastMb = 10;
constexpr double kHeadroom = 1.02;
constexpr int kSteps = 5;

// 1, 2, 2.5 or 5 times a power of ten.
double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double unitOf(double peak, Quantity quantity)
{
    return quantity == Quantity::Mem && peak >= kMbPerGb ? kMbPerGb : 1;
}

} // namespace

GraphScale scaleFor(double peak, Quantity quantity)
{
    const double least = quantity == Quantity::Cpu ? kLeastPercent : kLeastMb;
    const double top = std::max(std::isfinite(peak) ? peak * kHeadroom : 0, least);
    const double unit = unitOf(top, quantity);
    const double step = roundStep(top / unit / kSteps) * unit;
    return {std::ceil(top / step * (1 - 1e-9)) * step, step};
}

GraphScale scaleFor(double peak, Quantity quantity, const GraphScale &old)
{
    const GraphScale fresh = scaleFor(peak, quantity);
    const bool fits = fresh.maximum <= old.maximum && peak > old.maximum / 2;
    return fits ? old : fresh;
}

QString tickText(double value, const GraphScale &scale, Quantity quantity)
{
    const double unit = unitOf(scale.maximum, quantity);
    const double step = scale.step / unit;
    int decimals = 0;
    for (double rest = step; decimals < 2 && std::abs(rest - std::round(rest)) > 1e-6; ++decimals)
        rest *= 10;
    const QString number = QLocale().toString(value / unit, 'f', decimals);
    if (quantity == Quantity::Cpu)
        return QCoreApplication::translate("Format", "%1%", "percent of one processor").arg(number);
    return unit > 1 ? QCoreApplication::translate("Format", "%1 GB").arg(number)
                    : QCoreApplication::translate("Format", "%1 MB").arg(number);
}

int timeStep(int span, double width, double labelWidth)
{
    constexpr std::array steps{5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600};
    const double perSecond = width / span;
    for (const int step : steps) {
        if (step * 6 >= span && step * perSecond >= labelWidth * 1.6)
            return step;
    }
    return span;
}

QString agoText(int seconds)
{
    if (seconds == 0)
        return QCoreApplication::translate("HistoryGraph", "now", "on an axis of time");
    const QLocale locale;
    if (seconds % 60 == 0)
        return QCoreApplication::translate("HistoryGraph", "−%1 min", "minutes ago")
            .arg(locale.toString(seconds / 60));
    return QCoreApplication::translate("HistoryGraph", "−%1 s", "seconds ago")
        .arg(locale.toString(seconds));
}

double GraphGeometry::x(qint64 timeMs) const
{
    const auto ago = static_cast<double>(nowMs - timeMs);
    return plot.right() - ago / static_cast<double>(spanMs) * plot.width();
}

double GraphGeometry::y(double value) const
{
    return plot.bottom() - std::clamp(value / maximum, 0.0, 1.0) * plot.height();
}

qint64 GraphGeometry::timeAt(double x) const
{
    const double ago = (plot.right() - x) / std::max(plot.width(), 1.0);
    return nowMs - std::llround(ago * static_cast<double>(spanMs));
}

} // namespace qilin
