// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/processcontrol.h"
#include "core/platform/procstat.h"
#include "core/platform/uniquefd.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr qsizetype kMaxEnvironment = 4 * 1024 * 1024;

bool isThatProcess(pid_t pid, quint64 startTime)
{
    const std::optional<ProcessInfo> now = readProcess(pid);
    return now && now->startTime == startTime;
}

} // namespace

void becomeSubreaper()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

pid_t ownPid()
{
    return ::getpid();
}

pid_t ownSession()
{
    return ::getsid(0);
}

int terminateSignal()
{
    return SIGTERM;
}

int killSignal()
{
    return SIGKILL;
}

int continueSignal()
{
    return SIGCONT;
}

void signalProcess(pid_t pid, quint64 startTime, int signal)
{
    if (pid <= 1)
        return;
    // The descriptor pins the process; then its start time says whether it is the one meant.
    const UniqueFd process(int(::syscall(SYS_pidfd_open, pid, 0)));
    if (!process && errno != ENOSYS && errno != EPERM && errno != EMFILE && errno != ENFILE)
        return;
    if (!isThatProcess(pid, startTime))
        return;
    if (process)
        ::syscall(SYS_pidfd_send_signal, process.get(), signal, nullptr, 0);
    else
        ::kill(pid, signal);
}

void signalChild(pid_t child, int signal)
{
    if (child > 1)
        ::kill(child, signal);
}

void signalGroup(pid_t group, int signal)
{
    if (group > 1)
        ::kill(-group, signal);
}

bool reapChild(pid_t pid)
{
    siginfo_t info = {};
    return ::waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG) == 0 && info.si_pid == pid;
}

QByteArray startEnvironmentValue(pid_t pid, const char *name)
{
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/environ", int(pid));
    const UniqueFd file(::open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return {};
    QByteArray environment(1, '\0'); // so that every variable follows a NUL
    for (;;) {
        char buffer[4096];
        const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
        if (size <= 0 || environment.size() > kMaxEnvironment)
            break;
        environment.append(buffer, size);
    }
    const QByteArray head = QByteArray(1, '\0') + name + '=';
    const qsizetype at = environment.indexOf(head);
    if (at < 0)
        return {};
    const qsizetype begin = at + head.size();
    const qsizetype end = environment.indexOf('\0', begin);
    return environment.mid(begin, end < 0 ? -1 : end - begin);
}

} // namespace qilin
