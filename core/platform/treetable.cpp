// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/treetable.h"

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

// Beside the keys of trees, which are never negative.
enum Owner { kNobody = -1, kStray = -2, kUnknown = -3, kLeftover = -5 }; // and TreeTable::kSpared

std::optional<size_t> indexOf(const std::vector<ProcessInfo> &processes, pid_t pid)
{
    const auto at = std::lower_bound(
        processes.begin(), processes.end(), pid,
        [](const ProcessInfo &process, pid_t wanted) { return process.pid < wanted; });
    if (at == processes.end() || at->pid != pid)
        return std::nullopt;
    return size_t(at - processes.begin());
}

} // namespace

TreeTable::TreeTable(pid_t own, pid_t ownSession, MarkerLookup marker)
    : m_own(own)
    , m_ownSession(ownSession)
    , m_marker(std::move(marker))
{}

void TreeTable::addTree(int key, pid_t leader, const std::optional<ProcessInfo> &info)
{
    removeTree(key);
    Tree tree;
    tree.leader = leader;
    tree.hasLeader = info.has_value();
    if (info) {
        tree.leaderStart = info->startTime;
        tree.members.push_back(*info);
        m_leaders.insert(leader, key);
    }
    // Even of a leader that has gone: what it started is still in its session.
    if (leader != m_ownSession && (!info || info->session == leader))
        m_sessions.insert(leader, key);
    m_trees.insert(key, tree);
    m_unmarked.clear(); // some may carry this key
}

void TreeTable::forgetAdopted(pid_t pid)
{
    const auto isIt = [pid](const ProcessInfo &process) { return process.pid == pid; };
    m_adopted.erase(std::remove_if(m_adopted.begin(), m_adopted.end(), isIt), m_adopted.end());
}

void TreeTable::leaderGone(int key)
{
    const auto tree = m_trees.find(key);
    if (tree == m_trees.end() || !tree->hasLeader)
        return;
    tree->hasLeader = false;
    m_leaders.remove(tree->leader);
    const auto isLeader = [&tree](const ProcessInfo &member) { return member.pid == tree->leader; };
    const auto end = std::remove_if(tree->members.begin(), tree->members.end(), isLeader);
    tree->members.erase(end, tree->members.end());
}

void TreeTable::removeTree(int key)
{
    const auto tree = m_trees.constFind(key);
    if (tree == m_trees.cend())
        return;
    if (tree->hasLeader)
        m_leaders.remove(tree->leader);
    m_trees.erase(tree);
    m_sessions.removeIf([key](const QHash<pid_t, int>::iterator it) { return it.value() == key; });
    m_seen.removeIf([key](const QHash<pid_t, Seen>::iterator it) { return it->key == key; });
}

void TreeTable::exempt(const ProcessInfo &child)
{
    m_exempt.insert(child.pid, child.startTime);
}

bool TreeTable::isLeader(const ProcessInfo &process) const
{
    const auto key = m_leaders.constFind(process.pid);
    return key != m_leaders.cend() && m_trees.constFind(*key)->leaderStart == process.startTime;
}

bool TreeTable::isExempt(const ProcessInfo &process) const
{
    const auto exempt = m_exempt.constFind(process.pid);
    return exempt != m_exempt.cend() && *exempt == process.startTime;
}

int TreeTable::directOwner(const ProcessInfo &process) const
{
    if (process.pid == m_own)
        return kNobody;
    if (isLeader(process))
        return m_leaders.value(process.pid);
    const auto seen = m_seen.constFind(process.pid);
    if (seen != m_seen.cend() && seen->startTime == process.startTime)
        return seen->key;
    const auto spared = m_spared.constFind(process.pid);
    if (spared != m_spared.cend() && *spared == process.startTime)
        return kSpared;
    return m_sessions.value(process.session, kUnknown);
}

