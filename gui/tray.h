// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/autostart.h"
#include "gui/notifier.h"
#include "gui/quitflow.h"
#include "gui/trayhost.h"
#include "gui/traystate.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QSystemTrayIcon;

namespace qilin {

class Daemons;
class StatusWindow;
class TrayMenu;

// The icon in the system tray: the state of all daemons at a glance, tooltip, menu, notifications.
// Where there is no tray the window is shown and says so, until one appears. Owns icon and menu;
// daemons and window must outlive it.
class Tray final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tray)

public:
    // loginCommand: what "Start at login" runs; see Autostart.
    Tray(Daemons &daemons, StatusWindow &window, const QStringList &loginCommand);
    ~Tray() override;

    [[nodiscard]] TrayMenu &menu() const { return *m_menu; }
    [[nodiscard]] QSystemTrayIcon *icon() const { return m_icon.get(); } // null without a tray
    [[nodiscard]] TrayHost::Presence presence() const { return m_host.presence(); }
    [[nodiscard]] const TraySummary &summary() const { return m_summary; }
    [[nodiscard]] QString toolTip() const { return m_toolTip; }

signals:
    void leaveRequested();      // this program is to end; whatever runs, runs on
    void freshStartRequested(); // ... and to be started anew, for Qt to see the tray that came

private:
    void connectMenu();
    void showIcon();
    void onPresence(TrayHost::Presence presence);
    void doWithout();
    void onChanged();
    void updateToolTip();
    void tell(const Notice &notice, const Target &target);
    void setStartAtLogin(bool yes);

    Daemons &m_daemons;
    StatusWindow &m_window;
    Autostart m_autostart;
    TrayHost m_host;
    QuitFlow m_quit;
    Notifier m_notifier;
    std::unique_ptr<TrayMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    bool m_isIconNotifier = false;
    TraySummary m_summary;
    QString m_toolTip;
    bool m_isToolTipOld = false;
    QTimer m_toolTipPause;
    QTimer m_absence;
    Target m_told; // whose log a click on the last notification opens
};

} // namespace qilin
