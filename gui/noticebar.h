// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/colors.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace qilin {

// A line across the window that tells something until it is taken away. Hidden while its text is
// empty.
class NoticeBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    enum class Closing { ByUser, Never };

    NoticeBar(Tone tone, Closing closing, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    QLabel *m_label;
};

} // namespace qilin
