// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/base/result.h"
#include "core/base/snapshot.h"
#include "core/cluster/primary.h"
#include "core/config/config.h"
#include "core/output/appoutput.h"
#include "core/pool/agenda.h"
#include "core/pool/appsockets.h"
#include "core/pool/generations.h"
#include "core/pool/hookrunner.h"
#include "core/pool/memoryguard.h"
#include "core/pool/reloads.h"
#include "core/pool/schedule.h"
#include "core/watch/watcher.h"
#include "core/worker/launch.h"

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
        Outlets &outlets;
        std::function<int()> nextHook; // names the tree of a hook; never one of the ids
        std::function<QStringList(const AppConfig &)> awaited; // it depends on, and are not up
        std::function<bool(const AppConfig &)> mayStop;        // what depends on it is gone
        std::function<AppTotals &(const QString &app)> totals; // outlive all applications
    };

    Application(const Config &config, const AppConfig &app, const Services &services,
                QObject *parent = nullptr);
    ~Application() override;

    const AppConfig &config() const { return m_app; }
    int wanted() const; // workers; 0 while stopped by request

    // Takes the addresses of "listen"; the error names the place in the configuration. Else it is
    // tried with each worker's start.
    [[nodiscard]] Result<> openSockets();
    void launch();  // once; what it depends on is waited for
    void advance(); // what it waits for elsewhere may have come about
    // A changed configuration: what needs no restart takes effect, the rest by a reload; while
    // stopped, all of it with the next start().
    void apply(const Config &config, const AppConfig &app, bool needsReload);
    QStringList
    waitingKeys() const; // of what was applied: those that wait for the daemon's restart
    void leave();        // gracefully, leads to gone(); for good
    void kill();         // at once, leads to gone()
    void findLogFile();  // anew: a link on the way to it may have been changed

    // What users ask for; see Operations. Any time, any number: the last intent wins, a Reply may
    // end with an Error that says what came between.
    void reload(const QString &reason, const QStringList &files, Reply done);
    void start(Reply done);
    void stop(Reply done);
    void scale(int workers, Reply done);
    void restart(int worker, Reply done);
    bool has(int worker) const;
    bool willRun() const;   // neither is nor is to be stopped
    bool isServing() const; // will run, and is up or has done its work
    bool isGone() const { return m_generations.isGone(); } // no process is left

    // Replaces a worker whose tree holds more than max_memory. held: MB of 2^20 bytes, by key.
    void limitMemory(const std::function<double(int key)> &held);

    bool isReady() const; // all workers are up, or none is wanted
    AppSnapshot snapshot() const;
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const; // of the process trees that exist

signals:
    void changed();
    void started(); // all workers are up for the first time since the launch or a start
    void problem(const qilin::Problem &problem);
    void printed(int worker, qilin::Stream stream, QByteArrayView lines); // unless silent
    void workerEvent(const qilin::WorkerEvent &event);
    void reloadEvent(const qilin::ReloadEvent &event);
    void gone(); // after leave() or kill(); last signal

private:
    Agenda::Hooks hooks();
    void begin(const Intent &intent, const Reply &end);
    std::optional<Result<>> outcome(const Intent &intent) const;
    Standing standing() const;
    QString stoppedText() const;

    void startCounting();
    void countReload(const Result<> &result);
    void updateCrew();
    void onFileChanged();
    void beginGeneration();
    void forgetGenerations(); // those of which no worker is started any more
    void renewGenerations();
    AppConfig configOf(int generation) const; // of its workers that start from now on
    std::unique_ptr<WorkerProcess> makeProcess(int id, int generation, bool isParked);
    Result<Launch> withSockets(Result<Launch> launch, int generation);
    std::unique_ptr<Rollout> makeRollout();
    void serve();
    void quiesce(const QString &why);
    void halt(const QString &why);
    void leaveIfLast();
    void onReloadStarted();
    void onChanged();
    void onSwitched();
    void switchTo(std::unique_ptr<Pool> pool);
    void onFinished(const Result<> &result);
    void onWorkerFailed(int id, const Failure &failure);
    int generationOf(int worker) const; // 0: there is no such worker
    void trimListeners();
    AppState state() const;

    Config m_config;
    const AppConfig m_began; // the configuration it was made with
    AppConfig m_app;
    const Services m_services;
    AppTotals &m_totals; // of all that ever had its name
    AppOutput m_output;
    const int m_color;
    Primary m_primary;
    AppSockets m_sockets; // of the key listen; before those that use them
    Watcher m_watcher;
    Crew m_crew;
    Generations m_generations;
    Reloads m_reloads;
    Agenda m_agenda;
    Schedule m_schedule;
    HookRunner m_hooks;
    MemoryGuard m_memory;
    std::optional<int> m_scaledTo; // workers, in place of the configuration's
    int m_generation = 0;
    QMap<int, AppConfig> m_startedAs; // by generation: those that may still start workers
    bool m_hasBeenUp = false;
    bool m_hasListenersToTrim = false;
    QTimer m_timeToListen;    // of new code; what it does not listen on stays open as long
    bool m_isStopped = false; // by request
    bool m_isLeaving = false;
    bool m_isHalted = false; // and so are its workers
    bool m_isGone = false;
};

} // namespace qilin
