// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/snapshot.h"

#include "core/base/snapshotjson.h"

#include <QJsonArray>
#include <QMetaEnum>

#include <cmath>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

template <typename Enum>
QString lowerName(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value))).toLower();
}

double twoDecimals(double value)
{
    return std::round(value * 100) / 100;
}

QJsonObject uptimeJson(qint64 seconds)
{
    return {{u"days"_s, seconds / 86400},
            {u"hours"_s, seconds / 3600 % 24},
            {u"minutes"_s, seconds / 60 % 60},
            {u"seconds"_s, seconds % 60}};
}

QJsonObject workerJson(const WorkerSnapshot &worker)
{
    QJsonObject json{
        {u"pid"_s, worker.pid},
        {u"cpu"_s, twoDecimals(worker.cpu)},
        {u"mem"_s, twoDecimals(worker.mem)},
        {u"id"_s, worker.id},
        {u"app"_s, worker.app},
        {u"state"_s, stateName(worker.state)},
        {u"generation"_s, worker.generation},
        {u"uptime"_s, worker.uptime},
        {u"restarts"_s, worker.restarts},
        {u"connections"_s, worker.connections ? QJsonValue(*worker.connections) : QJsonValue()},
        {u"spare"_s, worker.isSpare}};
    if (!worker.status.isEmpty())
        json[u"status"_s] = worker.status;
    if (worker.failure)
        json[u"failure"_s] = toJson(*worker.failure);
    return json;
}

QJsonObject logFileJson(const LogFileSnapshot &file)
{
    return {{u"path"_s, file.path},
            {u"dropped_lines"_s, file.dropped},
            {u"failure"_s, file.failure.isEmpty() ? QJsonValue() : QJsonValue(file.failure)}};
}

QJsonObject masterJson(const MasterSnapshot &master)
{
    QJsonArray strays;
    for (const qint64 pid : master.strays)
        strays.append(pid);
    return {{u"pid"_s, master.pid},
            {u"cpu"_s, twoDecimals(master.cpu)},
            {u"mem"_s, twoDecimals(master.mem)},
            {u"uptime"_s, uptimeJson(master.uptime)},
            {u"version"_s, master.version},
            {u"strays"_s, strays},
            {u"dropped_lines"_s, master.dropped},
            {u"trees"_s, master.trees}};
}

QJsonObject appJson(const AppSnapshot &app)
{
    QJsonObject json{{u"name"_s, app.name},
                     {u"state"_s, stateName(app.state)},
                     {u"workers"_s, app.workers},
                     {u"spare_workers"_s, app.spares},
                     {u"parked"_s, app.parked},
                     {u"generation"_s, app.generation},
                     {u"watching"_s, app.watching},
                     {u"watch_backend"_s, app.watchBackend},
                     {u"listening"_s, QJsonArray::fromStringList(app.listening)},
                     {u"last_reload"_s, QJsonValue()}};
    if (!app.waitingFor.isEmpty())
        json[u"waiting_for"_s] = QJsonArray::fromStringList(app.waitingFor);
    if (app.lastReload)
        json[u"last_reload"_s] = toJson(*app.lastReload);
    if (app.failure)
        json[u"failure"_s] = toJson(*app.failure);
    if (app.logFile)
        json[u"log_file"_s] = logFileJson(*app.logFile);
    return json;
}

qint64 uptimeFromJson(const QJsonValue &json)
{
    return json[u"days"_s].toInteger() * 86400 + json[u"hours"_s].toInteger() * 3600
           + json[u"minutes"_s].toInteger() * 60 + json[u"seconds"_s].toInteger();
}

MasterSnapshot masterFromJson(const QJsonValue &json)
{
    MasterSnapshot master{json[u"pid"_s].toInteger(),
                          json[u"cpu"_s].toDouble(),
                          json[u"mem"_s].toDouble(),
                          uptimeFromJson(json[u"uptime"_s]),
                          json[u"version"_s].toString(),
                          {},
                          json[u"dropped_lines"_s].toInteger(),
                          json[u"trees"_s].toString()};
    const QJsonArray strays = json[u"strays"_s].toArray();
    for (const auto &pid : strays)
        master.strays.append(pid.toInteger());
    return master;
}

