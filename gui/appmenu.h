// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QMap>
#include <QMenu>
#include <QUrl>

namespace qilin {

class Actions;

// Of one application in the tray's menu: its workers with their numbers, and what can be done to
// them and to it. actions (its target changes with every use) must outlive it.
class AppMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppMenu)

public:
    AppMenu(Actions &actions, const Target &app, QWidget *parent);

    [[nodiscard]] const Target &app() const { return m_app; }
    // Takes the workers and numbers of the daemon's last snapshot.
    void refresh();

signals:
    void logRequested(const qilin::Target &target);

private:
    QAction *add(const QString &text, const QString &icon, QAction *of, const Target &target);
    QMenu *addWorker(int id, QAction *before);
    void refreshWorkers();
    void refreshActions();

    struct Entry
    {
        QAction *shown;
        QAction *of; // one of m_actions
        Target target;
    };

    Actions &m_actions;
    const Target m_app;
    QAction *m_endOfWorkers;
    QAction *m_more; // of those that a menu cannot hold
    QAction *m_open;
    QUrl m_address; // that m_open opens
    QMap<int, QMenu *> m_workers;
    QList<Entry> m_entries;
};

} // namespace qilin
