// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/quantity.h"

#include <QRectF>

namespace qilin {

// The axis of values: from 0 to maximum, a line at every step.
struct GraphScale
{
    double maximum = 1;
    double step = 1;
};

// Round numbers that hold peak, in at most five steps; as GB from 1024 MB on.
[[nodiscard]] GraphScale scaleFor(double peak, Quantity quantity);
// Keeps the old scale while the peak fits it and fills more than half, so that the axis is calm.
[[nodiscard]] GraphScale scaleFor(double peak, Quantity quantity, const GraphScale &old);
[[nodiscard]] QString tickText(double value, const GraphScale &scale, Quantity quantity);

// Seconds between two labels of the axis of time that is so long and so wide.
[[nodiscard]] int timeStep(int span, double width, double labelWidth);
[[nodiscard]] QString agoText(int seconds); // "now", "−10 s", "−2 min"

// Where a moment and a value are in the plot.
struct GraphGeometry
{
    QRectF plot;
    qint64 nowMs = 0; // at the right edge
    qint64 spanMs = 1;
    double maximum = 1;

    [[nodiscard]] double x(qint64 timeMs) const;
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] qint64 timeAt(double x) const;
};

} // namespace qilin
