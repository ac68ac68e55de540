// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QUuid>

#include <sys/resource.h>
#include <unistd.h>

namespace qilin {

inline QByteArray newToken()
{
    return "token-" + QUuid::createUuid().toByteArray(QUuid::Id128);
}

// Processes whose command line holds the token; ended ones have none.
inline QList<ProcessInfo> processesWith(const QByteArray &token)
{
    QList<ProcessInfo> found;
    for (const ProcessInfo &process : readProcesses()) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(process.pid));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(token))
            found.append(process);
    }
    return found;
}

// False also for one that has ended and that init, or whoever adopted it, has yet to reap.
inline bool isThere(qint64 pid)
{
    const std::optional<ProcessInfo> process = readProcess(pid_t(pid));
    return process && process->state != 'Z';
}

// While it lives, this process can open nothing.
class NoDescriptors final
{
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const int lowestFree = ::dup(0);
        rlimit none = m_before;
        none.rlim_cur = rlim_t(lowestFree);
        ::setrlimit(RLIMIT_NOFILE, &none);
        ::close(lowestFree);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(NoDescriptors)

private:
    rlimit m_before = {};
};

} // namespace qilin
