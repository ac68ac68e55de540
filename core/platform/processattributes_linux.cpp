// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/processattributes.h"
#include "core/platform/rawsyscall_linux.h"
#include "core/platform/treetag.h"

#include <sys/resource.h>

// Compiled as childsetup_linux.cpp is, and for the same reason.

namespace qilin {

namespace {

bool isDone(long result, const char *key, ChildFailure &failure)
{
    if (result >= 0)
        return true;
    failure.key = key;
    failure.code = int(-result);
    return false;
}

long setLimit(const LimitSetting &limit)
{
    rlimit values = {};
    const long read = rawCall(SYS_prlimit64, 0, limit.resource, 0, long(&values));
    if (read < 0)
        return read;
    if (limit.hard)
        values.rlim_max = *limit.hard;
    if (limit.soft)
        values.rlim_cur = *limit.soft;
    else if (values.rlim_cur > values.rlim_max)
        values.rlim_cur = values.rlim_max;
    return rawCall(SYS_prlimit64, 0, limit.resource, long(&values), 0);
}

// Groups before the user: with the user goes the right to change them.
bool become(const ChildCredentials &user, ChildFailure &failure)
{
    return isDone(rawCall(SYS_setgroups, long(user.groups.size()), long(user.groups.data())),
                  "group", failure)
           && isDone(rawCall(SYS_setresgid, user.gid, user.gid, user.gid), "group", failure)
           && isDone(rawCall(SYS_setresuid, user.uid, user.uid, user.uid), "user", failure);
}

} // namespace

bool applyAttributes(const ProcessAttributes &attributes, ChildFailure &failure)
{
    if (attributes.tag != 0)
        setTreeTag(attributes.tag);
    for (const LimitSetting &limit : attributes.limits) {
        if (!isDone(setLimit(limit), limit.key, failure))
            return false;
    }
    if (attributes.nice
        && !isDone(rawCall(SYS_setpriority, PRIO_PROCESS, 0, *attributes.nice), "nice", failure))
        return false;
    if (attributes.umask)
        rawCall(SYS_umask, *attributes.umask);
    return !attributes.credentials || become(*attributes.credentials, failure);
}

} // namespace qilin
