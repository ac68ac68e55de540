// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace qilin {

class LogFeed;
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

    // Parts, for tests and for the window's tab order.
    [[nodiscard]] LogText *text() const { return m_text; }
    [[nodiscard]] LogFeed *feed() const { return m_feed; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildBar();
    void updateWorkers();
    void chooseWorker(int index);
    void updateMatches();
    void updateFollow();

    Target m_target; // as it was set
    LogFeed *m_feed;
    LogText *m_text;
    QComboBox *m_workers;
    QLineEdit *m_search;
    QLabel *m_matches;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_times;
    QToolButton *m_follow;
};

} // namespace qilin
