// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

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

// Sends SIGNAL, by number, to one process.
void sendSignal(qint64 pid, int signal);

} // namespace qilin::test
