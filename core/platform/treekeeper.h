// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/cgroup.h"
#include "core/platform/procstat.h"
#include "core/platform/treetable.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <vector>

namespace qilin {

// Knows which processes belong to which worker's tree, and ends whole trees.
// A process belongs to worker K when it descends from K's leader, is in K's session or one begun by
// a member, once was seen to do so (pid and start time), is in K's cgroup (cgroup.h), or carries
// K's marker in its environment, or K's tag in its limits (treetag.h). This process is the
// subreaper of all of them (prctl(2) PR_SET_CHILD_SUBREAPER), so that one whose parent has gone
// becomes our child: it is attributed as above and reaped here.
class TreeKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TreeKeeper)

public:
    // The environment variable whose value names daemon and worker: QILIN_WORKER=INSTANCE-KEY.
    static constexpr char kMarkerName[] = "QILIN_WORKER";
    // QILIN_COMPANION=INSTANCE marks what an exempt child starts, whatever becomes of its parents.
    static constexpr char kCompanionName[] = "QILIN_COMPANION";

    explicit TreeKeeper(QObject *parent = nullptr);
    ~TreeKeeper() override;

    [[nodiscard]] QByteArray instance() const { return m_instance; }
    [[nodiscard]] QByteArray marker(int key) const; // the value for a worker's environment
    [[nodiscard]] quint64 tag(int key) const;       // for a worker's ProcessAttributes
    // Where the groups of all trees are; empty: there are none.
    [[nodiscard]] const QByteArray &groupsHome() const { return m_groups.home(); }

    // From the start of the leader (which called setsid(2)) until release(key). A key is never
    // negative and never used again.
    void track(int key, pid_t leader);
    // The leader was reaped by its owner; its pid may be reused from now on.
    void leaderGone(int key);
    void release(int key);
    // A child that is no worker's, such as the guard: it is neither reaped nor ended here, and what
    // it starts is not ended, but reaped where it becomes ours. Directly after its start.
    void exempt(pid_t child);

    // SIGTERM to what is in the tree, SIGKILL after graceMs (0: at once), again and again until
    // nothing is left; then gone(key). The leader too, if it is still there; one that has ended
    // counts until leaderGone(). The first signal goes out in the next turn of the event loop, so
    // that many trees share one look at the process table. A second call may shorten the grace.
    void endTree(int key, int graceMs);
    // A signal to every member now.
    void signalTree(int key, int signal);

    // Attributes a fresh table (ascending by pid); the sampler passes its own so that a tick costs
    // one pass. An empty one says nothing of anybody: another look follows.
    void update(const std::vector<ProcessInfo> &processes);
    // Of the last update, ended ones that nobody reaped yet included.
    [[nodiscard]] std::vector<pid_t> members(int key) const;
    [[nodiscard]] const std::vector<ProcessInfo> &memberInfo(int key) const
    {
        return m_table.members(key);
    }

    // For SIGCHLD: reaps adopted children, never those that a QProcess waits for.
    void reap();

    // Children of this process that came from some tree and belong to none that is known, and what
    // descends from them, as of the last update. One that was marked by a tree which is gone is
    // ended at once, without being asked.
    [[nodiscard]] QList<qint64> strays() const;
    // Ends them all; SIGKILL at once. For quit.
    void endStrays();

signals:
    void gone(int key);
    void straysGone();                              // after endStrays(), maybe before that returns
    void straysAppeared(const QList<qint64> &pids); // new among strays()
    // Sessions in which a tree's processes are; for the guard.
    void sessionAppeared(qint64 session);
    void sessionVanished(qint64 session);
    // The leader is to be moved to the cgroup of its tree, in groupsHome(); for the guard.
    void groupMade(int key, qint64 leader);

private:
    struct Ending
    {
        qint64 deadlineMs = 0; // on m_clock; SIGKILL from then on
        int passes = 0;
        QHash<pid_t, quint64> terminated;
    };
    struct Zombie
    {
        quint64 startTime = 0;
        qint64 firstSeenMs = 0;
        int passes = 0;
    };

    void look();
    void schedule(qint64 delayMs);
    void scheduleNext();
    void endMembers(int key, Ending &ending);
    void killMembers(int key);
    [[nodiscard]] bool isOver(int key) const;
    [[nodiscard]] std::optional<int> markedKey(const ProcessInfo &orphan) const;
    void reapAdopted();
    void reapStrays();
    void endLeftovers();
    void killStrays();
    void announceStrays();
    void announceSessions();
    [[nodiscard]] QList<int> takeEnded();
    void announceEnds(const QList<int> &over);

    QByteArray m_instance;
    Cgroups m_groups;
    TreeTable m_table;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_lookEndMs = 0;
    qint64 m_lookTookMs = 0;
    qint64 m_dueMs = -1;
    // A look at the table, and a signal, need two; ending trees must not wait for others to close
    // theirs.
    std::array<UniqueFd, 2> m_descriptors;
    QHash<int, Ending> m_endings;
    QHash<pid_t, Zombie> m_zombies; // ended children that may yet be a QProcess's
    QSet<pid_t> m_sessions;
    QSet<qint64> m_strays; // that were announced
    bool m_endingStrays = false;
};

} // namespace qilin
