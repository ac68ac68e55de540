// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/procstat.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace qilin {

namespace {

// proc_pid_stat(5) counts its fields from 1.
enum Field {
    kState = 3,
    kParent = 4,
    kGroup = 5,
    kSession = 6,
    kUserTicks = 14,
    kSystemTicks = 15,
    kReapedUserTicks = 16,
    kReapedSystemTicks = 17,
    kThreads = 20,
    kStartTime = 22,
    kResidentPages = 24
};

// text: what follows the last ')'; a command's name may hold blanks and parentheses itself.
bool parseFields(const char *text, ProcessInfo &info)
{
    static const auto pageSize = quint64(::sysconf(_SC_PAGESIZE));
    if (*text++ != ' ' || *text == '\0')
        return false;
    info.state = *text++;
    for (int field = kParent; field <= kResidentPages; ++field) {
        char *end = nullptr;
        const auto value = quint64(std::strtoll(text, &end, 10));
        if (end == text)
            return false;
        text = end;
        switch (field) {
        case kParent:
            info.parent = pid_t(value);
            break;
        case kGroup:
            info.group = pid_t(value);
            break;
        case kSession:
            info.session = pid_t(value);
            break;
        case kUserTicks:
        case kSystemTicks:
            info.cpuTicks += value;
            break;
        case kReapedUserTicks:
        case kReapedSystemTicks:
            info.reapedTicks += value;
            break;
        case kThreads:
            if (info.state == 'Z' && value > 1)
                info.state = 'S';
            break;
        case kStartTime:
            info.startTime = value;
            break;
        case kResidentPages:
            info.residentBytes = value * pageSize;
            break;
        default:
            break;
        }
    }
    return true;
}

enum class Reading { Done, NoProcess, NoMeans };

Reading readStat(int directory, const char *path, pid_t pid, ProcessInfo &info)
{
    const int fd = ::openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM ? Reading::NoMeans
                                                                     : Reading::NoProcess;
    char text[2048];
    const ssize_t size = ::read(fd, text, sizeof text - 1);
    ::close(fd);
    if (size <= 0)
        return Reading::NoProcess;
    text[size] = '\0';
    const char *nameEnd = std::strrchr(text, ')');
    info = {};
    info.pid = pid;
    return nameEnd && parseFields(nameEnd + 1, info) ? Reading::Done : Reading::NoProcess;
}

} // namespace

std::vector<ProcessInfo> readProcesses()
{
    std::vector<ProcessInfo> processes;
    DIR *directory = ::opendir("/proc");
    if (!directory)
        return processes;
    processes.reserve(256);
    const int fd = ::dirfd(directory);
    char path[NAME_MAX + 8];
    ProcessInfo info;
    while (const dirent *entry = ::readdir(directory)) {
        char *end = nullptr;
        const long pid = std::strtol(entry->d_name, &end, 10);
        if (pid <= 0 || *end != '\0')
            continue;
        std::snprintf(path, sizeof path, "%s/stat", entry->d_name);
        const Reading reading = readStat(fd, path, pid_t(pid), info);
        if (reading == Reading::NoMeans) { // one that is left out would be taken for gone
            processes.clear();
            break;
        }
        if (reading == Reading::Done)
            processes.push_back(info);
    }
    ::closedir(directory);
    return processes;
}

std::optional<ProcessInfo> readProcess(pid_t pid)
{
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/stat", int(pid));
    ProcessInfo info;
    if (readStat(AT_FDCWD, path, pid, info) != Reading::Done)
        return std::nullopt;
    return info;
}

int clockTicksPerSecond()
{
    static const auto ticks = int(::sysconf(_SC_CLK_TCK));
    return ticks;
}

qint64 msSinceBoot()
{
    timespec now = {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace qilin
