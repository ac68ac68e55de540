// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/graphpaint.h"

#include "gui/colors.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace qilin {

namespace {

constexpr double kApart = 2.5; // points nearer than this are dense

double ratioOf(const QPainter &painter)
{
    return painter.device()->devicePixelRatioF();
}

double snapped(const QPainter &painter, double value)
{
    const double ratio = ratioOf(painter);
    return std::round(value * ratio) / ratio;
}

double hairline(const QPainter &painter)
{
    const double ratio = ratioOf(painter);
    return std::max(1.0, std::floor(ratio)) / ratio;
}

void horizontal(QPainter &painter, double left, double right, double y, const QColor &color)
{
    painter.fillRect(QRectF(left, snapped(painter, y), right - left, hairline(painter)), color);
}

void vertical(QPainter &painter, double x, double top, double bottom, const QColor &color)
{
    painter.fillRect(QRectF(snapped(painter, x), top, hairline(painter), bottom - top), color);
}

void paintTimeAxis(QPainter &painter, const QRectF &card, const GraphGeometry &geometry,
                   const QPalette &palette)
{
    const QRectF &plot = geometry.plot;
    const QColor text = palette.color(QPalette::Text);
    const QFontMetricsF metrics(painter.font());
    const int span = static_cast<int>(geometry.spanMs / 1000);
    const int step = timeStep(span, plot.width(), metrics.horizontalAdvance(agoText(span)));
    for (int ago = 0; ago <= span; ago += step) {
        const double x = geometry.x(geometry.nowMs - qint64(ago) * 1000);
        if (ago > 0 && ago < span)
            vertical(painter, x, plot.top(), plot.bottom(), withAlpha(text, 14));
        const QString label = agoText(ago);
        const double width = metrics.horizontalAdvance(label);
        const double left = std::clamp(x - width / 2, card.left() + 8, card.right() - 8 - width);
        painter.setPen(withAlpha(text, 150));
        painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 5), label);
    }
}

QPainterPath cross(const QPointF &center, double reach)
{
    QPainterPath path;
    path.moveTo(center - QPointF(reach, reach));
    path.lineTo(center + QPointF(reach, reach));
    path.moveTo(center + QPointF(reach, -reach));
    path.lineTo(center + QPointF(-reach, reach));
    return path;
}

QPainterPath triangle(const QPointF &center, double reach)
{
    QPainterPath path;
    path.moveTo(center + QPointF(0, -reach));
    path.lineTo(center + QPointF(reach, reach));
    path.lineTo(center + QPointF(-reach, reach));
    path.closeSubpath();
    return path;
}

QColor colorOf(MarkKind kind, const QPalette &palette)
{
    switch (kind) {
    case MarkKind::Reload:
        return toneColor(Tone::Good, palette);
    case MarkKind::RolledBack:
        return toneColor(Tone::Busy, palette);
    case MarkKind::Crash:
        return toneColor(Tone::Bad, palette);
    }
    return {};
}

// Wider lines cost ten times as much as those of one pixel, and clot where samples are dense.
QPen curvePen(const QPolygonF &line, const QColor &color)
{
    const double width = line.last().x() - line.first().x();
    const bool isDense = width < kApart * static_cast<double>(line.size());
    QPen pen(color, isDense ? 1 : 1.5, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    pen.setCosmetic(isDense);
    return pen;
}

} // namespace

void paintFrame(QPainter &painter, const QRectF &card, const GraphGeometry &geometry,
                const GraphScale &scale, Quantity quantity, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QRectF &plot = geometry.plot;
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = hairline(painter);
    painter.setPen(QPen(withAlpha(text, 36), line));
    painter.setBrush(palette.color(QPalette::Base));
    painter.drawRoundedRect(card.adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);

    const QFontMetricsF metrics(painter.font());
    const int steps = static_cast<int>(std::lround(scale.maximum / scale.step));
    const double apart = plot.height() / std::max(steps, 1);
    const int stride = std::max(1, static_cast<int>(std::ceil(metrics.height() / apart)));
    for (int i = 0; i <= steps; ++i) {
        const double value = scale.step * i;
        const double y = geometry.y(value);
        horizontal(painter, plot.left(), plot.right(), y, withAlpha(text, i == 0 ? 70 : 26));
        if (i % stride != 0)
            continue;
        const QString label = tickText(value, scale, quantity);
        painter.setPen(withAlpha(text, 150));
        painter.drawText(QPointF(plot.left() - 6 - metrics.horizontalAdvance(label),
                                 y + (metrics.ascent() - metrics.descent()) / 2),
                         label);
    }
    paintTimeAxis(painter, card, geometry, palette);
}

