// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/graphscale.h"
#include "gui/mark.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace qilin {

// One quantity over time: the newest sample at the right, axes with units, marks, and a read-out
// that follows the pointer or the arrow keys. Where samples are missing the curve has a gap.
class HistoryGraph final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryGraph)

public:
    using Quantity = qilin::Quantity;

    explicit HistoryGraph(Quantity quantity, QWidget *parent = nullptr);

    void setSamples(const QList<Sample> &samples); // oldest first
    // Newer than the last, else ignored; older by more than a gap: all begins anew. One that would
    // not be seen apart from it replaces it.
    void append(const Sample &sample);
    void setSpan(int seconds); // of the axis of time: 60, 600 or 3600
    void setMarks(const QList<Mark> &marks);
    void setNotice(const QString &text); // shown across the plot instead of a value; empty: none

    [[nodiscard]] const QList<Sample> &samples() const { return m_samples; }
    [[nodiscard]] const QList<Mark> &marks() const { return m_marks; }
    [[nodiscard]] int span() const { return m_span; }
    [[nodiscard]] Quantity quantity() const { return m_quantity; }
    [[nodiscard]] const QString &notice() const { return m_notice; }

    // Where things are, in coordinates of the widget.
    [[nodiscard]] double maximum() const { return m_scale.maximum; } // of the axis of values
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QPointF pointOf(int sample) const;
    [[nodiscard]] std::optional<int> readOut() const; // the sample under pointer or keys

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    static constexpr int kMargin = 12;

    [[nodiscard]] GraphGeometry geometryOf() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString valueText() const; // of the newest sample
    [[nodiscard]] QString readOutText(int sample) const;
    [[nodiscard]] QStringList marksNear(double x, double distance) const;
    [[nodiscard]] QFont smallFont() const;

    void samplesChanged();
    void dropFrame(); // what is cached of the picture
    void moveReadOut(int to);
    void clearReadOut();
    void describe(); // for screen readers
    void paintTitle(QPainter &painter);
    void paintNotice(QPainter &painter);
    void paintData(QPainter &painter);

    const Quantity m_quantity;
    int m_span = 60;
    QList<Sample> m_samples;
    QList<Mark> m_marks;
    QString m_notice;
    GraphScale m_scale;
    QPixmap m_frame;
    std::optional<double> m_pointer; // x, while it is over the plot
    std::optional<qint64> m_keyTime; // of the sample that the keys have chosen
};

} // namespace qilin
