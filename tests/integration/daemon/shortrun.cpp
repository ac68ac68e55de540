// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/shortrun.h"

#include "tests/support/processes.h"
#include "tests/support/waitfor.h"

#include <QProcess>
#include <QUuid>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

constexpr uid_t kNobody = 65534;

} // namespace

bool isRoot()
{
    return ::geteuid() == 0;
}

QStringList ShortRun::errLines() const
{
    return QString::fromUtf8(err).split(u'\n', Qt::SkipEmptyParts);
}

QByteArray ShortRun::text() const
{
    return "exit code " + (code ? QByteArray::number(*code) : "none") + "\nstdout:\n" + out
           + "\nstderr:\n" + err + "\nleft behind: " + describe(leftBehind).toUtf8();
}

ShortRun runDaemon(const QStringList &arguments, const ShortRunSetup &setup)
{
    const QByteArray mark = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QProcessEnvironment environment = setup.environment;
    environment.insert(QLatin1StringView(kMarkVariable), QString::fromLatin1(mark));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(setup.directory);
    process.setStandardInputFile(QProcess::nullDevice());
    if (setup.asNobody) {
        process.setChildProcessModifier([] {
            if (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
                ::_exit(127);
        });
    }
    process.start(setup.program, arguments);
    ShortRun run;
    if (process.waitForFinished(kPatienceMs)) {
        if (process.exitStatus() == QProcess::NormalExit)
            run.code = process.exitCode();
    } else {
        process.kill();
        process.waitForFinished();
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    run.leftBehind = processesWithMark(mark);
    for (const qint64 pid : std::as_const(run.leftBehind))
        sendSignal(pid, SIGKILL);
    return run;
}

} // namespace qilin::test
