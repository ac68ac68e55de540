// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <optional>
#include <vector>

namespace qilin {

// Says which process belongs to which tree. Works on process tables only, signals nobody.
// What was attributed once stays so, by pid and start time, until it ends.
class TreeTable final
{
public:
    // The key that an orphan's environment names, if any; kSpared: what its ancestor exempt() was
    // told of started. Asked once for a process.
    using MarkerLookup = std::function<std::optional<int>(const ProcessInfo &orphan)>;
    static constexpr int kSpared = -4; // beside keys, which are never negative

    // own: the pid whose children are orphans; ownSession: a session that never is a tree's.
    TreeTable(pid_t own, pid_t ownSession, MarkerLookup marker);

    // info: nothing if the leader has gone already.
    void addTree(int key, pid_t leader, const std::optional<ProcessInfo> &info);
    void leaderGone(int key);
    void removeTree(int key);
    // Neither it nor what it starts is ever a stray: what once was seen below it stays spared when
    // its parent ends.
    void exempt(const ProcessInfo &child);

    [[nodiscard]] bool contains(int key) const { return m_trees.contains(key); }
    [[nodiscard]] bool isLeader(const ProcessInfo &process) const;

    // processes: ascending by pid.
    void update(const std::vector<ProcessInfo> &processes);

    // Of the last update. Members and strays include the ended ones that nobody reaped yet.
    [[nodiscard]] const std::vector<ProcessInfo> &members(int key) const;
    // Children of ours that belong to no tree, and what descends from them.
    [[nodiscard]] const std::vector<ProcessInfo> &strays() const { return m_strays; }
    // Those among the strays that were marked by a tree which is gone.
    [[nodiscard]] const std::vector<ProcessInfo> &leftovers() const { return m_leftovers; }
    // Members and spared ones that became children of ours when their parent ended; neither leaders
    // nor those that exempt() was told of.
    [[nodiscard]] const std::vector<ProcessInfo> &adopted() const { return m_adopted; }
    void forgetAdopted(pid_t pid);
    // Sessions that consist of processes of trees, with their trees.
    [[nodiscard]] const QHash<pid_t, int> &sessions() const { return m_sessions; }

private:
    struct Tree
    {
        pid_t leader = 0;
        quint64 leaderStart = 0;
        bool hasLeader = true;
        std::vector<ProcessInfo> members;
    };
    struct Seen
    {
        quint64 startTime = 0;
        int key = 0;
    };

    bool isExempt(const ProcessInfo &process) const;
    int directOwner(const ProcessInfo &process) const;
    int orphanOwner(const ProcessInfo &orphan);
    int inheritedOwner(const std::vector<ProcessInfo> &processes, size_t index,
                       std::vector<int> &owners);
    void forgetSessions(const std::vector<ProcessInfo> &processes);

    const pid_t m_own;
    const pid_t m_ownSession;
    const MarkerLookup m_marker;
    QHash<int, Tree> m_trees;
    QHash<pid_t, int> m_leaders; // pid to key
    QHash<pid_t, int> m_sessions;
    QHash<pid_t, Seen> m_seen;
    QHash<pid_t, quint64> m_exempt;
    QHash<pid_t, quint64> m_spared; // seen below an exempt one
    QHash<pid_t, Seen> m_unmarked;  // orphans whose marker names no tree; why, in place of a key
    std::vector<ProcessInfo> m_strays;
    std::vector<ProcessInfo> m_leftovers;
    std::vector<ProcessInfo> m_adopted;
};

} // namespace qilin
