// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/tray.h"

#include "gui/daemons.h"
#include "gui/icons.h"
#include "gui/statuswindow.h"
#include "gui/traymenu.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QSystemTrayIcon>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kToolTipPause = 2s; // between two changes of the tooltip
constexpr auto kAbsence = 10s;     // a panel that restarts is back by then
constexpr auto kReloadDone = "notifications/reloadDone"_L1;

QSystemTrayIcon::MessageIcon severityOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::CrashLoop:
        return QSystemTrayIcon::Critical;
    case Notice::Kind::ReloadDone:
        return QSystemTrayIcon::Information;
    case Notice::Kind::RolledBack:
    case Notice::Kind::ConnectionLost:
    case Notice::Kind::ActionFailed:
        break;
    }
    return QSystemTrayIcon::Warning;
}

QList<DaemonView> viewsOf(const Daemons &daemons)
{
    QList<DaemonView> views;
    const QList<ControlClient *> clients = daemons.clients();
    for (const ControlClient *client : clients)
        views.append(viewOf(*client));
    return views;
}

} // namespace

Tray::Tray(Daemons &daemons, StatusWindow &window, const QStringList &loginCommand)
    : m_daemons(daemons)
    , m_window(window)
    , m_autostart(loginCommand)
    , m_quit(daemons, &window)
    , m_notifier(daemons, [&window] { return !window.isVisible(); })
    , m_menu(std::make_unique<TrayMenu>(daemons, &window))
{
    connectMenu();
    connect(&m_notifier, &Notifier::notice, this, &Tray::tell);
    connect(&m_quit, &QuitFlow::left, this, &Tray::leaveRequested);
    connect(&m_quit, &QuitFlow::failed, &m_notifier, &Notifier::actionFailed);
    connect(&m_window, &StatusWindow::quitRequested, this, &Tray::leaveRequested);
    connect(&m_window, &StatusWindow::hidden, this, [this] {
        if (m_host.presence() == TrayHost::Presence::AfterFreshStart)
            emit freshStartRequested();
    });

    m_toolTipPause.setSingleShot(true);
    m_toolTipPause.setInterval(kToolTipPause);
    connect(&m_toolTipPause, &QTimer::timeout, this, [this] {
        if (m_isToolTipOld)
            updateToolTip();
    });
    connect(&m_daemons, &Daemons::changed, this, &Tray::onChanged);
    onChanged();

    m_absence.setSingleShot(true);
    m_absence.setInterval(kAbsence);
    connect(&m_absence, &QTimer::timeout, this, &Tray::doWithout);
    connect(&m_host, &TrayHost::changed, this, &Tray::onPresence);
    m_host.start();
}

Tray::~Tray() = default;

void Tray::connectMenu()
{
    const bool tellsReloads = QSettings().value(kReloadDone, true).toBool();
    m_notifier.setReloadDoneWanted(tellsReloads);
    m_menu->notifyReloadDone()->setChecked(tellsReloads);
    m_menu->startAtLogin()->setChecked(m_autostart.isEnabled());
    connect(m_menu->notifyReloadDone(), &QAction::toggled, this, [this](bool yes) {
        QSettings().setValue(kReloadDone, yes);
        m_notifier.setReloadDoneWanted(yes);
    });
    connect(m_menu->startAtLogin(), &QAction::triggered, this, &Tray::setStartAtLogin);
    connect(m_menu->showWindow(), &QAction::triggered, &m_window, &StatusWindow::present);
    connect(m_menu->leave(), &QAction::triggered, &m_quit, &QuitFlow::leave);
    connect(m_menu->quit(), &QAction::triggered, &m_quit, &QuitFlow::quit);
    connect(m_menu.get(), &TrayMenu::logRequested, &m_window, &StatusWindow::showLog);
    connect(m_menu.get(), &TrayMenu::done, this,
            [this](const Target &target, const QString &what, const QString &error) {
                if (!error.isEmpty())
                    m_notifier.actionFailed(target, what, error);
            });
}

void Tray::setStartAtLogin(bool yes)
{
    if (const Result<> set = m_autostart.setEnabled(yes); !set)
        m_notifier.actionFailed({}, m_menu->startAtLogin()->text().remove(u'&'), set.error().text);
    m_menu->startAtLogin()->setChecked(m_autostart.isEnabled());
}

void Tray::onPresence(TrayHost::Presence presence)
{
    m_absence.stop();
    switch (presence) {
    case TrayHost::Presence::Unknown:
        return;
    case TrayHost::Presence::Present:
        showIcon();
        [[fallthrough]];
    case TrayHost::Presence::AfterFreshStart:
        m_window.setKeepsRunning(true);
        m_window.explain({});
        return;
    case TrayHost::Presence::Absent:
        if (m_icon)
            m_absence.start();
        else
            doWithout();
        return;
    }
}

void Tray::doWithout()
{
    m_icon.reset();
    m_window.setKeepsRunning(false);
    QString why = tr("This desktop has no system tray, so this window is shown instead. Closing it "
                     "ends this program; the daemon keeps running.");
    if (qgetenv("XDG_CURRENT_DESKTOP").contains("GNOME"))
        why += u' ' + tr("On GNOME, the extension AppIndicator adds a tray.");
    m_window.explain(why);
    m_window.present();
}

void Tray::showIcon()
{
    if (m_icon && m_isIconNotifier == m_host.isNotifierUsed())
        return; // Qt docks it again by itself
    m_isIconNotifier = m_host.isNotifierUsed();
    m_icon = std::make_unique<QSystemTrayIcon>(
        trayIcon(m_summary.state, m_summary.done, m_summary.of));
    m_icon->setContextMenu(m_menu.get());
    m_icon->setToolTip(m_toolTip);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    m_window.present();
            });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this,
            [this] { m_window.showLog(m_told); });
    m_icon->show();
}

void Tray::onChanged()
{
    const TraySummary summary = summarize(viewsOf(m_daemons));
    if (std::exchange(m_summary, summary) != summary && m_icon)
        m_icon->setIcon(trayIcon(summary.state, summary.done, summary.of));

    m_menu->leave()->setVisible(m_quit.hasLocalDaemon());
    m_isToolTipOld = true;
    if (!m_toolTipPause.isActive())
        updateToolTip();
}

void Tray::updateToolTip()
{
    m_isToolTipOld = false;
    m_toolTipPause.start();
    const QString text = trayToolTip(viewsOf(m_daemons));
    if (std::exchange(m_toolTip, text) != text && m_icon)
        m_icon->setToolTip(text);
}

void Tray::tell(const Notice &notice, const Target &target)
{
    m_told = target;
    if (m_icon)
        m_icon->showMessage(notice.title, notice.text, severityOf(notice.kind));
    else
        QApplication::alert(&m_window);
}

} // namespace qilin
