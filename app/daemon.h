// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli.h"
#include "app/companion.h"
#include "core/config/config.h"
#include "core/control/controlserver.h"
#include "core/master/master.h"
#include "core/output/console.h"
#include "core/platform/guard.h"
#include "core/platform/notify.h"
#include "core/platform/pidfile.h"
#include "core/platform/signals.h"
#include "core/watch/watcher.h"

#include <QObject>

#include <optional>

namespace qilin {

// The composition root: what belongs to the whole process. Owns the master, the control API, the
// pidfile, the guard, the tray's process and the watch over the configuration file, and turns
// signals and requests into calls.
class Daemon final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Daemon)

public:
    Daemon(const CliOptions &options, const Config &config, Console &console);
    ~Daemon() override;

    // Takes what there is only one of: pidfile, control port, control socket. An Error: exit 71.
    [[nodiscard]] Result<> open();
    void start(); // after open(); ends with QCoreApplication::exit()

private:
    Result<> openPidfile();
    Result<> openControl();
    void onSignal(int signal);
    void onReady();
    bool reconfigure(); // false: the old configuration goes on
    bool readConfigAgain();
    void guardPort();
    void quit();
    void leave();
    void exitWhenAlone();

    const CliOptions m_options;
    const DaemonConfig m_began; // what waits for a restart is told by it
    Config m_config;
    Master m_master;
    ControlServer m_control;
    SignalWatcher m_signals;
    ServiceNotifier m_notifier;
    Watcher m_configFile;
    std::optional<PidFile> m_pidfile;
    Guard m_guard;
    Companion m_companion;
    bool m_hasBeenReady = false;
    bool m_isQuitting = false;
    bool m_isDrained = false;
};

} // namespace qilin
