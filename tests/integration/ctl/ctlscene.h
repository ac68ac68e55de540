// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/daemonprocess.h"

namespace qilin::test {

// A daemon, and qilinctl run in the directory of its configuration.
class CtlScene
{
public:
    CtlScene()
    {
        for (const char *name : {"LC_ALL", "LANG", "LANGUAGE", "NO_COLOR", "QILIN_PASSWORD"})
            environment.remove(QLatin1StringView(name));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    }

    [[nodiscard]] ShortRun run(const QStringList &arguments) const
    {
        ShortRunSetup setup;
        setup.directory = daemon.directory();
        setup.program = QStringLiteral(QILINCTL_PATH);
        setup.environment = environment;
        return runDaemon(arguments, setup);
    }

    DaemonProcess daemon;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

} // namespace qilin::test
