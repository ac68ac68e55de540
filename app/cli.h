// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/log.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace qilin {

// What the command line of qilin-daemon asks for. Paths are as written.
struct CliOptions
{
    QString configPath = QStringLiteral("./qilin-daemon.json");
    bool headless = false;
    bool check = false;             // validate, start nothing
    std::optional<QString> against; // with check: the configuration that would be replaced
    bool showConfig = false;        // print the reference, start nothing
    std::optional<QString> import;  // print a configuration made from this file, start nothing
    QString importEnvironment;      // with import: NAME of PM2's env_NAME
    std::optional<QString> pidfile; // instead of the key, and resolved as the key is
    std::optional<LogLevel> logLevel;
};

// Nothing is to be started: the text goes to stdout for code 0, else to stderr.
struct CliExit
{
    int code = 0;
    QString text; // lines without a break after the last
};

struct CliResult
{
    std::optional<CliExit> exit;
    CliOptions options; // where exit is absent
};

constexpr int kExitUsage = 64; // EX_USAGE of sysexits.h(3head)

// arguments: QCoreApplication::arguments(), the program's name first. A QCoreApplication must
// exist.
[[nodiscard]] CliResult parseCli(const QStringList &arguments);

} // namespace qilin
