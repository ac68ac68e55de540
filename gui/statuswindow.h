// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QMainWindow>

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace qilin {

class Actions;
class Daemons;
class EmptyPage;
class EventList;
class LogView;
class NoticeBar;
class PasswordPrompts;
class TotalsBar;
class UsagePanel;
class WorkerTree;

// The window: tree of daemons, apps and workers; beside it usage, log and events of what is
// selected. Owns its parts; its size, splitters and tab are kept in QSettings (the program sets the
// names of organisation and application). Nothing in it works while it is hidden.
class StatusWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusWindow)

public:
    explicit StatusWindow(Daemons &daemons); // daemons must outlive it
    ~StatusWindow() override;

    void present();                     // shows it, or brings it to the front
    void select(const Target &target);  // in the tree
    void showLog(const Target &target); // present(), with the log of target
    void explain(const QString &why);   // a bar at the top; empty text takes it away

    // Yes: closing the window hides it (there is a tray). No, the default: it closes, and
    // quitRequested() follows.
    void setKeepsRunning(bool yes);

    void askForAddress();                          // of a daemon to attach; not blocking
    void askForPassword(qilin::ControlClient *of); // of an Unauthorized one; not blocking

    [[nodiscard]] Actions &actions() const { return *m_actions; }

signals:
    void hidden();
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildPanes();
    void buildToolBar();
    void buildMenus();
    void setTarget(const Target &target);
    void refresh();
    void showMenu(const Target &target, QPoint at);
    void detach(ControlClient *client);
    void showAbout();
    void restore();
    void store();

    Daemons &m_daemons;
    Actions *m_actions;
    WorkerTree *m_tree;
    UsagePanel *m_usage;
    LogView *m_log;
    EventList *m_events;
    EmptyPage *m_empty;
    NoticeBar *m_why;
    NoticeBar *m_connection;
    TotalsBar *m_totals;
    PasswordPrompts *m_passwords;
    QTabWidget *m_tabs;
    QStackedWidget *m_right;
    QSplitter *m_splitter;
    QAction *m_showLog;
    QAction *m_signIn;
    QAction *m_detach;
    Target m_target;
    bool m_keepsRunning = false;
};

} // namespace qilin
