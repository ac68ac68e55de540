// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/daemons.h"
#include "gui/statuswindow.h"
#include "gui/tray.h"
#include "tests/gui/realdaemon.h"

#include <QTemporaryDir>

namespace qilin::test {

// The tray with its window, of one real daemon, with settings of its own.
struct TrayScene
{
    [[nodiscard]] bool start(const QString &application)
    {
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(config.path()));
        QCoreApplication::setOrganizationName(QStringLiteral("qilin-daemon"));
        QCoreApplication::setApplicationName(application);
        if (!daemon.start())
            return false;
        window = std::make_unique<StatusWindow>(daemons);
        tray = std::make_unique<Tray>(daemons, *window, QStringList{QStringLiteral("/bin/true")});
        daemons.add(daemon.endpoint());
        return true;
    }

    // Before the desktop that they are on.
    void end()
    {
        tray.reset();
        window.reset();
    }

    QTemporaryDir config;
    RealDaemon daemon;
    Daemons daemons;
    std::unique_ptr<StatusWindow> window;
    std::unique_ptr<Tray> tray;
};

} // namespace qilin::test
