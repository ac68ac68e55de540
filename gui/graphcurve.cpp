// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/graphcurve.h"

#include <cmath>

namespace qilin {

namespace {

// Gathers the points of one pixel's width; what is left of them is their outline.
class Column
{
public:
    explicit Column(double width)
        : m_width(width)
    {}

    void add(const QPointF &point, QPolygonF &line)
    {
        const double place = std::floor(point.x() / m_width);
        if (m_count > 0 && place == m_place) {
            if (point.y() < m_low.y())
                m_low = point;
            if (point.y() > m_high.y())
                m_high = point;
            m_last = point;
            ++m_count;
            return;
        }
        flush(line);
        m_place = place;
        m_first = m_last = m_low = m_high = point;
        m_count = 1;
    }

    void flush(QPolygonF &line)
    {
        if (m_count > 0)
            line.append(m_first);
        if (m_count > 2) {
            const bool isLowFirst = m_low.x() < m_high.x();
            line.append(isLowFirst ? m_low : m_high);
            line.append(isLowFirst ? m_high : m_low);
        }
        if (m_count > 1)
            line.append(m_last);
        m_count = 0;
    }

private:
    double m_width;
    double m_place = 0;
    int m_count = 0;
    QPointF m_first, m_last, m_low, m_high;
};

} // namespace

qint64 gapMs(int spanSeconds)
{
    return spanSeconds <= 600 ? 3500 : 25'000;
}

QList<QPolygonF> curvesOf(const QList<Sample> &samples, Quantity quantity,
                          const GraphGeometry &geometry, qint64 gap, double pixelWidth)
{
    QList<QPolygonF> curves;
    QPolygonF line;
    Column column(pixelWidth);
    const qint64 begin = geometry.nowMs - geometry.spanMs - gap;
    qint64 lastMs = 0;
    for (const Sample &sample : samples) {
        if (sample.timeMs < begin)
            continue;
        if (lastMs != 0 && sample.timeMs - lastMs > gap) {
            column.flush(line);
            curves.append(std::exchange(line, {}));
        }
        lastMs = sample.timeMs;
        column.add({geometry.x(sample.timeMs), geometry.y(valueOf(sample, quantity))}, line);
    }
    column.flush(line);
    if (!line.isEmpty())
        curves.append(line);
    return curves;
}

} // namespace qilin
