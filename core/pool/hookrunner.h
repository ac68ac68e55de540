// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/config/config.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace qilin {

class HookRun;
class Outlets;
class TreeKeeper;

// Runs the programs of the key "hooks" of one application, each with its event as JSON on standard
// input, as a worker would run: same directory, environment and rights. A few at once, some more
// wait, the rest is dropped; one that takes too long is ended with all that it has started. Nothing
// else waits for them. Owns them.
class HookRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HookRunner)

public:
    static constexpr size_t kAtOnce = 4;
    static constexpr size_t kWaiting = 16;

    // nextKey: names a process tree that no worker has.
    HookRunner(TreeKeeper &trees, std::function<int()> nextKey, Outlets &outlets,
               QObject *parent = nullptr);
    ~HookRunner() override;

    // For those that start from now on.
    void setPlan(const Config &config, const AppConfig &app);
    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; }

    void onWorker(const WorkerEvent &event); // those with a failure
    void onReload(const ReloadEvent &event); // those that have finished

    // What waits is dropped, what runs has a second to end. For good; leads to idle().
    void end();
    void kill();                                                 // at once
    [[nodiscard]] bool isIdle() const { return m_runs.empty(); } // no process is left

signals:
    void idle();

private:
    struct Call
    {
        QString hook;
        QByteArray input;
    };

    void add(const QString &hook, const QJsonObject &event);
    void startNext();
    void start(const Call &call);
    void drop(HookRun *run);
    void tellDropped();

    TreeKeeper &m_trees;
    const std::function<int()> m_nextKey;
    Outlets &m_outlets;
    Config m_config;
    AppConfig m_app;
    std::chrono::milliseconds m_deadline{30000};
    std::deque<Call> m_waiting;
    std::vector<std::unique_ptr<HookRun>> m_runs;
    int m_dropped = 0;
    bool m_isEnding = false;
};

} // namespace qilin
