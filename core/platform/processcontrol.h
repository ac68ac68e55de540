// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <sys/types.h>

// What TreeKeeper asks of the system about other processes.
namespace qilin {

// Orphans below this process become its children from now on (prctl(2) PR_SET_CHILD_SUBREAPER).
void becomeSubreaper();

[[nodiscard]] pid_t ownPid();
[[nodiscard]] pid_t ownSession();

// SIGTERM, followed by SIGCONT in case it is stopped, or SIGKILL, or any other signal, to exactly
// the process that started then (ProcessInfo::startTime): a pid may name another one by now.
void signalProcess(pid_t pid, quint64 startTime, int signal);

// To a child of this process that was not reaped yet, so that its pid is its own.
void signalChild(pid_t child, int signal);

// Signals of the system by name, so that callers need none of its headers.
[[nodiscard]] int terminateSignal();
[[nodiscard]] int killSignal();
[[nodiscard]] int continueSignal();

// To every process of a group at once: a member that forks meanwhile cannot slip through.
void signalGroup(pid_t group, int signal);

// True when pid was an ended child of ours; it is gone from the process table then. Never blocks.
bool reapChild(pid_t pid);

// The value of a variable in the environment a process was started with; empty if there is none, or
// if we may not look.
[[nodiscard]] QByteArray startEnvironmentValue(pid_t pid, const char *name);

} // namespace qilin
