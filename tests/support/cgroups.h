// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

#include <unistd.h>

namespace qilin::test {

// Whether this process, and so a daemon that it starts, may make groups below its own cgroup of
// version 2: found out by making one, whatever the program says.
[[nodiscard]] inline bool mayMakeCgroups()
{
    const auto linesOf = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    };
    QByteArray own;
    for (const QByteArray &line : linesOf(QStringLiteral("/proc/self/cgroup"))) {
        if (line.startsWith("0::/"))
            own = line.mid(3);
    }
    const QByteArray pid = QByteArray::number(::getpid());
    for (const QByteArray &line : linesOf(QStringLiteral("/proc/self/mountinfo"))) {
        const QByteArray top = line.split(' ').value(3); // what is mounted, and where
        const bool isAbove = top == "/" || own == top || own.startsWith(top + '/');
        if (own.isEmpty() || !line.contains(" - cgroup2 ") || !isAbove)
            continue;
        const QDir directory(QFile::decodeName(line.split(' ').value(4) + '/'
                                               + own.mid(top == "/" ? 0 : top.size())));
        const QString probe = QStringLiteral("qilin-test-") + QString::fromLatin1(pid);
        const QString members = directory.filePath(QStringLiteral("cgroup.procs"));
        if (!linesOf(members).contains(pid)
            || ::access(QFile::encodeName(members).constData(), W_OK) != 0
            || !directory.mkdir(probe))
            continue;
        const bool takesProcesses
            = linesOf(directory.filePath(probe + QStringLiteral("/cgroup.type"))).value(0)
              == "domain";
        directory.rmdir(probe);
        return takesProcesses;
    }
    return false;
}

} // namespace qilin::test
