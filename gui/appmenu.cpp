// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/appmenu.h"

#include "gui/abilities.h"
#include "gui/actions.h"
#include "gui/format.h"
#include "gui/icons.h"
#include "gui/webaddress.h"

#include <QDesktopServices>

#include <iterator>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kMostWorkers = 20;

// A name as it is, not as the mark of a mnemonic.
QString plain(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

AppMenu::AppMenu(Actions &actions, const Target &app, QWidget *parent)
    : QMenu(parent)
    , m_actions(actions)
    , m_app(app)
{
    m_more = addAction(QString());
    m_more->setEnabled(false);
    m_more->setVisible(false);
    m_endOfWorkers = addSeparator();
    add(tr("&Reload"), u"reload"_s, m_actions.reload(), m_app);
    add(tr("S&cale…"), u"scale"_s, m_actions.scale(), m_app);
    add(tr("S&top"), u"stop"_s, m_actions.stop(), m_app);
    add(tr("&Start"), u"start"_s, m_actions.start(), m_app);
    addSeparator();
    m_open = addAction(themedIcon(u"window"_s), QString());
    connect(m_open, &QAction::triggered, this, [this] { QDesktopServices::openUrl(m_address); });
    const QAction *log = addAction(themedIcon(u"log"_s), tr("Show &log"));
    connect(log, &QAction::triggered, this, [this] { emit logRequested(m_app); });
    refresh();
}

QAction *AppMenu::add(const QString &text, const QString &icon, QAction *of, const Target &target)
{
    QAction *action = addAction(themedIcon(icon), text);
    m_entries.append({action, of, target});
    connect(action, &QAction::triggered, this, [this, of, target] {
        m_actions.setTarget(target);
        of->trigger();
    });
    return action;
}

QMenu *AppMenu::addWorker(int id, QAction *before)
{
    const Target worker{m_app.daemon, m_app.app, id};
    auto *menu = new QMenu(this);
    insertMenu(before, menu);
    QAction *restart = menu->addAction(themedIcon(u"restart"_s), tr("&Restart"));
    connect(restart, &QAction::triggered, this, [this, worker] {
        m_actions.setTarget(worker);
        m_actions.restartWorker()->trigger();
    });
    m_entries.append({restart, m_actions.restartWorker(), worker});
    const QAction *log = menu->addAction(themedIcon(u"log"_s), tr("Show &log"));
    connect(log, &QAction::triggered, this, [this, worker] { emit logRequested(worker); });
    return menu;
}

void AppMenu::refresh()
{
    refreshWorkers();
    refreshActions();
}

// Entries that stay are kept, so that nothing moves below the pointer without need.
void AppMenu::refreshWorkers()
{
    QMap<int, const WorkerSnapshot *> wanted;
    qsizetype hidden = 0;
    if (m_app.daemon && m_app.daemon->snapshot()) {
        for (const WorkerSnapshot &worker : m_app.daemon->snapshot()->workers) {
            if (worker.app == m_app.app)
                wanted.insert(worker.id, &worker);
        }
    }
    while (wanted.size() > kMostWorkers) {
        wanted.erase(std::prev(wanted.end()));
        ++hidden;
    }
    for (auto it = m_workers.begin(); it != m_workers.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        const int id = it.key();
        m_entries.removeIf([id](const Entry &entry) { return entry.target.worker == id; });
        removeAction(it.value()->menuAction());
        it.value()->deleteLater();
        it = m_workers.erase(it);
    }
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        if (!m_workers.contains(it.key())) {
            const auto next = m_workers.upperBound(it.key());
            m_workers.insert(
                it.key(),
                addWorker(it.key(), next == m_workers.end() ? m_more : next.value()->menuAction()));
        }
        const WorkerSnapshot &worker = **it;
        const QString id = QString::number(worker.id);
        m_workers[it.key()]->setTitle(
            worker.pid == 0
                ? tr("Worker %1: %2").arg(id, stateText(worker.state))
                : tr("Worker %1: %2, %3, %4")
                      .arg(id, stateText(worker.state), cpuText(worker.cpu), memText(worker.mem)));
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("and %1 more").arg(countText(hidden)));
    m_endOfWorkers->setVisible(!m_workers.isEmpty());
}

void AppMenu::refreshActions()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        m_actions.setTarget(entry.target);
        entry.shown->setEnabled(entry.of->isEnabled());
    }
    const AppSnapshot *app = appOf(m_app);
    m_address = app ? webAddress(m_app.daemon->endpoint(), *app) : QUrl();
    m_open->setVisible(!m_address.isEmpty());
    m_open->setText(plain(tr("Open %1").arg(m_address.toDisplayString())));
    setTitle(app ? plain(tr("%1: %2").arg(m_app.app, stateText(app->state))) : plain(m_app.app));
}

} // namespace qilin
