// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/snapshot.h"
#include "core/cluster/primary.h"
#include "core/config/config.h"
#include "core/pool/reloads.h"
#include "core/watch/watcher.h"

namespace qilin {

class TreeKeeper;

// One application of the configuration: its workers over all generations, its sockets, its watched
// files. Owns them.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    // What all applications of a daemon share; outlives them.
    struct Services
    {
        TreeKeeper &trees;
        std::function<int()> nextId; // ids of workers, over all applications
        QString preload;             // path of the preload script for Node; empty: none
    };

    Application(const Config &config, const AppConfig &app, const Services &services,
                QObject *parent = nullptr);
    ~Application() override;

    const AppConfig &config() const { return m_app; }

    void start(); // once
    // Reply with an Error when the old workers were kept, with the reason.
    void reload(const QString &reason, const QStringList &files, Reply done);
    // A changed configuration: what needs no restart takes effect, the rest by a reload.
    void apply(const Config &config, const AppConfig &app, bool needsReload);
    void stop(); // gracefully, leads to gone(); for good
    void kill(); // at once, leads to gone()

    bool isUp() const;
    bool isGone() const;
    AppSnapshot snapshot() const;
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const; // of the process trees that exist

signals:
    void changed();
    void started(); // all workers are up for the first time
    void problem(const qilin::Problem &problem);
    void line(int worker, qilin::Stream stream, const QByteArray &text);
    void gone(); // after stop() or kill(); last signal

private:
    void updateCrew();
    std::unique_ptr<WorkerProcess> makeProcess(int id, bool isParked);
    std::unique_ptr<Rollout> makeRollout();
    void adopt(std::unique_ptr<Pool> pool); // now serves
    void dismiss(std::unique_ptr<Pool> pool);
    void onChanged();
    void onSwitched();
    void onFinished(const Result<> &result);
    void onWorkerFailed(int id, const Failure &failure);
    void dropGonePools();
    void trimListeners();
    AppState state() const;

    Config m_config;
    AppConfig m_app;
    const Services m_services;
    Primary m_primary;
    Watcher m_watcher;
    Crew m_crew;
    std::unique_ptr<Pool> m_serving;
    std::vector<std::unique_ptr<Pool>> m_retiring;
    Reloads m_reloads;
    int m_generation = 0;
    bool m_hasBeenUp = false;
    bool m_hasListenersToTrim = false;
    QTimer m_timeToListen; // of new code; what it does not listen on stays open as long
    bool m_isStopping = false;
    bool m_isGone = false;
};

} // namespace qilin