WorkerSnapshot workerFromJson(const QJsonValue &json)
{
    WorkerSnapshot worker;
    worker.id = json[u"id"_s].toInt();
    worker.pid = json[u"pid"_s].toInteger();
    worker.cpu = json[u"cpu"_s].toDouble();
    worker.mem = json[u"mem"_s].toDouble();
    worker.app = json[u"app"_s].toString();
    worker.state = workerStateFromJson(json[u"state"_s]);
    worker.generation = json[u"generation"_s].toInt();
    worker.uptime = json[u"uptime"_s].toInteger();
    worker.restarts = json[u"restarts"_s].toInt();
    if (json[u"connections"_s].isDouble())
        worker.connections = json[u"connections"_s].toInt();
    worker.status = json[u"status"_s].toString();
    worker.failure = failureFromJson(json[u"failure"_s]);
    worker.isSpare = json[u"spare"_s].toBool();
    return worker;
}

AppSnapshot appFromJson(const QJsonValue &json)
{
    AppSnapshot app;
    app.name = json[u"name"_s].toString();
    app.state = appStateFromJson(json[u"state"_s]);
    app.workers = json[u"workers"_s].toInt();
    app.spares = json[u"spare_workers"_s].toInt();
    app.parked = json[u"parked"_s].toInt();
    app.generation = json[u"generation"_s].toInt();
    app.waitingFor = stringsFromJson(json[u"waiting_for"_s]);
    app.watching = json[u"watching"_s].toInt();
    app.watchBackend = json[u"watch_backend"_s].toString();
    app.listening = stringsFromJson(json[u"listening"_s]);
    if (json[u"last_reload"_s].isObject())
        app.lastReload = reloadFromJson(json[u"last_reload"_s].toObject());
    app.failure = failureFromJson(json[u"failure"_s]);
    if (const QJsonValue file = json[u"log_file"_s]; file.isObject()) {
        app.logFile = {file[u"path"_s].toString(), file[u"dropped_lines"_s].toInteger(),
                       file[u"failure"_s].toString()};
    }
    return app;
}

} // namespace

QString stateName(WorkerState state)
{
    return lowerName(state);
}

QString stateName(AppState state)
{
    return lowerName(state);
}

QJsonObject toJson(const Snapshot &snapshot)
{
    double cpu = snapshot.master.cpu;
    double mem = snapshot.master.mem;
    QJsonArray workers;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        cpu += worker.cpu;
        mem += worker.mem;
        workers.append(workerJson(worker));
    }
    QJsonArray apps;
    for (const AppSnapshot &app : snapshot.apps)
        apps.append(appJson(app));
    return {{u"master"_s, masterJson(snapshot.master)},
            {u"workers"_s, workers},
            {u"total"_s, QJsonObject{{u"cpu"_s, twoDecimals(cpu)}, {u"mem"_s, twoDecimals(mem)}}},
            {u"apps"_s, apps}};
}

std::optional<Snapshot> snapshotFromJson(const QJsonObject &json)
{
    if (!json[u"master"_s].isObject() || !json[u"workers"_s].isArray()
        || !json[u"apps"_s].isArray())
        return std::nullopt;
    Snapshot snapshot;
    snapshot.master = masterFromJson(json[u"master"_s]);
    const QJsonArray workers = json[u"workers"_s].toArray();
    for (const auto &worker : workers)
        snapshot.workers.append(workerFromJson(worker));
    const QJsonArray apps = json[u"apps"_s].toArray();
    for (const auto &app : apps)
        snapshot.apps.append(appFromJson(app));
    return snapshot;
}

} // namespace qilin
