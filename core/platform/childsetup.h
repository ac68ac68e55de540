// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/processattributes.h"

#include <functional>
#include <memory>
#include <vector>

class QProcess;

namespace qilin {

class ExecImage;

// What happens in the child between vfork and exec: new session, default signal dispositions, empty
// mask, the given descriptors at 3, 4, … and every other one above closed at exec, the original
// limit of open files, the given attributes, SIGKILL when this process dies unless the child may
// outlive it.
// Runs on a few hundred bytes of stack and makes raw system calls only: the child shares our
// memory. Start such children from the main thread: the kernel sends that SIGKILL when the starting
// thread ends (prctl(2)).
struct ChildSetup
{
    std::vector<int> descriptors; // become 3, 4, …; stay ours, must be open until the start
    int output = -1; // becomes stdout, -1: as the parent set it; stays ours, as those above
    int errors = -1; // becomes stderr
    bool mayOutlive = false;
    ProcessAttributes attributes;
    // Told which attribute could not be had; the child then exits with 127 instead of running
    // without it. Must outlive the start.
    ChildFailure *failure = nullptr;
    // Executed in place of what QProcess was given, which must be the same but for the child's pid.
    std::shared_ptr<ExecImage> image;
};

// For QProcess::setChildProcessModifier. Make it directly before the start.
[[nodiscard]] std::function<void()> childModifier(const ChildSetup &setup);

// Sets the modifier, and on Qt ≥ 6.6 what keeps the start a vfork there (with a modifier Qt else
// forks and waits by a SIGCHLD handler of its own) and the mask empty. Directly before the start.
void useChildSetup(QProcess &process, const ChildSetup &setup);

// Call first in main(): keeps 3…15 busy so that Qt's own pipes never sit where a child's
// descriptors go, marks what this process inherited close-on-exec, raises the limit of open files.
// Opens /dev/null where 0, 1 or 2 is closed.
void prepareDescriptors();

} // namespace qilin
