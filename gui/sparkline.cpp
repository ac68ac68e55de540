// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/sparkline.h"

#include "gui/colors.h"
#include "gui/row.h"

#include <QPainter>

#include <algorithm>

namespace qilin {

namespace {

struct Range
{
    double low = 0;
    double high = 1;
};

// The processor counts from 0; of memory only its change is of interest, a tenth of it at least.
Range rangeOf(const QList<double> &values, Quantity quantity)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    if (quantity == Quantity::Cpu)
        return {0, std::max(*high, 5.0)};
    const double missing = std::max(0.0, std::max(*high * 0.1, 1.0) - (*high - *low));
    return {*low - missing * 0.5, *high + missing * 0.5};
}

} // namespace

QPolygonF sparkline(const QList<double> &values, Quantity quantity, const QRectF &area)
{
    QPolygonF line;
    if (values.isEmpty())
        return line;
    const Range range = rangeOf(values, quantity);
    const double step = area.width() / static_cast<double>(Row::kHistoryLength - 1);
    const double scale = area.height() / (range.high - range.low);
    double x = area.right() - step * static_cast<double>(values.size() - 1);
    line.reserve(values.size());
    for (const double value : values) {
        line.append({x, area.bottom() - (value - range.low) * scale});
        x += step;
    }
    return line;
}

void paintSparkline(QPainter &painter, const QPolygonF &line, const QRectF &area,
                    const QColor &color)
{
    if (line.isEmpty())
        return;
    QPolygonF fill = line;
    fill.append({line.last().x(), area.bottom()});
    fill.append({line.first().x(), area.bottom()});
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(color, 40));
    painter.drawPolygon(fill);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    painter.drawPolyline(line);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace qilin
