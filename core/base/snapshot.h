// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/apptotals.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// The values that /info carries and every client shows: plain data, one toJson and one way back.
// What is marked so stands in /metrics alone and is not part of the JSON.
// Names and shapes: the README's section on the control API.
namespace qilin {
Q_NAMESPACE

// Its JSON name is the enumerator in lower case.
enum class WorkerState { Starting, Parked, Up, Retiring, Exited, Failed };
Q_ENUM_NS(WorkerState)

// Up: every wanted worker is up. Degraded: some are not, or the newest code fails. Exited: all have
// done their work and ended with 0.
enum class AppState { Starting, Up, Reloading, Degraded, Stopping, Stopped, Exited };
Q_ENUM_NS(AppState)

[[nodiscard]] QString stateName(WorkerState state);
[[nodiscard]] QString stateName(AppState state);

// Why a worker is down, and what happens next.
struct Failure
{
    QString reason;          // "exited with code 1 after 0.2 s"
    std::optional<int> code; // exit code, if it exited
    QString signal;          // "SIGKILL", if a signal ended it
    qint64 nextTryMs = 0;    // until the next start, counted from the failure; less than 0: none
    QStringList output;      // its last lines
};

struct WorkerSnapshot
{
    int id = 0;
    qint64 pid = 0; // 0 while there is no process
    double cpu = 0; // percent of one processor, whole process tree
    double mem = 0; // MB of 2^20 bytes, resident, whole process tree
    QString app;
    WorkerState state = WorkerState::Starting;
    int generation = 0;
    qint64 uptime = 0; // s since its process started
    int restarts = 0;  // how often this place among the workers was filled again after a death
    std::optional<int> connections; // handed to it so far; known in round robin only
    QString status;                 // what it says of itself by NOTIFY_SOCKET; empty: nothing
    std::optional<Failure> failure;
    bool isSpare = false; // beside the wanted workers, parked until one of them dies
    qint64 cpuMs = 0;     // /metrics: processor time so far, whole process tree
};

struct ReloadSnapshot
{
    QDateTime at;
    QString result; // "OK" or why the old generation was kept
    qint64 tookMs = 0;
    QString reason; // "file", "request", "signal", "config"
    QStringList files;
};

// The state of an application's log_file.
struct LogFileSnapshot
{
    QString path;
    qint64 dropped = 0; // lines, since the daemon's start
    QString failure;    // why it cannot be written; empty while it can
};

struct AppSnapshot
{
    QString name;
    AppState state = AppState::Starting;
    int workers = 0;       // wanted
    int generation = 0;    // the newest that serves
    int watching = 0;      // files and directories
    QStringList listening; // "127.0.0.1:3000", "unix:/run/x"; of listen and Node workers
    QString watchBackend;  // "inotify", "polling", "inotify+polling"; empty before the first scan
    std::optional<ReloadSnapshot> lastReload;
    std::optional<Failure> failure; // of the newest generation, while it fails
    int spares = 0;                 // spare workers wanted, beside workers
    int parked = 0;                 // those of them that wait
    QStringList waitingFor;         // applications that must be up before it is started
    std::optional<LogFileSnapshot> logFile = std::nullopt;
    AppTotals totals = {};                          // /metrics
    std::optional<qint64> maxMemory = std::nullopt; // /metrics: bytes, of each worker
};

struct MasterSnapshot
{
    qint64 pid = 0;
    double cpu = 0;
    double mem = 0;
    qint64 uptime = 0; // s
    QString version;
    QList<qint64> strays; // pids of what some worker left, nobody knows which; ended at quit
    qint64 dropped = 0;   // lines that nobody read in time from its stdout and stderr
    QString trees;        // what tells whose a process is at the latest: "cgroup" or "tag"
    qint64 cpuMs = 0;     // /metrics: processor time so far
    qint64 startedMs = 0; // /metrics: since 1970, UTC
    int followers = 0;    // /metrics: clients of /events
};

struct Snapshot
{
    MasterSnapshot master;
    QList<WorkerSnapshot> workers;
    QList<AppSnapshot> apps;
};

// The value of "result" in an answer to /info.
[[nodiscard]] QJsonObject toJson(const Snapshot &snapshot);

// Nothing where this is no value of /info (no master, workers and apps). A single field that is
// missing keeps its default, so that an older or newer daemon's answer can be read.
[[nodiscard]] std::optional<Snapshot> snapshotFromJson(const QJsonObject &json);

// Something a user should hear of, with what happens next.
struct Problem
{
    QString app;
    QString text;
};

} // namespace qilin
