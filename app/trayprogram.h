// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

// What the daemon knows of qilin-tray. It links no GUI library, and never will.
namespace qilin {

// Exit codes of qilin-tray, of sysexits.h(3head).
constexpr int kExitWrongOption = 64;  // EX_USAGE
constexpr int kExitNoDisplay = 71;    // EX_OSERR, as for all that is missing
constexpr int kExitFaultyConfig = 78; // EX_CONFIG, or no way to the daemon in it

// An X or Wayland display is named in the environment. Whether it answers is not asked.
[[nodiscard]] bool hasDisplay();

// The program qilin-tray beside this one; empty where there is none. Needs a QCoreApplication.
[[nodiscard]] QString findTrayProgram();

// Starts it for the window of this configuration's daemon, in a life of its own: it shows the
// window of the tray that runs, or is the tray from now on. False where it could not be started.
[[nodiscard]] bool raiseTrayWindow(const QString &program, const QString &configFile);

} // namespace qilin
