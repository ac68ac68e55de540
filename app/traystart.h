// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/traycli.h"

#include <QByteArrayList>

namespace qilin {

// What a start of qilin-tray comes to before any window is there.
struct TrayStart
{
    std::optional<CliExit> exit;
    QList<Endpoint> endpoints;
    QByteArray program;       // this one's file
    QString socket;           // see TrayInstance
    QByteArrayList wishes;    // for one that is there already
    QStringList loginCommand; // see Gui
    bool isCompanion = false;
    bool showWindow = false;
};

// Reads command line and configuration. A QCoreApplication must exist.
[[nodiscard]] TrayStart planTrayStart(const QStringList &arguments);

} // namespace qilin
