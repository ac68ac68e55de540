// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/config/program.h"

#include <QProcessEnvironment>

namespace qilin {

// What is handed to the system to start one worker.
struct Launch
{
    Program program;
    QString directory; // working directory
    QProcessEnvironment environment;
};

// Resolves everything anew (program, interpreter, directory), so that a switched link or a
// newly installed interpreter takes effect at the next start.
[[nodiscard]] Result<Launch> planLaunch(const Config &config, const AppConfig &app);

// NODE_OPTIONS with our preload after the user's own.
[[nodiscard]] QString withPreload(const QString &nodeOptions, const QString &preload);

} // namespace qilin
