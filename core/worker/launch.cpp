// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/launch.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// Addressed to this process, or to a child of another parent; a worker must not answer to them.
const char *const kPrivateVariables[] = {"NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE",
                                         "NODE_UNIQUE_ID",  "LISTEN_FDS",
                                         "LISTEN_PID",      "LISTEN_FDNAMES",
                                         "NOTIFY_SOCKET",   "WATCHDOG_USEC",
                                         "WATCHDOG_PID",    "PWD"};

} // namespace

Result<Launch> planLaunch(const Config &config, const AppConfig &app)
{
    const Result<Program> program = findProgram(config, app);
    if (!program)
        return program.error();
    if (const Result<> directory = checkWorkingDirectory(config, app); !directory)
        return directory.error();
    Launch launch{*program, workingDirectory(config, app),
                  QProcessEnvironment::systemEnvironment()};
    for (const char *name : kPrivateVariables)
        launch.environment.remove(QLatin1StringView(name));
    for (auto it = app.env.cbegin(); it != app.env.cend(); ++it) {
        if (it.value())
            launch.environment.insert(it.key(), *it.value());
        else
            launch.environment.remove(it.key());
    }
    return launch;
}

QString withPreload(const QString &nodeOptions, const QString &preload)
{
    QString quoted = preload; // Node's own parser of NODE_OPTIONS: double quotes, backslash escapes
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    const QString ours = u"--require \"%1\""_s.arg(quoted);
    return nodeOptions.isEmpty() ? ours : nodeOptions + u' ' + ours;
}

} // namespace qilin
