// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QMenu>

namespace qilin {

class Actions;
class AppMenu;
class Daemons;

// The menu of the tray icon: applications of all daemons, what can be done to them, and the
// program's own entries. Which applications there are is always up to date, since some trays read
// the menu before they open it; states and numbers follow only while it is open. Owns its Actions.
// daemons must outlive it.
class TrayMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayMenu)

public:
    // window: parent of dialogs.
    TrayMenu(Daemons &daemons, QWidget *window);

    [[nodiscard]] QAction *reloadAll() const { return m_reloadAll; }
    [[nodiscard]] QAction *showWindow() const { return m_showWindow; }
    [[nodiscard]] QAction *startAtLogin() const { return m_startAtLogin; }         // checkable
    [[nodiscard]] QAction *notifyReloadDone() const { return m_notifyReloadDone; } // checkable
    [[nodiscard]] QAction *leave() const { return m_leave; }
    [[nodiscard]] QAction *quit() const { return m_quit; }
    [[nodiscard]] QList<AppMenu *> appMenus() const { return m_apps; }

    void refresh(); // everything, at once

signals:
    void logRequested(const qilin::Target &target);
    // An action of an application has ended; error is empty when the daemon did it.
    void done(const qilin::Target &target, const QString &what, const QString &error);

private:
    void onChanged();
    void rebuildApps();
    void reloadEverything();

    Daemons &m_daemons;
    Actions *m_actions;
    bool m_isOpen = false;
    QStringList m_shape; // of m_apps: what was there when they were built
    QList<AppMenu *> m_apps;
    QList<QAction *> m_heads; // of daemons, where there are several
    QAction *m_endOfApps;
    QAction *m_reloadAll;
    QAction *m_showWindow;
    QAction *m_startAtLogin;
    QAction *m_notifyReloadDone;
    QAction *m_leave;
    QAction *m_quit;
};

} // namespace qilin
