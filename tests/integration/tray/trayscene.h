// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/daemonprocess.h"
#include "tests/support/needs.h"

#include <QProcess>
#include <QStringList>

namespace qilin::test {

// A daemon without --headless that sees nothing of the desktop this test runs on.
void putOnStage(DaemonProcess &daemon);

// A program of the test's own in the place of qilin-tray: a shell script beside a copy of the
// daemon. Each start of it is a line "PID ARGUMENTS" of a file.
class FakeTray final
{
public:
    // The daemon's next start is that copy. body: what the script does after noting its start;
    // "$PLACE" is the daemon's directory.
    FakeTray(DaemonProcess &daemon, const QByteArray &body);

    [[nodiscard]] QStringList starts() const;
    [[nodiscard]] qint64 pid() const; // of the last start
    [[nodiscard]] bool waitForStarts(int count) const;

private:
    QString m_log;
};

// An X server of the test's own.
class Display final
{
public:
    Display();
    ~Display();
    Q_DISABLE_COPY_MOVE(Display)

    [[nodiscard]] bool start(const QString &name = {}); // empty: any free one
    [[nodiscard]] QString name() const { return m_name; }
    void kill();

private:
    QProcess m_server;
    QString m_name;
};

// Processes of this daemon whose program is qilin-tray.
[[nodiscard]] QList<qint64> traysOf(const DaemonProcess &daemon);

[[nodiscard]] QByteArray readFile(const QString &path);

// Skips the test function where there is no Xvfb; on a build server that is a failure.
#define NEED_XVFB()                                                                                \
    NEED(!QStandardPaths::findExecutable(QStringLiteral("Xvfb")).isEmpty(), "needs Xvfb")

} // namespace qilin::test