void paintCurves(QPainter &painter, const QList<QPolygonF> &curves, const QRectF &plot,
                 const QColor &color)
{
    QLinearGradient gradient(plot.topLeft(), plot.bottomLeft());
    gradient.setColorAt(0, withAlpha(color, 110));
    gradient.setColorAt(1, withAlpha(color, 18));
    painter.save();
    painter.setClipRect(plot.adjusted(0, -2, 0, 2));
    for (const QPolygonF &line : curves) {
        if (line.size() == 1) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(line.first(), 1.5, 1.5);
            continue;
        }
        QPolygonF fill = line;
        fill.append({line.last().x(), plot.bottom()});
        fill.append({line.first().x(), plot.bottom()});
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(gradient);
        painter.drawPolygon(fill);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(curvePen(line, color));
        painter.drawPolyline(line);
    }
    painter.restore();
}

void paintMark(QPainter &painter, const Mark &mark, double x, const QRectF &plot,
               const QPalette &palette)
{
    const QColor color = colorOf(mark.kind, palette);
    const double ratio = ratioOf(painter);
    const double dash = std::round(4 * ratio) / ratio;
    const int dashes = int(std::ceil(plot.height() / (2 * dash)));
    for (int i = 0; i < dashes; ++i) {
        const double top = plot.top() + i * 2 * dash;
        vertical(painter, x, top, std::min(top + dash, plot.bottom()), withAlpha(color, 170));
    }

    const QPointF center(snapped(painter, x) + hairline(painter) / 2,
                         plot.top() - kMarkSize / 2 - 1);
    const double reach = kMarkSize / 2 - 0.5;
    painter.setRenderHint(QPainter::Antialiasing);
    // A shape of its own for each: not told by the colour alone.
    switch (mark.kind) {
    case MarkKind::Reload:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(center, reach - 0.5, reach - 0.5);
        break;
    case MarkKind::RolledBack:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPath(triangle(center, reach));
        break;
    case MarkKind::Crash:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawPath(cross(center, reach - 1));
        break;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QRectF readOutBox(const ReadOut &readOut, const QRectF &plot, const QFontMetricsF &metrics)
{
    constexpr double padding = 6;
    constexpr double distance = 10;
    double width = 0;
    for (const QString &line : readOut.lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    width = std::min(width + 2 * padding, plot.width());
    const double height
        = metrics.height() * static_cast<double>(readOut.lines.size()) + padding * 1.2;
    const bool fitsRight = readOut.at.x() + distance + width <= plot.right();
    const double left = fitsRight ? readOut.at.x() + distance : readOut.at.x() - distance - width;
    const double top = std::clamp(readOut.at.y() - height / 2, plot.top() + 2,
                                  std::max(plot.top() + 2, plot.bottom() - height - 2));
    return {std::max(left, plot.left()), top, width, height};
}

void paintReadOut(QPainter &painter, const ReadOut &readOut, const QRectF &plot,
                  const QColor &color, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    vertical(painter, readOut.at.x(), plot.top(), plot.bottom(), withAlpha(text, 90));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(base, 2));
    painter.setBrush(color);
    painter.drawEllipse(readOut.at, 4.5, 4.5);

    const QFontMetricsF metrics(painter.font());
    const QRectF box = readOutBox(readOut, plot, metrics);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(text, 225));
    painter.drawRoundedRect(box, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(base);
    double y = box.top() + 3.6 + metrics.ascent();
    for (const QString &line : readOut.lines) {
        painter.drawText(QPointF(box.left() + 6, y),
                         metrics.elidedText(line, Qt::ElideRight, box.width() - 12));
        y += metrics.height();
    }
}

} // namespace qilin
