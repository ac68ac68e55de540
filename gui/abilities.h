// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <optional>

namespace qilin {

// What can be done to a Target, as far as its daemon's last snapshot says. Pure.
struct Abilities
{
    QString app;     // that is meant; empty: none, or all of several
    int workers = 0; // wanted of app
    bool canReload = false;
    bool canRestart = false;
    bool canScale = false;
    bool canStop = false;
    bool canStart = false;
    bool canQuit = false;
    bool hasProcesses = false; // workers that quitting would end
};

[[nodiscard]] Abilities abilitiesOf(const Target &target);

// Of the daemon's snapshot; nothing where it has none, or not this app or worker.
[[nodiscard]] const AppSnapshot *appOf(const Target &target);
[[nodiscard]] const WorkerSnapshot *workerOf(const Target &target);

} // namespace qilin
