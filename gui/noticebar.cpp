// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/noticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace qilin {

namespace {

constexpr int kTint = 38; // of 255
constexpr int kEdgeWidth = 3;

} // namespace

NoticeBar::NoticeBar(Tone tone, Closing closing, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_label(new QLabel(this))
{
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_label, 1);
    if (closing == Closing::ByUser) {
        auto *close = new QToolButton(this);
        close->setAutoRaise(true);
        close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
        close->setToolTip(tr("Close this notice"));
        close->setAccessibleName(close->toolTip());
        connect(close, &QToolButton::clicked, this, &QWidget::hide);
        layout->addWidget(close, 0, Qt::AlignTop);
    }
    hide();
}

void NoticeBar::setText(const QString &text)
{
    if (text == m_label->text())
        return;
    m_label->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString NoticeBar::text() const
{
    return m_label->text();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = toneColor(m_tone, palette());
    painter.fillRect(rect(), withAlpha(color, kTint));
    const int edge = isRightToLeft() ? width() - kEdgeWidth : 0;
    painter.fillRect(edge, 0, kEdgeWidth, height(), color);
}

} // namespace qilin
