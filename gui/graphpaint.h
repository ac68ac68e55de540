// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/graphscale.h"
#include "gui/mark.h"

#include <QList>
#include <QPalette>

class QPainter;
class QPolygonF;

// The parts of a HistoryGraph's picture. Lines lie on whole pixels of the device.
namespace qilin {

constexpr double kMarkSize = 9; // of a symbol, above the plot

// The card, grid and labels of both axes: what stays the same from sample to sample.
void paintFrame(QPainter &painter, const QRectF &card, const GraphGeometry &geometry,
                const GraphScale &scale, Quantity quantity, const QPalette &palette);
void paintCurves(QPainter &painter, const QList<QPolygonF> &curves, const QRectF &plot,
                 const QColor &color);
void paintMark(QPainter &painter, const Mark &mark, double x, const QRectF &plot,
               const QPalette &palette);

struct ReadOut
{
    QPointF at;
    QStringList lines;
};
[[nodiscard]] QRectF readOutBox(const ReadOut &readOut, const QRectF &plot,
                                const QFontMetricsF &metrics);
void paintReadOut(QPainter &painter, const ReadOut &readOut, const QRectF &plot,
                  const QColor &color, const QPalette &palette);

} // namespace qilin
