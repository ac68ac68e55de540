// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/colors.h"
#include "gui/graphcurve.h"
#include "gui/graphpaint.h"
#include "gui/historygraph.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

// The half of HistoryGraph that answers events: painting, pointer, keys.
using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr double kMarkReach = 7; // how near the pointer must come

} // namespace

bool HistoryGraph::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QStringList texts = marksNear(help->pos().x(), kMarkReach);
    if (texts.isEmpty()) {
        QToolTip::hideText();
        event->ignore();
    } else {
        QString html = texts.join(u'\n').toHtmlEscaped();
        html.replace(u'\n', "<br>"_L1);
        QToolTip::showText(help->globalPos(), u"<p>%1</p>"_s.arg(html), this);
    }
    return true;
}

void HistoryGraph::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    if (m_frame.isNull() || m_frame.devicePixelRatio() != ratio) {
        m_frame = QPixmap(size() * ratio);
        m_frame.setDevicePixelRatio(ratio);
        m_frame.fill(Qt::transparent);
        QPainter painter(&m_frame);
        painter.setFont(smallFont());
        paintFrame(painter, rect(), geometryOf(), m_scale, m_quantity, palette());
        painter.setFont(font());
        paintTitle(painter);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_frame);
    paintData(painter);
    if (!m_notice.isEmpty())
        paintNotice(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void HistoryGraph::paintTitle(QPainter &painter)
{
    const QRect line(kMargin, kMargin - 2, width() - 2 * kMargin, fontMetrics().height());
    const auto leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, static_cast<int>(leading | Qt::AlignVCenter), title());
    const int used = QFontMetrics(bold).horizontalAdvance(title()) + 10;
    painter.setFont(smallFont());
    painter.setPen(withAlpha(palette().color(QPalette::Text), 150));
    const QString unit
        = m_quantity == Quantity::Cpu ? tr("percent of one processor") : tr("resident");
    const QRect rest = QStyle::visualRect(layoutDirection(), line, line.adjusted(used, 0, 0, 0));
    painter.drawText(rest, static_cast<int>(leading | Qt::AlignVCenter), unit);
}

void HistoryGraph::paintData(QPainter &painter)
{
    const GraphGeometry geometry = geometryOf();
    const QColor color = seriesColor(m_quantity, palette());
    paintCurves(painter,
                curvesOf(m_samples, m_quantity, geometry, gapMs(m_span), 1 / devicePixelRatioF()),
                geometry.plot, color);
    for (const Mark &mark : m_marks) {
        const double x = geometry.x(mark.timeMs);
        if (!m_samples.isEmpty() && x >= geometry.plot.left() && x <= geometry.plot.right() + 1)
            paintMark(painter, mark, std::min(x, geometry.plot.right()), geometry.plot, palette());
    }

    QFont value = font();
    value.setWeight(QFont::DemiBold);
    painter.setFont(value);
    painter.setPen(color);
    const QRect line(kMargin, kMargin - 2, width() - 2 * kMargin - 4, fontMetrics().height());
    const auto trailing = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight);
    painter.drawText(line, static_cast<int>(trailing | Qt::AlignVCenter), valueText());

    if (const std::optional<int> shown = readOut()) {
        const QPointF at = pointOf(*shown);
        QStringList lines{readOutText(*shown)};
        lines << marksNear(at.x(), kMarkReach);
        painter.setFont(smallFont());
        if (at.x() >= geometry.plot.left() - 1)
            paintReadOut(painter, {at, lines}, geometry.plot, color, palette());
    }
}

void HistoryGraph::paintNotice(QPainter &painter)
{
    const QRect area = plotArea().toRect();
    painter.setFont(font());
    QRect box = painter.boundingRect(area, Qt::AlignCenter | Qt::TextWordWrap, m_notice);
    box = box.adjusted(-10, -6, 10, 6) & area;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(palette().color(QPalette::Base), 225));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(withAlpha(palette().color(QPalette::Text), 190));
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_notice);
}

void HistoryGraph::resizeEvent(QResizeEvent *)
{
    dropFrame();
}

void HistoryGraph::showEvent(QShowEvent *)
{
    describe();
}

void HistoryGraph::hideEvent(QHideEvent *)
{
    dropFrame();
    m_pointer.reset();
}

void HistoryGraph::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        setAccessibleName(title());
    dropFrame();
    update();
}

void HistoryGraph::keyPressEvent(QKeyEvent *event)
{
    const int newest = static_cast<int>(m_samples.size()) - 1;
    const int at = readOut().value_or(newest);
    switch (event->key()) {
    case Qt::Key_Left:
        moveReadOut(at - 1);
        break;
    case Qt::Key_Right:
        moveReadOut(at + 1);
        break;
    case Qt::Key_Home:
        moveReadOut(0);
        break;
    case Qt::Key_End:
        moveReadOut(newest);
        break;
    case Qt::Key_Escape:
        if (readOut()) {
            clearReadOut();
            break;
        }
        [[fallthrough]];
    default:
        QWidget::keyPressEvent(event);
    }
}

void HistoryGraph::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = plotArea();
    const double x = event->position().x();
    if (x < plot.left() || x > plot.right() + kMargin) {
        clearReadOut();
        return;
    }
    m_keyTime.reset();
    m_pointer = x;
    update();
}

void HistoryGraph::leaveEvent(QEvent *)
{
    clearReadOut();
}

void HistoryGraph::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    clearReadOut();
}

} // namespace qilin
