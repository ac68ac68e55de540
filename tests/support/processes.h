// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

class QProcess;

// Facts about processes, read from /proc.
namespace qilin::test {

// Set to a unique value in a daemon's environment, it marks everything that daemon ever started:
// children inherit it whatever session, group or parent they move to.
constexpr auto kMarkVariable = "QILIN_TEST_MARK";

// Exists and is no zombie.
[[nodiscard]] bool isAlive(qint64 pid);

// Ended children that PID has not reaped.
[[nodiscard]] QList<qint64> zombiesOf(qint64 pid);

// Living processes whose environment has QILIN_TEST_MARK=MARK.
[[nodiscard]] QList<qint64> processesWithMark(const QByteArray &mark);

// Living processes that have WORD among their arguments, whatever their environment is.
[[nodiscard]] QList<qint64> processesWithArgument(const QByteArray &word);

// Directories of the cgroup v2 hierarchy that a daemon with that pid has made.
[[nodiscard]] QStringList cgroupsOf(qint64 daemon);

// "123 sleep 3600, 124 node app.js" for a message.
[[nodiscard]] QString describe(const QList<qint64> &pids);

// Sends SIGNAL, by number, to one process. Aborts where pid is none, as of a fetch without an
// answer: to kill(2) it is a whole group, this program's own among them.
void sendSignal(qint64 pid, int signal);

// Before its start: the kernel kills it when this process ends, however that is.
void endWithUs(QProcess &process);

// SIGKILL, at the latest at its destruction, to what a test has started beyond its daemon's reach.
class KilledAtTheEnd final
{
    Q_DISABLE_COPY_MOVE(KilledAtTheEnd)

public:
    explicit KilledAtTheEnd(qint64 pid)
        : m_pid(pid)
    {}
    ~KilledAtTheEnd();

private:
    const qint64 m_pid;
};

} // namespace qilin::test
