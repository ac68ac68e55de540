// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/quantity.h"

#include <QList>

class QColor;
class QPainter;
class QPolygonF;
class QRectF;

namespace qilin {

// The values as points in a rectangle, the newest at its right edge; room for kHistoryLength of
// them. So scaled that noise stays low and a change shows.
[[nodiscard]] QPolygonF sparkline(const QList<double> &values, Quantity quantity,
                                  const QRectF &area);

void paintSparkline(QPainter &painter, const QPolygonF &line, const QRectF &area,
                    const QColor &color);

} // namespace qilin
