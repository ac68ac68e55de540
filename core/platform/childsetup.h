// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>
#include <vector>

namespace qilin {

// What happens in the child between vfork and exec: new session, default signal dispositions, empty
// mask, the given descriptors at 3, 4, … and every other one above closed at exec, the original
// limit of open files, SIGKILL when this process dies.
// Runs on a few hundred bytes of stack and makes raw system calls only: the child shares our memory.
struct ChildSetup
{
    std::vector<int> descriptors; // become 3, 4, …; stay ours, must be open until the start
};

// For QProcess::setChildProcessModifier.
[[nodiscard]] std::function<void()> childModifier(const ChildSetup &setup);

// Call first in main(): keeps 3…15 busy so that Qt's own pipes never sit where a child's
// descriptors go, marks what this process inherited close-on-exec, raises the limit of open files.
void prepareDescriptors();

} // namespace qilin
