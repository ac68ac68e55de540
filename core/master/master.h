// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"
#include "core/config/diff.h"
#include "core/master/eventfeed.h"
#include "core/master/operations.h"
#include "core/output/logbook.h"
#include "core/output/outlets.h"
#include "core/platform/treekeeper.h"
#include "core/pool/application.h"
#include "core/stats/history.h"
#include "core/stats/sampler.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace qilin {

// All applications of one daemon, and what clients may ask of them. Owns the applications, the
// keeper of their process trees and the sampler.
class Master final : public QObject, public Operations
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Master)

public:
    // preload: path of the preload script for Node workers; empty: none. console must outlive it.
    Master(const Config &config, const QString &preload, Console &console,
           QObject *parent = nullptr);
    ~Master() override;

    // Takes the addresses of all "listen" keys. The error names address and place. Before start().
    [[nodiscard]] Result<> open();
    void start(); // once
    // The configuration has changed. Only what differs is touched.
    void apply(const Config &config);
    int reopenLogFiles(); // how many there are
    void stop();          // gracefully; leads to finished()
    void kill();          // at once; leads to finished()
    TreeKeeper &trees() { return m_trees; }

    Snapshot snapshot() const override;
    bool isReady() const override;
    QStringList appNames() const override;
    EventFeed &events() override { return m_events; }
    QList<LogLine> logs(const QString &app, std::optional<int> worker, int lines) const override;
    History history(const QString &app, std::optional<int> worker,
                    std::chrono::seconds span) const override;
    void reload(const QString &app, const QString &reason, Reply done) override;
    void restart(int worker, Reply done) override;
    void scale(const QString &app, int workers, Reply done) override;
    void stop(const QString &app, Reply done) override;
    void start(const QString &app, Reply done) override;
    void quit(Reply done) override;

signals:
    void changed();
    void ready(); // every application is up, for the first time
    void appStarted(const QString &name, int workers); // all its workers are up for the first time
    void problemOccurred(const qilin::Problem &problem);
    void quitRequested();
    void finished(); // after stop() or kill(): no process is left

private:
    Application *add(const AppConfig &app);
    Application *find(const QString &name) const;
    void onChanged();
    void onGone(Application *app);
    void finish();
    void onStrays(const QList<qint64> &pids);
    void onPrinted(const QString &app, int worker, Stream stream, QByteArrayView lines);
    void sample();
    void tick();

    // In which order applications start and stop: order.cpp.
    QStringList awaitedBy(const AppConfig &app) const;
    bool mayStop(const AppConfig &app) const;
    void startInOrder(Application *app, Reply done);
    void stopInOrder(Application *app, Reply done);
    Reply within(std::chrono::milliseconds patience, const QString &otherwise, const Reply &done);
    void advanceSoon();
    void advance();

    // Those a request with that name means (all: empty), and done to be called by each of them.
    // None: it has been answered.
    std::vector<Application *> meant(const QString &name, Reply &done) const;

    Config m_config;
    TreeKeeper m_trees;
    Sampler m_sampler;
    UsageHistory m_history;
    LogBook m_logs;
    EventFeed m_events;
    std::map<QString, AppTotals> m_totals; // by name; also of applications that are gone
    Outlets m_outlets;
    int m_lastId = 0;
    int m_lastHook = 1 << 30; // far from the ids of workers
    Application::Services m_services;
    std::vector<std::unique_ptr<Application>> m_apps;    // of the configuration, in its order
    std::vector<std::unique_ptr<Application>> m_leaving; // removed from it, not gone
    QHash<QString, QStringList> m_stoppedWith; // by a stop of that one; they start again with it
    QTimer m_tick;
    QTimer m_soon;
    QTimer m_strayPatience; // at the end
    QTimer m_advance;
    QElapsedTimer m_clock;
    const qint64 m_startedMs;
    bool m_hasBeenReady = false;
    bool m_isStopping = false;
    bool m_isFinished = false;
};

} // namespace qilin
