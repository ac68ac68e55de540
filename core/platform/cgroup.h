// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QSet>

#include <optional>

#include <sys/types.h>

namespace qilin {

// A cgroup a process tree, where the cgroup that this process is in may have some below it: what
// is in one stays there, and what it starts is born there, whatever it does to its parents,
// session, environment and limits. Who moves a process there stands still for a grace period of
// RCU, 10 to 25 ms: it is left to the guard (guard.h).
// Owns a directory (cgroupdir.h) and all below it; turns on no controller, so that the processes
// beside that directory may stay (cgroups(7), "no internal processes"). Where nothing may be
// written every call does nothing, and nobody is in any group.
class Cgroups final
{
    Q_DISABLE_COPY_MOVE(Cgroups)

public:
    // instance: of letters and digits, used once on this machine. root: of a test without a kernel:
    // where proc/self/mountinfo and proc/self/cgroup are read, and the mount points in them found.
    explicit Cgroups(const QByteArray &instance, const QByteArray &root = {});
    ~Cgroups(); // removes what is empty

    // The directory that the groups are in; empty: nothing may be written.
    [[nodiscard]] const QByteArray &home() const { return m_home; }

    // False: it could not be made. key: never negative.
    bool make(int key);
    // Whether a living process is in it.
    [[nodiscard]] bool isPopulated(int key) const;
    void kill(int key); // SIGKILL to all in it
    void remove(int key);
    [[nodiscard]] std::optional<int> keyOf(pid_t pid) const;

private:
    void settle(const QByteArray &root, const QByteArray &directory);
    [[nodiscard]] QByteArray directoryOf(int key) const;

    QByteArray m_name;
    QByteArray m_home;
    UniqueFd m_lock; // says that the home is in use, as long as this process lives
    QSet<int> m_made;
};

} // namespace qilin
