// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;

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

// The window: tree of daemons, apps and workers; below it usage, log and events of what is
// selected. Owns its parts; its size, splitters and tab are kept in QSettings (the program sets the
// names of organisation and application). Nothing in it works while it is hidden. Daemons must
// outlive it.
class StatusWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusWindow)

public:
    enum Tab { UsageTab, LogTab, EventsTab };

    explicit StatusWindow(Daemons &daemons);
    ~StatusWindow() override;

    void present();                     // shows it, or brings it to the front
    void select(const Target &target);  // in the tree
    void showLog(const Target &target); // present(), with the log of target
    void explain(const QString &why);   // a bar at the top; empty text takes it away

    // Yes: closing the window hides it (there is a tray), and hidden() follows. No, the default: it
    // closes, and quitRequested() follows.
    void setKeepsRunning(bool yes);

    void askForAddress();                       // of a daemon to attach; not blocking
    void askForPassword(ControlClient *client); // of an Unauthorized one; not blocking

    [[nodiscard]] Actions &actions() const { return *m_actions; }
    [[nodiscard]] WorkerTree &tree() const { return *m_tree; }
    [[nodiscard]] LogView &log() const { return *m_log; }
    [[nodiscard]] EventList &events() const { return *m_events; }
    [[nodiscard]] UsagePanel &usage() const { return *m_usage; }
    [[nodiscard]] QTabWidget &tabs() const { return *m_tabs; }
    // What a bar tells about the selected daemon's connection; empty while all is well.
    [[nodiscard]] QString connectionNotice() const;

signals:
    void hidden();
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPanes();
    void buildToolBar();
    void buildMenus();
    void connectParts();
    void setTarget(const Target &target);
    void follow(const Target &target);
    void noteResult(const Target &target, const QString &what, const QString &error,
                    const QAction *action);
    void refresh();
    void updateToolBar();
    void showMenu(const Target &target, QPoint at);
    void detach();
    void showAbout();
    void restore();
    void store() const;

    Daemons &m_daemons;
    Actions *m_actions;
    PasswordPrompts *m_passwords;
    NoticeBar *m_why;
    NoticeBar *m_connection;
    WorkerTree *m_tree;
    UsagePanel *m_usage;
    LogView *m_log;
    EventList *m_events;
    EmptyPage *m_empty;
    TotalsBar *m_totals;
    QTabWidget *m_tabs;
    QStackedWidget *m_right;
    QSplitter *m_splitter;
    QToolBar *m_toolBar;
    QAction *m_showLog;
    QAction *m_signIn;
    QAction *m_detach;
    Target m_target;
    bool m_keepsRunning = false;
};

} // namespace qilin
