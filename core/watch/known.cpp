// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/known.h"

#include <QHashFunctions>

#include <chrono>
#include <cstdlib>

namespace qilin {

namespace {

constexpr qint64 kFineTick = 50'000'000;
constexpr qint64 kCoarseTick = 2'100'000'000;
constexpr qint64 kSecond = 1'000'000'000;

void readContent(const std::string &path, Known &known, qint64 limit)
{
    const ContentHash content = hashContent(path, limit);
    known.hash = content.hash;
    known.tried = true;
}

} // namespace

quint64 hashLinkText(const std::string &text, quint64 seed)
{
    return quint64(qHashBits(text.data(), text.size(), size_t(seed))) | 1;
}

void settle(Known &known)
{
    using namespace std::chrono;
    const qint64 now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
    const bool coarse = known.stamp.changed % kSecond == 0;
    known.settled = std::llabs(now - known.stamp.changed) > (coarse ? kCoarseTick : kFineTick);
}

Known look(const std::string &path)
{
    Known known;
    known.stamp = linkStamp(path);
    if (known.stamp.kind == FileKind::Link) {
        known.link = hashLinkText(linkText(path), 0);
        known.stamp = fileStamp(path);
    }
    if (known.stamp.kind == FileKind::File)
        settle(known);
    return known;
}

bool differs(const std::string &path, const Known &before, Known &now, qint64 limit)
{
    if (now.stamp.kind != before.stamp.kind || now.link != before.link)
        return true;
    if (now.stamp.kind != FileKind::File)
        return false;
    const bool sameStamp = now.stamp == before.stamp;
    if (sameStamp && before.settled) {
        now.hash = before.hash;
        now.tried = before.tried;
        return false;
    }
    if (now.stamp.size != before.stamp.size)
        return true;
    if (before.hash != 0) {
        readContent(path, now, limit);
        if (now.hash != 0)
            return now.hash != before.hash;
    }
    // Never read, or unreadable: the stamps decide. The inode's time alone is a chmod or a rename.
    return now.stamp.modified != before.stamp.modified || now.stamp.inode != before.stamp.inode
           || now.stamp.device != before.stamp.device;
}

} // namespace qilin
