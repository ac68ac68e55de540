// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/history.h"

#include <QWidget>

namespace qilin {

// What happened at a moment, on the time axis.
enum class MarkKind { Reload, Crash, RolledBack };
struct Mark
{
    qint64 timeMs = 0; // since 1970, the daemon's clock
    MarkKind kind = MarkKind::Reload;
    QString text; // for the tooltip
};

// One quantity over time: the newest sample at the right, axes with units, marks, and a read-out
// that follows the pointer or the arrow keys.
class HistoryGraph final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryGraph)

public:
    enum class Quantity { Cpu, Mem };
    Q_ENUM(Quantity)

    explicit HistoryGraph(Quantity quantity, QWidget *parent = nullptr);

    void setSamples(const QList<Sample> &samples); // oldest first
    void append(const Sample &sample);             // newer than the last; else ignored
    void setSpan(int seconds);                     // 60, 600 or 3600 at the time axis
    void setMarks(const QList<Mark> &marks);

    [[nodiscard]] const QList<Sample> &samples() const { return m_samples; }
    [[nodiscard]] int span() const { return m_span; }

private:
    QList<Sample> m_samples;
    QList<Mark> m_marks;
    int m_span = 60;
    Quantity m_quantity;
};

} // namespace qilin
