// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/metrics.h"

#include "core/control/exposition.h"

#include <QMetaEnum>
#include <QSet>

#include <map>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

using Type = Exposition::Type;
using Figure = std::optional<double>; // none: it is not known

constexpr double kBytesOfMegabyte = 1 << 20;

// One family with at most one figure a row.
template <typename Row>
struct Family
{
    const char *name;
    Type type;
    const char *help;
    Figure (*of)(const Row &row);
};

double secondsOf(qint64 ms)
{
    return double(ms) / 1000;
}

// Only of those that have a process: what is not measured any more would seem to fall to 0.
template <double (*figure)(const WorkerSnapshot &)>
Figure ofProcess(const WorkerSnapshot &worker)
{
    return worker.pid == 0 ? Figure() : figure(worker);
}

double cpuOf(const WorkerSnapshot &worker)
{
    return secondsOf(worker.cpuMs);
}

double memoryOf(const WorkerSnapshot &worker)
{
    return worker.mem * kBytesOfMegabyte;
}

double uptimeOf(const WorkerSnapshot &worker)
{
    return double(worker.uptime);
}

// clang-format off
const Family<MasterSnapshot> kDaemon[] = {
    {"qilin_daemon_start_time_seconds", Type::Gauge, "When the daemon started, in seconds since 1970.",
     [](const MasterSnapshot &daemon) -> Figure { return secondsOf(daemon.startedMs); }},
    {"qilin_daemon_cpu_seconds_total", Type::Counter, "Processor time that the daemon itself has used.",
     [](const MasterSnapshot &daemon) -> Figure { return secondsOf(daemon.cpuMs); }},
    {"qilin_daemon_resident_bytes", Type::Gauge, "Resident memory of the daemon itself.",
     [](const MasterSnapshot &daemon) -> Figure { return daemon.mem * kBytesOfMegabyte; }},
    {"qilin_daemon_event_clients", Type::Gauge, "Clients that follow /events.",
     [](const MasterSnapshot &daemon) -> Figure { return daemon.followers; }},
    {"qilin_daemon_strays", Type::Gauge, "Processes that some worker left and nothing assigns to it.",
     [](const MasterSnapshot &daemon) -> Figure { return double(daemon.strays.size()); }},
    {"qilin_daemon_log_lines_dropped_total", Type::Counter,
     "Lines that nobody read in time from the daemon's stdout and stderr.",
     [](const MasterSnapshot &daemon) -> Figure { return double(daemon.dropped); }},
};

const Family<AppSnapshot> kApps[] = {
    {"qilin_app_workers_wanted", Type::Gauge, "Workers that are wanted; 0 while the application is stopped.",
     [](const AppSnapshot &app) -> Figure { return app.workers; }},
    {"qilin_app_spare_workers", Type::Gauge, "Spare workers that wait, booted and parked.",
     [](const AppSnapshot &app) -> Figure { return app.parked; }},
    {"qilin_app_spare_workers_wanted", Type::Gauge, "Spare workers that are wanted.",
     [](const AppSnapshot &app) -> Figure { return app.spares; }},
    {"qilin_app_generation", Type::Gauge, "The newest generation that serves.",
     [](const AppSnapshot &app) -> Figure { return app.generation; }},
    {"qilin_app_cpu_seconds_total", Type::Counter,
     "Processor time of the process trees of all workers, also of those that are gone.",
     [](const AppSnapshot &app) -> Figure { return secondsOf(app.totals.cpuMs); }},
    {"qilin_app_worker_restarts_total", Type::Counter, "Workers that died and were followed by another.",
     [](const AppSnapshot &app) -> Figure { return double(app.totals.restarts); }},
    {"qilin_app_worker_failures_total", Type::Counter, "Workers that died unasked, those of failed reloads too.",
     [](const AppSnapshot &app) -> Figure { return double(app.totals.failures); }},
    {"qilin_app_last_reload_successful", Type::Gauge, "Whether the last reload ended well.",
     [](const AppSnapshot &app) -> Figure {
         return app.totals.lastReload ? Figure(app.totals.lastReload->hasSucceeded) : Figure();
     }},
    {"qilin_app_last_reload_timestamp_seconds", Type::Gauge, "When the last reload ended, in seconds since 1970.",
     [](const AppSnapshot &app) -> Figure {
         return app.totals.lastReload ? Figure(secondsOf(app.totals.lastReload->at.toMSecsSinceEpoch())) : Figure();
     }},
    {"qilin_app_watched_files", Type::Gauge, "Files and directories that are watched.",
     [](const AppSnapshot &app) -> Figure { return app.watching; }},
    {"qilin_app_log_lines_dropped_total", Type::Counter,
     "Lines that the application printed and that were not written.",
     [](const AppSnapshot &app) -> Figure { return double(app.totals.dropped); }},
    {"qilin_app_log_file_writable", Type::Gauge, "Whether log_file can be written.",
     [](const AppSnapshot &app) -> Figure {
         return app.logFile ? Figure(app.logFile->failure.isEmpty()) : Figure();
     }},
    {"qilin_app_worker_memory_limit_bytes", Type::Gauge, "max_memory: a worker above it is replaced.",
     [](const AppSnapshot &app) -> Figure { return app.maxMemory ? Figure(double(*app.maxMemory)) : Figure(); }},
};

