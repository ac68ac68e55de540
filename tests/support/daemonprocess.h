// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/httpclient.h"
#include "tests/support/waitfor.h"

#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <optional>

namespace qilin::test {

// A real daemon in a temporary directory of its own. What it prints goes to files, so that it can
// never wait for the test to read. Whatever it started, and it itself, is gone after destruction;
// if the test function has failed by then, its log is printed.
class DaemonProcess final
{
public:
    DaemonProcess();
    ~DaemonProcess();
    Q_DISABLE_COPY_MOVE(DaemonProcess)

    // Before start()
    [[nodiscard]] QString directory() const { return m_directory.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_directory.filePath(name); }
    // qilin-daemon.json; "control_socket" is added unless CONFIG has it.
    void writeConfig(QJsonObject config);
    void writeConfigText(const QByteArray &text);
    void setEnvironment(const QString &name, const QString &value);
    void unsetEnvironment(const QString &name);
    void setWorkingDirectory(const QString &path);
    // A program and its arguments that are followed by the daemon's own command: {"nice", "-n1"}.
    // pid() and signal() are then about that program.
    void setWrapper(const QStringList &words);
    // Lets workers of other users reach its directory and, wherever the build is, a copy of the
    // program there, which is what runs.
    void openToEverybody();

    // Starts it with --headless, EXTRA and the configuration file. False if the program is missing.
    [[nodiscard]] bool start(const QStringList &extra = {});
    // start(), and every application is up (or what ms was left has passed).
    [[nodiscard]] bool startAndWaitUntilUp(int ms = kPatienceMs);

    // The process
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void signal(int number);
    // The exit code; nothing if it did not end in time or a signal ended it.
    [[nodiscard]] std::optional<int> waitForExit(int ms = kPatienceMs);
    // SIGTERM, then waitForExit().
    [[nodiscard]] std::optional<int> quit(int ms = kPatienceMs);

    // What it said
    [[nodiscard]] QStringList logLines() const; // its stderr so far
    [[nodiscard]] QByteArray standardOutput() const;
    // A line of stderr that contains TEXT; the count of lines to skip comes from logLines().size().
    [[nodiscard]] bool waitForLog(const QString &text, qsizetype skip = 0, int ms = kPatienceMs);

    // The control API over the control socket
    [[nodiscard]] HttpClient control() const;
    [[nodiscard]] HttpAnswer get(const QByteArray &target, int ms = kPatienceMs);
    [[nodiscard]] HttpAnswer post(const QByteArray &target, int ms = kPatienceMs);
    // The value of /info; empty if there was no answer.
    [[nodiscard]] QJsonObject info();
    [[nodiscard]] bool waitForInfo(const std::function<bool(const QJsonObject &)> &fact,
                                   int ms = kPatienceMs);
    // Every application has the state "up".
    [[nodiscard]] bool waitUntilUp(int ms = kPatienceMs);
    // Pids of the workers that have this state; of all with "".
    [[nodiscard]] QList<qint64> workerPids(const QString &state = QStringLiteral("up"));

    // Processes of this daemon and all it ever started, whatever became of their parents.
    [[nodiscard]] QList<qint64> processes() const;
    // Until there are so many at one look: short-lived ones come and go, so do not look twice.
    [[nodiscard]] bool waitForProcesses(qsizetype count, int ms = kPatienceMs) const;
    [[nodiscard]] bool waitUntilNothingIsLeft(int ms = kPatienceMs);

    // For QVERIFY2: the log, as it stands.
    [[nodiscard]] QByteArray log() const;

private:
    void killEverything();

    QTemporaryDir m_directory;
    QByteArray m_mark;
    QProcessEnvironment m_environment;
    QString m_program = QStringLiteral(QILIN_DAEMON_PATH);
    QStringList m_wrapper;
    QProcess m_process;
};

} // namespace qilin::test
