// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/processes.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStringList>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray readProc(qint64 pid, QLatin1StringView name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// proc(5): state and parent; "X" for what is not there.
struct Stat
{
    char state = 'X';
    qint64 parent = 0;
};

Stat statOf(qint64 pid)
{
    const QByteArray stat = readProc(pid, "stat"_L1);
    const qsizetype nameEnd = stat.lastIndexOf(')'); // the name itself may hold anything
    const QList<QByteArray> fields = stat.mid(nameEnd + 2).split(' ');
    return nameEnd < 0 ? Stat() : Stat{fields.value(0).at(0), fields.value(1).toLongLong()};
}

QList<qint64> allProcesses()
{
    QList<qint64> pids;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const qint64 pid = entry.toLongLong(&isNumber);
        if (isNumber)
            pids.append(pid);
    }
    return pids;
}

} // namespace

bool isAlive(qint64 pid)
{
    const char state = statOf(pid).state;
    return state != 'Z' && state != 'X';
}

QList<qint64> zombiesOf(qint64 pid)
{
    QList<qint64> found;
    for (const qint64 each : allProcesses()) {
        const Stat stat = statOf(each);
        if (stat.parent == pid && stat.state == 'Z')
            found.append(each);
    }
    return found;
}

QList<qint64> processesWithMark(const QByteArray &mark)
{
    const QByteArray wanted = QByteArray(kMarkVariable) + '=' + mark;
    QList<qint64> found;
    for (const qint64 pid : allProcesses()) {
        if (readProc(pid, "environ"_L1).split('\0').contains(wanted) && isAlive(pid))
            found.append(pid);
    }
    return found;
}

QList<qint64> processesWithArgument(const QByteArray &word)
{
    QList<qint64> found;
    for (const qint64 pid : allProcesses()) {
        if (readProc(pid, "cmdline"_L1).split('\0').contains(word) && isAlive(pid))
            found.append(pid);
    }
    return found;
}

QStringList cgroupsOf(qint64 daemon)
{
    QFile mounts(u"/proc/self/mountinfo"_s);
    if (!mounts.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    const QList<QByteArray> lines = mounts.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.contains(" - cgroup2 "))
            continue;
        QDirIterator all(QFile::decodeName(line.split(' ').value(4)),
                         QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        const QString home = u"/qilin-daemon-%1-"_s.arg(daemon);
        while (all.hasNext()) {
            if (const QString path = all.next(); path.contains(home))
                found.append(path);
        }
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
    if (pid <= 1)
        qFatal("no process to send signal %d to: %lld", signal, pid);
    ::kill(static_cast<pid_t>(pid), signal);
}

void endWithUs(QProcess &process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

KilledAtTheEnd::~KilledAtTheEnd()
{
    if (m_pid > 1 && isAlive(m_pid))
        sendSignal(m_pid, SIGKILL);
}

} // namespace qilin::test
