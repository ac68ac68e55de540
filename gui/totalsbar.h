// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;

namespace qilin {

class Daemons;

// Sums of all daemons for the status bar: apps, workers, processor, memory; and how many are
// connected.
class TotalsBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TotalsBar)

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void showTotals(const Daemons &daemons);
    [[nodiscard]] QString text() const; // for a screen reader

private:
    QLabel *m_connection;
    QLabel *m_counts;
    QLabel *m_cpu;
    QLabel *m_mem;
};

} // namespace qilin
