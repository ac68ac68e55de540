// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/paths.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// proc_pid_status(5): "Uid:\tREAL\tEFFECTIVE\t…". The owner of /proc/self would be root for a
// program with file capabilities.
quint32 effectiveUser()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("Uid:"))
            return line.simplified().split(' ').value(2).toUInt();
    }
    return 0;
}

} // namespace

RuntimePlace runtimePlace()
{
    RuntimePlace place;
    const QString directory = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (directory.startsWith(u'/'))
        place.runtimeDirectory = directory;
    place.user = effectiveUser();
    return place;
}

} // namespace qilin
