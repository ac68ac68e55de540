// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childfork.h"
#include "core/platform/rawsyscall_linux.h"

#include <QtGlobal>

#include <cerrno>
#include <csignal>

#include <linux/sched.h>
#include <sys/wait.h>
#include <unistd.h>

// Compiled as childsetup_linux.cpp is: the child shares this stack too.

namespace qilin {

namespace {

// A function of its own, so that nothing of the child's is kept in the frame that we return from.
[[noreturn]] __attribute__((noinline)) void live(ChildTask &task)
{
    const long entered = task.directory ? rawCall(SYS_chdir, long(task.directory)) : 0;
    if (entered < 0)
        task.directoryCode = int(-entered);
    else
        task.setUp();
    for (;;)
        rawCall(SYS_exit_group, 127);
}

__attribute__((noinline)) long forkInto(ChildTask &task, int group)
{
    clone_args arguments = {};
    arguments.flags = CLONE_VM | CLONE_VFORK | CLONE_INTO_CGROUP;
    arguments.exit_signal = SIGCHLD;
    arguments.cgroup = __u64(group);
    const long pid = rawCall(SYS_clone3, long(&arguments), sizeof arguments);
    if (pid == 0)
        live(task);
    return pid;
}

__attribute__((noinline)) long forkHere(ChildTask &task)
{
    // NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork)
    const long pid
        = kRawCallIsInline ? rawCall(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD) : ::vfork();
    if (pid == 0)
        live(task);
    return pid == -1 && !kRawCallIsInline ? -errno : pid;
}

// The child empties its mask when it has reset the handlers.
class AllSignalsBlocked
{
    Q_DISABLE_COPY_MOVE(AllSignalsBlocked)

public:
    AllSignalsBlocked()
    {
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &m_before);
    }
    ~AllSignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }

private:
    sigset_t m_before = {};
};

} // namespace

long forkChild(ChildTask &task, int group)
{
    const AllSignalsBlocked blocked; // our handlers must not run in the child
    long pid = -ENOSYS;
    if (kRawCallIsInline && group >= 0)
        pid = forkInto(task, group);
    return pid < 0 ? forkHere(task) : pid;
}

bool canForkInto(int group)
{
    ChildTask nothing;
    nothing.setUp = [] {};
    const AllSignalsBlocked blocked;
    const long pid = kRawCallIsInline ? forkInto(nothing, group) : -ENOSYS;
    return pid > 0 && ::waitpid(pid_t(pid), nullptr, 0) == pid;
}

} // namespace qilin
