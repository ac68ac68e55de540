// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>

namespace qilin {

// What a child does before it runs a program. Raw system calls only: it shares our memory.
struct ChildTask
{
    const char *directory = nullptr; // where it goes first; null: it stays where we are
    std::function<void()> setUp;     // childModifier(), which executes the program
    int directoryCode = 0;           // out: errno of a directory that could not be entered
};

// A child that is born in a cgroup (an open directory; -1, or where the kernel cannot: in ours).
// Like vfork(2) it comes back when the program runs or the child has exited: with 127 where no
// program ran. The pid, or -errno.
[[nodiscard]] long forkChild(ChildTask &task, int group);

// Tries it, with a child that does nothing. False also where the kernel cannot (before 5.7).
[[nodiscard]] bool canForkInto(int group);

} // namespace qilin
