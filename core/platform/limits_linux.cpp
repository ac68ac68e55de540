// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/limits.h"
#include "core/platform/rights.h"

#include <cstdio>
#include <cstring>

#include <sys/resource.h>

namespace qilin {

namespace {

struct KnownLimit
{
    const char *key;
    int resource;
};

constexpr KnownLimit kLimits[] = {
    {"limits.as", RLIMIT_AS},
    {"limits.core", RLIMIT_CORE},
    {"limits.cpu", RLIMIT_CPU},
    {"limits.data", RLIMIT_DATA},
    {"limits.fsize", RLIMIT_FSIZE},
    {"limits.memlock", RLIMIT_MEMLOCK},
    {"limits.msgqueue", RLIMIT_MSGQUEUE},
    {"limits.nice", RLIMIT_NICE},
    {"limits.nofile", RLIMIT_NOFILE},
    {"limits.nproc", RLIMIT_NPROC},
    {"limits.rss", RLIMIT_RSS},
    {"limits.rtprio", RLIMIT_RTPRIO},
    {"limits.rttime", RLIMIT_RTTIME},
    {"limits.sigpending", RLIMIT_SIGPENDING},
    {"limits.stack", RLIMIT_STACK},
};

const char *nameOf(const KnownLimit &limit)
{
    return limit.key + std::strlen("limits.");
}

// Of files: what fs.nr_open says, which binds root too.
quint64 openFilesOfTheSystem()
{
    unsigned long long number = kUnlimited;
    if (std::FILE *file = std::fopen("/proc/sys/fs/nr_open", "re")) {
        if (std::fscanf(file, "%llu", &number) != 1)
            number = kUnlimited;
        std::fclose(file);
    }
    return number;
}

} // namespace

QList<QByteArray> limitNames()
{
    QList<QByteArray> names;
    for (const KnownLimit &limit : kLimits)
        names.append(nameOf(limit));
    return names;
}

std::optional<LimitSetting> limitSetting(const QByteArray &name, std::optional<quint64> soft,
                                         std::optional<quint64> hard)
{
    for (const KnownLimit &limit : kLimits) {
        if (name == nameOf(limit))
            return LimitSetting{limit.key, limit.resource, soft, hard};
    }
    return std::nullopt;
}

quint64 highestLimit(const LimitSetting &limit)
{
    if (mayRaiseLimits() && limit.hard) // else the hard one stays what it is
        return limit.resource == RLIMIT_NOFILE ? openFilesOfTheSystem() : kUnlimited;
    rlimit own = {};
    return ::getrlimit(__rlimit_resource_t(limit.resource), &own) == 0 ? own.rlim_max : kUnlimited;
}

} // namespace qilin
