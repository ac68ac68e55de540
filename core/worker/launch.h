// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/config/program.h"
#include "core/config/runas.h"
#include "core/sockets/identity.h"

#include <QProcessEnvironment>

namespace qilin {

// What is handed to the system to start one worker.
struct Launch
{
    Program program;
    QString directory; // working directory
    QProcessEnvironment environment;
    ProcessAttributes attributes;
    QString user; // of the key; for messages
};

// Resolves everything anew (program, interpreter, directory, env_file, user), so that a switched
// link or a newly installed interpreter takes effect at the next start.
[[nodiscard]] Result<Launch> planLaunch(const Config &config, const AppConfig &app);

// The user the worker will be, where it is not this process's.
[[nodiscard]] std::optional<Identity> identityOf(const Launch &launch);

// NODE_OPTIONS with our preload after the user's own.
[[nodiscard]] QString withPreload(const QString &nodeOptions, const QString &preload);

} // namespace qilin
