// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

namespace qilin {

// What is started for one worker.
struct Program
{
    QString program; // absolute
    QStringList arguments;
    bool isNode = false; // Node.js runs it: by the name of the program or of what it links to
};

// Resolves interpreter, #! line and exec anew at each call, as they are on disk now: for every
// start of a worker. A few stat(2) and one short read. The error says what is missing and what to
// do.
[[nodiscard]] Result<Program> findProgram(const Config &config, const AppConfig &app);

// The interpreter key's own part: the absolute path of the program it names, which must be there.
[[nodiscard]] Result<QString> findInterpreter(const Config &config, const AppConfig &app);

// exec as an absolute path. A name without '/' that is not beside CONFIG is looked up in the PATH
// that the worker will have.
[[nodiscard]] QString execFile(const Config &config, const AppConfig &app);

// The directory a worker starts in, links not resolved.
[[nodiscard]] QString workingDirectory(const Config &config, const AppConfig &app);

// Whether that directory is there.
[[nodiscard]] Result<> checkWorkingDirectory(const Config &config, const AppConfig &app);

// node, nodejs, node18, node-v20.1.0: the name of the file or of one it links to.
[[nodiscard]] bool isNodeProgram(const QString &path);

} // namespace qilin
