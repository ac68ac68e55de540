// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/rights.h"

#include <cerrno>

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace qilin {

namespace {

bool isCapable(unsigned capability)
{
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {};
    if (::syscall(SYS_capget, &header, data) != 0)
        return ::geteuid() == 0;
    return data[capability / 32].effective & (1U << (capability % 32));
}

} // namespace

bool mayChangeUser()
{
    return isCapable(CAP_SETUID) && isCapable(CAP_SETGID);
}

bool mayRaiseLimits()
{
    return isCapable(CAP_SYS_RESOURCE);
}

bool mayRenice(int nice)
{
    errno = 0;
    const int now = ::getpriority(PRIO_PROCESS, 0);
    if ((errno == 0 && nice >= now) || isCapable(CAP_SYS_NICE))
        return true;
    // getrlimit(2): the limit L stands for the value 20 - L.
    rlimit limit = {};
    return ::getrlimit(RLIMIT_NICE, &limit) == 0
           && 20 - nice <= int(qMin<rlim_t>(limit.rlim_cur, 40));
}

} // namespace qilin
