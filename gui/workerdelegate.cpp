// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/workerdelegate.h"

#include "gui/colors.h"
#include "gui/snapshotmodel.h"
#include "gui/sparkline.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kSparklineWidth = 60;
constexpr int kGap = 8;
constexpr int kDot = 8;
constexpr int kDotIndent = 6; // off the number in the column before
constexpr int kRowPadding = 8;

bool hasSparkline(const QModelIndex &index)
{
    return index.column() == SnapshotModel::Cpu || index.column() == SnapshotModel::Mem;
}

bool hasDot(const QModelIndex &index)
{
    return index.column() == SnapshotModel::State;
}

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QColor colorOf(const QStyleOptionViewItem &option, const QColor &color)
{
    const bool isEnabled = option.state & QStyle::State_Enabled;
    if (option.state & QStyle::State_Selected)
        return option.palette.color(isEnabled ? QPalette::Active : QPalette::Disabled,
                                    QPalette::HighlightedText);
    return isEnabled ? color : option.palette.color(QPalette::Disabled, QPalette::Text);
}

// From the leading edge of the text's place to where the number has room.
QRect sparklineArea(const QStyleOptionViewItem &option, const QRect &text)
{
    const int number = option.fontMetrics.horizontalAdvance(u"1,023.9 MB"_s);
    const int width = qMin(kSparklineWidth, text.width() - number - kGap);
    const QRect area(text.left(), text.top() + 3, width, text.height() - 6);
    return QStyle::visualRect(option.direction, text, area);
}

QRect dotArea(const QStyleOptionViewItem &option, const QRect &text)
{
    const QRect area(text.left() + kDotIndent, text.center().y() - kDot / 2 + 1, kDot, kDot);
    return QStyle::visualRect(option.direction, text, area);
}

void paintDot(QPainter &painter, const QStyleOptionViewItem &option, const QRect &text,
              const QModelIndex &index)
{
    const auto tone = static_cast<Tone>(index.data(SnapshotModel::ToneRole).toInt());
    const QColor color = colorOf(option, toneColor(tone, option.palette));
    const QRectF area = dotArea(option, text);
    painter.setRenderHint(QPainter::Antialiasing);
    // Hollow where nothing runs: not told by the colour alone.
    painter.setPen(tone == Tone::Off ? QPen(color, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(tone == Tone::Off ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawEllipse(tone == Tone::Off ? area.adjusted(1, 1, -1, -1) : area);
}

} // namespace

WorkerDelegate::WorkerDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

void WorkerDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isWhy = index.column() == SnapshotModel::State && !index.parent().isValid();
    if (index.data(SnapshotModel::IsStaleRole).toBool() && !isWhy)
        option->state &= ~QStyle::State_Enabled;
}

void WorkerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    if (!hasSparkline(index) && !hasDot(index)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle *style = styleOf(cell);
    QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1;
    text.adjust(margin, 0, -margin, 0);

    if (hasDot(index)) {
        // The style draws the text; an empty icon of the dot's size leaves it room.
        cell.features |= QStyleOptionViewItem::HasDecoration;
        cell.decorationSize = QSize(kDotIndent + kDot + 2, kDot);
        cell.icon = {};
    }
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    painter->save();
    painter->setClipRect(cell.rect);
    if (hasDot(index)) {
        paintDot(*painter, cell, text, index);
    } else {
        const auto quantity = index.column() == SnapshotModel::Cpu ? Quantity::Cpu : Quantity::Mem;
        const QRect area = sparklineArea(cell, text);
        if (area.width() >= 12) {
            const auto values = index.data(SnapshotModel::HistoryRole).value<QList<double>>();
            paintSparkline(*painter, sparkline(values, quantity, area), area,
                           colorOf(cell, seriesColor(quantity, cell.palette)));
        }
    }
    painter->restore();
}

QSize WorkerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + kRowPadding);
    if (hasDot(index))
        size.rwidth() += kDot + kGap;
    if (hasSparkline(index))
        size.setWidth(kSparklineWidth + 2 * kGap
                      + option.fontMetrics.horizontalAdvance(u"1,023.9 MB"_s));
    return size;
}

} // namespace qilin
