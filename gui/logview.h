// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace qilin {

class LogFeed;
class LogSearch;
class LogText;

// What the workers of a Target print: the daemon's last lines, then those that come. Works only
// while it is visible, and fetches anew when it is shown again.
class LogView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const; // narrowed to the worker of the filter
    void focusSearch();

    // The end stays in sight. Scrolling up pauses, scrolling to the end resumes.
    [[nodiscard]] bool isFollowing() const;
    void setFollowing(bool yes);
    [[nodiscard]] bool areTimesShown() const;
    void setTimesShown(bool yes);
    [[nodiscard]] bool areLinesWrapped() const;
    void setLinesWrapped(bool yes);

    [[nodiscard]] LogText *text() const { return m_text; }
    [[nodiscard]] LogSearch *search() const { return m_search; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const QString &tip);
    void buildBar();
    void connectSearch();
    void narrow(int worker);
    void updateWorkers();
    void updateMatches();
    void updateFollow();
    void flush();
    void copy();

    Target m_target; // of the filter's "all workers"
    LogFeed *m_feed;
    LogText *m_text;
    LogSearch *m_search;
    QComboBox *m_workers;
    QLineEdit *m_pattern;
    QLabel *m_matches;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_times;
    QToolButton *m_wrap;
    QToolButton *m_copy;
    QToolButton *m_follow;
    QTimer m_flushTimer;
    bool m_isFirstFlush = true;
    QMetaObject::Connection m_snapshots;
};

} // namespace qilin
