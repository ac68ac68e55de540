// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/traymenu.h"

#include "gui/actions.h"
#include "gui/appmenu.h"
#include "gui/daemons.h"
#include "gui/format.h"
#include "gui/icons.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QAction *checkable(QAction *action)
{
    action->setCheckable(true);
    return action;
}

// A title names a daemon to people, not to us.
QString shapeOf(const ControlClient *client, const QString &app)
{
    return QString::number(quintptr(client)) + u'/' + app;
}

} // namespace

TrayMenu::TrayMenu(Daemons &daemons, QWidget *window)
    : m_daemons(daemons)
    , m_actions(new Actions(window))
    , m_endOfApps(addSeparator())
    , m_reloadAll(addAction(themedIcon(u"reload"_s), tr("Reload &all")))
    , m_showWindow(addAction(themedIcon(u"window"_s), tr("Show &window")))
{
    addSeparator();
    m_startAtLogin = checkable(addAction(tr("Start at &login")));
    m_notifyReloadDone = checkable(addAction(tr("&Notify when a reload is done")));
    addSeparator();
    m_leave = addAction(tr("Leave the &daemon running"));
    m_quit = addAction(themedIcon(u"quit"_s), tr("&Quit"));

    setToolTipsVisible(true);
    m_actions->setParent(this); // its dialogs belong to the window all the same
    connect(m_actions, &Actions::done, this, &TrayMenu::done);
    connect(m_reloadAll, &QAction::triggered, this, &TrayMenu::reloadEverything);
    connect(this, &QMenu::aboutToShow, this, [this] {
        m_isOpen = true;
        refresh();
    });
    connect(this, &QMenu::aboutToHide, this, [this] { m_isOpen = false; });
    connect(&m_daemons, &Daemons::changed, this, &TrayMenu::onChanged);
    refresh();
}

void TrayMenu::onChanged()
{
    if (m_isOpen)
        refresh();
    else
        rebuildApps();
}

void TrayMenu::refresh()
{
    rebuildApps();
    bool canReload = false;
    const QList<ControlClient *> clients = m_daemons.clients();
    for (ControlClient *client : clients) {
        m_actions->setTarget({client, {}, 0});
        m_actions->update();
        canReload = canReload || m_actions->reload()->isEnabled();
    }
    m_reloadAll->setEnabled(canReload);
    for (AppMenu *app : std::as_const(m_apps))
        app->refresh();
    for (qsizetype i = 0; i < m_heads.size(); ++i) {
        const ControlClient *client = clients.value(i);
        m_heads.at(i)->setText(
            tr("%1: %2").arg(client->endpoint().title, stateText(client->state())));
    }
}

void TrayMenu::rebuildApps()
{
    const QList<ControlClient *> clients = m_daemons.clients();
    QStringList shape;
    for (const ControlClient *client : clients) {
        shape += shapeOf(client, {});
        if (!client->snapshot() || client->state() != ControlClient::State::Connected)
            continue;
        for (const AppSnapshot &app : client->snapshot()->apps)
            shape += shapeOf(client, app.name);
    }
    if (shape == m_shape)
        return;
    m_shape = shape;

    for (AppMenu *menu : std::as_const(m_apps)) {
        removeAction(menu->menuAction());
        menu->deleteLater();
    }
    qDeleteAll(m_heads);
    m_apps.clear();
    m_heads.clear();
    for (ControlClient *client : clients) {
        // Whose the applications are, or why there are none.
        auto *head = new QAction(
            tr("%1: %2").arg(client->endpoint().title, stateText(client->state())), this);
        head->setEnabled(false);
        insertAction(m_endOfApps, head);
        m_heads.append(head);
        if (!client->snapshot() || client->state() != ControlClient::State::Connected)
            continue;
        for (const AppSnapshot &app : client->snapshot()->apps) {
            auto *menu = new AppMenu(*m_actions, {client, app.name, 0}, this);
            connect(menu, &AppMenu::logRequested, this, &TrayMenu::logRequested);
            insertMenu(m_endOfApps, menu);
            m_apps.append(menu);
        }
    }
}

void TrayMenu::reloadEverything()
{
    const QList<ControlClient *> clients = m_daemons.clients();
    for (ControlClient *client : clients) {
        m_actions->setTarget({client, {}, 0});
        m_actions->reload()->trigger();
    }
}

} // namespace qilin
