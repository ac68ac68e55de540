// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QStringList>

#include <csignal>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray readProc(qint64 pid, QLatin1StringView name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool isAlive(qint64 pid)
{
    const QByteArray stat = readProc(pid, "stat"_L1);
    const qsizetype nameEnd = stat.lastIndexOf(')'); // the name itself may hold anything
    const char state = nameEnd < 0 ? 'X' : stat.mid(nameEnd + 2, 1).at(0);
    return state != 'Z' && state != 'X';
}

QList<qint64> processesWithMark(const QByteArray &mark)
{
    const QByteArray wanted = QByteArray(kMarkVariable) + '=' + mark;
    QList<qint64> found;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const qint64 pid = entry.toLongLong(&isNumber);
        if (isNumber && readProc(pid, "environ"_L1).split('\0').contains(wanted) && isAlive(pid))
            found.append(pid);
    }
    return found;
}

QString describe(const QList<qint64> &pids)
{
    QStringList parts;
    for (const qint64 pid : pids) {
        const QByteArray command = readProc(pid, "cmdline"_L1).replace('\0', ' ').trimmed();
        parts.append(u"%1 %2"_s.arg(pid).arg(QString::fromLocal8Bit(command)));
    }
    return parts.join(", "_L1);
}

void sendSignal(qint64 pid, int signal)
{
    ::kill(static_cast<pid_t>(pid), signal);
}

} // namespace qilin::test
