// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/trayprogram.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace qilin {

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY")
           || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

QString findTrayProgram()
{
    const QFileInfo file(QCoreApplication::applicationDirPath() + "/qilin-tray"_L1);
    return file.isFile() && file.isExecutable() ? file.filePath() : QString();
}

bool raiseTrayWindow(const QString &program, const QString &configFile)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments({u"--config"_s, configFile, u"--raise"_s});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached(); // this program ends now; nobody is left to own it
}

} // namespace qilin
