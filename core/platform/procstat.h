// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

#include <sys/types.h>

namespace qilin {

// One line of the process table (proc_pid_stat(5)).
struct ProcessInfo
{
    pid_t pid = 0;
    pid_t parent = 0;
    pid_t group = 0;
    pid_t session = 0;
    char state = '?';        // 'Z': ended, not reaped; 'S' while only its main thread has ended
    quint64 startTime = 0;   // clock ticks since boot: with pid, a name that is never reused
    quint64 cpuTicks = 0;    // user + system, clock ticks
    quint64 reapedTicks = 0; // the same of its children, and theirs, that it waited for
    quint64 residentBytes = 0;
};

// One pass over the process table, ascending by pid. Processes that vanish meanwhile are left out.
// Empty where the system cannot give it, for want of descriptors say: this process is in every
// other.
[[nodiscard]] std::vector<ProcessInfo> readProcesses();

// Nothing if there is no such process.
[[nodiscard]] std::optional<ProcessInfo> readProcess(pid_t pid);

[[nodiscard]] int clockTicksPerSecond();

// The clock that start times count on.
[[nodiscard]] qint64 msSinceBoot();

} // namespace qilin
