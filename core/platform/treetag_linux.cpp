// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/rawsyscall_linux.h"
#include "core/platform/treetag.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>

// Without the libraries of Qt: qilin-guard is built from it too.

namespace qilin {

namespace {

// 1, 31 bits of the instance, 31 of the key: above what anybody sets, below "unlimited".
constexpr quint64 kTagBit = quint64(1) << 62;
constexpr int kKeyBits = 31;
constexpr quint64 kMask = (quint64(1) << kKeyBits) - 1;
constexpr char kLocksLine[] = "\nMax file locks";

// FNV-1a (RFC draft-eastlake-fnv).
quint64 hashOf(const char *text)
{
    quint64 hash = 14695981039346656037ULL;
    for (; *text != '\0'; ++text)
        hash = (hash ^ quint64(uchar(*text))) * 1099511628211ULL;
    return hash ^ (hash >> 32);
}

} // namespace

quint64 treeTag(const char *instance, int key)
{
    return kTagBit | ((hashOf(instance) & kMask) << kKeyBits) | (quint64(key) & kMask);
}

std::optional<int> keyOfTag(quint64 tag, const char *instance)
{
    const auto key = int(tag & kMask);
    return tag == treeTag(instance, key) ? std::optional(key) : std::nullopt;
}

void setTreeTag(quint64 tag)
{
    rlimit limit = {};
    if (rawCall(SYS_prlimit64, 0, RLIMIT_LOCKS, 0, long(&limit)) < 0 || limit.rlim_max < tag)
        return;
    limit.rlim_cur = tag;
    rawCall(SYS_prlimit64, 0, RLIMIT_LOCKS, long(&limit), 0);
}

quint64 readTreeTag(pid_t pid)
{
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/limits", int(pid));
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    char text[4096];
    const ssize_t size = ::read(fd, text, sizeof text - 1);
    ::close(fd);
    text[size > 0 ? size : 0] = '\0';
    const char *line = std::strstr(text, kLocksLine);
    return line ? std::strtoull(line + sizeof kLocksLine - 1, nullptr, 10) : 0;
}

} // namespace qilin
