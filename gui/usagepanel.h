// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/history.h"
#include "core/base/result.h"
#include "gui/marklog.h"
#include "gui/target.h"

#include <QWidget>

class QBoxLayout;
class QButtonGroup;
class QLabel;

namespace qilin {

class Daemons;
class HistoryGraph;

// Processor and memory of one Target over 1 min, 10 min or 1 h. Asks the daemon for what was, and
// follows its snapshots; where its worker goes away it shows the app. Does nothing while hidden but
// note marks. Daemons must outlive it.
class UsagePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsagePanel)

public:
    explicit UsagePanel(Daemons &daemons, QWidget *parent = nullptr);

    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const { return m_target; }

    void setSpan(int seconds); // 60, 600 or 3600
    [[nodiscard]] int span() const { return m_span; }

    [[nodiscard]] HistoryGraph *cpuGraph() const { return m_cpu; }
    [[nodiscard]] HistoryGraph *memGraph() const { return m_mem; }

signals:
    void spanChanged(int seconds);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addSpanButtons(QBoxLayout &layout);
    void fetch();
    void showHistory(const Result<History> &history);
    void follow();
    void followSnapshot(const Snapshot &snapshot);
    void showState();
    void showMarks();
    void showTitle();

    Target m_target;
    int m_span = 60;
    bool m_isShown = false;
    int m_fetch = 0;          // number of the last question; older answers are dropped
    bool m_isWaiting = false; // for its answer
    qint64 m_clockMs = 0;     // the daemon's clock less ours, where they differ
    MarkLog m_marks;
    QLabel *m_title;
    QButtonGroup *m_spans;
    QBoxLayout *m_graphs;
    HistoryGraph *m_cpu;
    HistoryGraph *m_mem;
};

} // namespace qilin