const Family<WorkerSnapshot> kWorkers[] = {
    {"qilin_worker_cpu_seconds_total", Type::Counter, "Processor time that the worker's process tree has used.",
     ofProcess<cpuOf>},
    {"qilin_worker_resident_bytes", Type::Gauge, "Resident memory of the worker's process tree.",
     ofProcess<memoryOf>},
    {"qilin_worker_uptime_seconds", Type::Gauge, "Time since the worker's process started.", ofProcess<uptimeOf>},
    {"qilin_worker_restarts_total", Type::Counter,
     "How often the place that this worker fills was filled again after a death.",
     [](const WorkerSnapshot &worker) -> Figure { return worker.restarts; }},
    {"qilin_worker_generation", Type::Gauge, "The reload that started the worker; 1: the start of the daemon.",
     [](const WorkerSnapshot &worker) -> Figure { return worker.generation; }},
    {"qilin_worker_connections_total", Type::Counter, "Connections handed to the worker; known in round robin only.",
     [](const WorkerSnapshot &worker) -> Figure {
         return worker.connections ? Figure(*worker.connections) : Figure();
     }},
};
// clang-format on

template <typename Row, size_t count>
void write(Exposition &out, const Family<Row> (&families)[count], const QList<Row> &rows,
           const QList<QByteArray> &labels)
{
    for (const Family<Row> &family : families) {
        out.begin(family.name, family.type, family.help);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (const Figure figure = family.of(rows[i]))
                out.add(labels[i], *figure);
        }
    }
}

template <typename State>
const QList<State> &allStates()
{
    static const QList<State> states = [] {
        QList<State> all;
        const QMetaEnum names = QMetaEnum::fromType<State>();
        for (int i = 0; i < names.keyCount(); ++i)
            all.append(State(names.value(i)));
        return all;
    }();
    return states;
}

QByteArray with(const QByteArray &labels, const char *name, const QString &value)
{
    return labels + ',' + metricLabel(name, value);
}

// One application is there twice while what was removed from the configuration and added again is
// not gone; the first is the one that serves.
QList<AppSnapshot> distinct(const QList<AppSnapshot> &apps)
{
    QSet<QString> names;
    QList<AppSnapshot> firsts;
    for (const AppSnapshot &app : apps) {
        if (!names.contains(app.name))
            firsts.append(app);
        names.insert(app.name);
    }
    return firsts;
}

void writeStates(Exposition &out, const QList<AppSnapshot> &apps, const QList<QByteArray> &labels)
{
    out.begin("qilin_app_state", Type::Gauge, "1 for the state that the application is in.");
    for (qsizetype i = 0; i < apps.size(); ++i) {
        for (const AppState state : allStates<AppState>())
            out.add(with(labels[i], "state", stateName(state)), apps[i].state == state);
    }
}

void writeWorkerCounts(Exposition &out, const QList<AppSnapshot> &apps,
                       const QList<QByteArray> &labels, const QList<WorkerSnapshot> &workers)
{
    std::map<std::pair<QString, WorkerState>, int> counts;
    for (const WorkerSnapshot &worker : workers)
        ++counts[{worker.app, worker.state}];
    out.begin("qilin_app_workers", Type::Gauge, "Workers in each state, spare ones too.");
    for (qsizetype i = 0; i < apps.size(); ++i) {
        for (const WorkerState state : allStates<WorkerState>()) {
            out.add(with(labels[i], "state", stateName(state)), counts[{apps[i].name, state}]);
        }
    }
}

void writeReloads(Exposition &out, const QList<AppSnapshot> &apps, const QList<QByteArray> &labels)
{
    out.begin("qilin_app_reloads_total", Type::Counter,
              "Reloads that have ended, by their result.");
    for (qsizetype i = 0; i < apps.size(); ++i) {
        const AppTotals &totals = apps[i].totals;
        out.add(with(labels[i], "result", u"ok"_s), double(totals.reloadsOk));
        out.add(with(labels[i], "result", u"failed"_s), double(totals.reloadsFailed));
        out.add(with(labels[i], "result", u"cancelled"_s), double(totals.reloadsCancelled));
    }
    out.begin("qilin_app_reload_duration_seconds", Type::Histogram,
              "How long reloads took that ended well.");
    for (qsizetype i = 0; i < apps.size(); ++i)
        out.add(labels[i], apps[i].totals.reloadTook);
}

void writeBackends(Exposition &out, const QList<AppSnapshot> &apps, const QList<QByteArray> &labels)
{
    out.begin("qilin_app_watch_backend", Type::Gauge,
              "1 for each way in which changes of watched files are noticed.");
    for (qsizetype i = 0; i < apps.size(); ++i) {
        const QStringList used
            = apps[i].watching > 0 ? apps[i].watchBackend.split(u'+') : QStringList();
        for (const QString &backend : {u"inotify"_s, u"polling"_s})
            out.add(with(labels[i], "backend", backend), used.contains(backend));
    }
}

} // namespace

QByteArray metricsText(const Snapshot &snapshot)
{
    Exposition out;
    out.begin("qilin_daemon_build_info", Type::Gauge, "1; its labels name the version.");
    out.add(metricLabel("version", snapshot.master.version), 1);
    write<MasterSnapshot>(out, kDaemon, {snapshot.master}, {QByteArray()});

    const QList<AppSnapshot> apps = distinct(snapshot.apps);
    QList<QByteArray> appLabels;
    for (const AppSnapshot &app : apps)
        appLabels.append(metricLabel("app", app.name));
    writeStates(out, apps, appLabels);
    writeWorkerCounts(out, apps, appLabels, snapshot.workers);
    write(out, kApps, apps, appLabels);
    writeReloads(out, apps, appLabels);
    writeBackends(out, apps, appLabels);

    QList<QByteArray> workerLabels;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        workerLabels.append(
            with(metricLabel("app", worker.app), "worker", QString::number(worker.id)));
    }
    write(out, kWorkers, snapshot.workers, workerLabels);
    return out.text();
}

} // namespace qilin
