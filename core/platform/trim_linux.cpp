// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/trim.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#include <optional>
#include <utility>

#include <malloc.h>
#include <sys/mman.h>

namespace qilin {

namespace {

struct Mapping
{
    quint64 begin = 0;
    quint64 end = 0;
    bool isFile = false; // private, not writable, of a file
    bool isClean = true; // no page of it is a copy of ours, so nothing can be lost
};

// "7f00-7f40 r-xp 00000000 fe:00 1234   /usr/lib/libc.so.6", proc_pid_maps(5).
std::optional<Mapping> mappingFrom(const QByteArray &line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    const QList<QByteArray> range = words[0].split('-');
    if (range.size() != 2 || words.size() < 5)
        return std::nullopt;
    Mapping mapping;
    bool ok = false;
    mapping.begin = range[0].toULongLong(&ok, 16);
    mapping.end = ok ? range[1].toULongLong(&ok, 16) : 0;
    if (!ok)
        return std::nullopt;
    const QByteArray &flags = words[1];
    mapping.isFile = words.size() > 5 && words[5].startsWith('/') && flags.startsWith('r')
                     && flags.endsWith('p') && flags[1] == '-';
    return mapping;
}

// Relocated tables are read-only by now, too, but their pages are copies that hold addresses.
bool isSignOfCopies(const QByteArray &line)
{
    for (const char *name : {"Anonymous:", "Swap:", "Locked:"}) {
        if (line.startsWith(name))
            return line.mid(qstrlen(name)).simplified() != "0 kB";
    }
    return false;
}

QList<Mapping> mappings()
{
    QList<Mapping> list;
    QFile file(QStringLiteral("/proc/self/smaps"));
    if (!file.open(QIODevice::ReadOnly))
        return list;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (const std::optional<Mapping> mapping = mappingFrom(line))
            list.append(*mapping);
        else if (!list.isEmpty() && isSignOfCopies(line))
            list.last().isClean = false;
    }
    return list;
}

} // namespace

void trimMemory()
{
    const QList<Mapping> all = mappings();
    for (const Mapping &mapping : all) {
        if (mapping.isFile && mapping.isClean)
            ::madvise(reinterpret_cast<void *>(mapping.begin), mapping.end - mapping.begin,
                      MADV_DONTNEED);
    }
    trimHeap();
}

void trimHeap()
{
    ::malloc_trim(0);
}

} // namespace qilin
