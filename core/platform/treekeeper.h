// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <vector>

namespace qilin {

// Knows which processes belong to which worker's tree, and ends whole trees.
// A process belongs to worker K when it descends from K's leader, is in K's session or group, once
// was seen to do so (pid and start time), or carries K's marker in its environment.
// This process is the subreaper of all of them (prctl(2) PR_SET_CHILD_SUBREAPER), so that one whose
// parent has gone becomes our child: it is attributed as above and reaped here.
class TreeKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TreeKeeper)

public:
    // The environment variable whose value names daemon and worker: QILIN_WORKER=INSTANCE-KEY.
    static constexpr char kMarkerName[] = "QILIN_WORKER";

    explicit TreeKeeper(QObject *parent = nullptr);
    ~TreeKeeper() override;

    [[nodiscard]] QByteArray marker(int key) const; // the value for a worker's environment

    // From the start of the leader (which called setsid(2)) until release(key).
    void track(int key, pid_t leader);
    // The leader was reaped by its owner; its pid may be reused from now on.
    void leaderGone(int key);
    void release(int key);

    // SIGTERM to what is in the tree now, SIGKILL after graceMs (0: at once), again and again
    // until nothing is left; then gone(key). The leader too, if it is still there.
    void endTree(int key, int graceMs);
    // A signal to every member now.
    void signalTree(int key, int signal);

    // Attributes a fresh table; the sampler passes its own so that a tick costs one pass.
    void update(const std::vector<ProcessInfo> &processes);
    [[nodiscard]] std::vector<pid_t> members(int key) const; // of the last update

    // Ends every child of this process that belongs to no tree; SIGKILL at once. For quit.
    void endStrays();

signals:
    void gone(int key);
};

} // namespace qilin
