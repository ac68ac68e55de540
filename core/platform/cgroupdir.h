// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <optional>

#include <sys/types.h>

// Directories of the cgroup v2 hierarchy (cgroups(7)), by plain system calls: qilin-guard is built
// from it too. A daemon's home, qilin-daemon-PID-INSTANCE, lies in the cgroup that the daemon
// itself is in and has no processes of its own; below it is worker-KEY for each tree.
namespace qilin {

constexpr char kHomeHead[] = "qilin-daemon-";
constexpr char kGroupHead[] = "worker-";

// The tree whose group a process is in, or in one below it. home: the name of the directory.
// Nothing: in none of that home's.
[[nodiscard]] std::optional<int> groupKeyOf(pid_t pid, const char *home);

// Moves a process to that tree's group in the home, which is the path of the directory. False: one
// of them is not there. Waits for a grace period of RCU.
bool moveToGroup(const char *home, int key, pid_t pid);

// Whether a living process is in it, or below; ended ones do not count. False: there is no such
// directory.
[[nodiscard]] bool isGroupPopulated(const char *directory);

// SIGKILL to all in it and below, at once where the kernel can (5.14).
void killGroup(const char *directory);

// With all below it. False: something lives there; what is empty is removed nevertheless.
bool removeGroup(const char *directory);

} // namespace qilin
