// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <optional>

#include <sys/types.h>

// A mark of a process tree that no cleared environment and no new session takes off: a number in
// the soft limit of file locks (RLIMIT_LOCKS). Limits are inherited over fork(2) and execve(2), and
// Linux has not looked at this one since 2.4.25 (setrlimit(2)). A process may put it off on
// purpose; then it is known by its parents and sessions only.
namespace qilin {

// instance: TreeKeeper::instance(); key: of a tree, never negative. Never 0.
[[nodiscard]] quint64 treeTag(const char *instance, int key);

// The key in a tag; nothing where it is none of this instance.
[[nodiscard]] std::optional<int> keyOfTag(quint64 tag, const char *instance);

// In a child that is to be the leader of the tree: one raw system call. Without effect where the
// hard limit is lower.
void setTreeTag(quint64 tag);

// The tag of a process, or whatever else is in that limit; 0 where it cannot be read.
[[nodiscard]] quint64 readTreeTag(pid_t pid);

} // namespace qilin
