// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/memory.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

qint64 statusOf(qint64 pid, QByteArrayView name)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.mid(name.size() + 1).simplified().split(' ')[0].toLongLong();
    }
    return -1;
}

} // namespace

qint64 residentKb(qint64 pid)
{
    return statusOf(pid, "VmRSS");
}

qint64 peakKb(qint64 pid)
{
    return statusOf(pid, "VmHWM");
}

bool forgetPeak(qint64 pid)
{
    QFile file(u"/proc/%1/clear_refs"_s.arg(pid));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("5") == 1;
}

} // namespace qilin::test