int TreeTable::orphanOwner(const ProcessInfo &orphan)
{
    if (isExempt(orphan))
        return kSpared;
    const auto unmarked = m_unmarked.constFind(orphan.pid);
    if (unmarked != m_unmarked.cend() && unmarked->startTime == orphan.startTime)
        return unmarked->key;
    const std::optional<int> key = m_marker(orphan);
    if (key && (*key == kSpared || m_trees.contains(*key)))
        return *key;
    const int owner = key ? kLeftover : kStray;
    m_unmarked.insert(orphan.pid, {orphan.startTime, owner});
    return owner;
}

int TreeTable::inheritedOwner(const std::vector<ProcessInfo> &processes, size_t index,
                              std::vector<int> &owners)
{
    std::vector<size_t> path;
    int owner = kUnknown;
    while (owner == kUnknown) {
        path.push_back(index);
        const ProcessInfo &process = processes[index];
        if (process.parent == m_own) {
            owner = orphanOwner(process);
        } else if (const std::optional<size_t> parent = indexOf(processes, process.parent);
                   parent && path.size() <= processes.size()) {
            index = *parent;
            owner = owners[index];
        } else {
            owner = kNobody;
        }
    }
    for (const size_t i : path)
        owners[i] = owner;
    return owner;
}

// A session's number can name another one only after it was empty, and a new session of that number
// begins with a process of that number.
void TreeTable::forgetSessions(const std::vector<ProcessInfo> &processes)
{
    QSet<pid_t> present;
    for (const ProcessInfo &process : processes) {
        const auto known = m_sessions.constFind(process.session);
        if (known == m_sessions.cend())
            continue;
        if (process.pid != process.session || isLeader(process)) {
            present.insert(process.session);
            continue;
        }
        const auto seen = m_seen.constFind(process.pid);
        if (seen != m_seen.cend() && seen->startTime == process.startTime)
            present.insert(process.session);
        else
            m_sessions.erase(known);
    }
    m_sessions.removeIf(
        [&present](const QHash<pid_t, int>::iterator it) { return !present.contains(it.key()); });
}

void TreeTable::update(const std::vector<ProcessInfo> &processes)
{
    forgetSessions(processes);
    std::vector<int> owners(processes.size());
    for (size_t i = 0; i < processes.size(); ++i)
        owners[i] = directOwner(processes[i]);

    for (Tree &tree : m_trees)
        tree.members.clear();
    m_strays.clear();
    m_leftovers.clear();
    m_adopted.clear();
    QHash<pid_t, Seen> seen;
    seen.reserve(m_seen.size());
    QHash<pid_t, quint64> spared;
    for (size_t i = 0; i < processes.size(); ++i) {
        const ProcessInfo &process = processes[i];
        const int owner = owners[i] == kUnknown ? inheritedOwner(processes, i, owners) : owners[i];
        if (owner == kStray || owner == kLeftover)
            m_strays.push_back(process);
        if (owner == kLeftover)
            m_leftovers.push_back(process);
        if (owner == kSpared && !isExempt(process)) {
            spared.insert(process.pid, process.startTime);
            if (process.parent == m_own)
                m_adopted.push_back(process);
        }
        if (owner < 0)
            continue;
        m_trees[owner].members.push_back(process);
        if (process.parent == m_own && !isLeader(process))
            m_adopted.push_back(process);
        seen.insert(process.pid, {process.startTime, owner});
        if (process.session > 1 && process.session != m_ownSession)
            m_sessions.insert(process.session, owner);
    }
    m_seen.swap(seen);
    m_spared.swap(spared);

    const auto isOld = [&processes](pid_t pid, quint64 startTime) {
        const std::optional<size_t> at = indexOf(processes, pid);
        return !at || processes[*at].startTime != startTime;
    };
    m_unmarked.removeIf(
        [&isOld](const QHash<pid_t, Seen>::iterator it) { return isOld(it.key(), it->startTime); });
    m_exempt.removeIf(
        [&isOld](const QHash<pid_t, quint64>::iterator it) { return isOld(it.key(), it.value()); });
}

const std::vector<ProcessInfo> &TreeTable::members(int key) const
{
    static const std::vector<ProcessInfo> none;
    const auto tree = m_trees.constFind(key);
    return tree == m_trees.cend() ? none : tree->members;
}

} // namespace qilin
