// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"
#include "core/output/appoutput.h"

namespace qilin {

// Lets the output of an application go where its configuration says. color: see linePrefix().
void planOutput(AppOutput &output, const Config &config, const AppConfig &app, int color);

// What the watchers must not take for a change: each line that is written changes a log file.
[[nodiscard]] QStringList logFileGlobs(const Config &config);

} // namespace qilin
