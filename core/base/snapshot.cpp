// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/snapshot.h"

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

QJsonObject failureJson(const Failure &failure)
{
    return {{u"reason"_s, failure.reason},
            {u"code"_s, failure.code ? QJsonValue(*failure.code) : QJsonValue()},
            {u"signal"_s, failure.signal.isEmpty() ? QJsonValue() : QJsonValue(failure.signal)},
            {u"next_try_ms"_s, failure.nextTryMs},
            {u"output"_s, QJsonArray::fromStringList(failure.output)}};
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
        {u"connections"_s, worker.connections ? QJsonValue(*worker.connections) : QJsonValue()}};
    if (worker.failure)
        json[u"failure"_s] = failureJson(*worker.failure);
    return json;
}

QJsonObject appJson(const AppSnapshot &app)
{
    QJsonObject json{{u"name"_s, app.name},           {u"state"_s, stateName(app.state)},
                     {u"workers"_s, app.workers},     {u"generation"_s, app.generation},
                     {u"watching"_s, app.watching},   {u"watch_backend"_s, app.watchBackend},
                     {u"last_reload"_s, QJsonValue()}};
    if (app.lastReload) {
        const ReloadSnapshot &reload = *app.lastReload;
        json[u"last_reload"_s]
            = QJsonObject{{u"at"_s, reload.at.toUTC().toString(Qt::ISODateWithMs)},
                          {u"result"_s, reload.result},
                          {u"took_ms"_s, reload.tookMs},
                          {u"reason"_s, reload.reason},
                          {u"files"_s, QJsonArray::fromStringList(reload.files)}};
    }
    if (app.failure)
        json[u"failure"_s] = failureJson(*app.failure);
    return json;
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
    return {{u"master"_s, QJsonObject{{u"pid"_s, snapshot.master.pid},
                                      {u"cpu"_s, twoDecimals(snapshot.master.cpu)},
                                      {u"mem"_s, twoDecimals(snapshot.master.mem)},
                                      {u"uptime"_s, uptimeJson(snapshot.master.uptime)},
                                      {u"version"_s, QLatin1StringView(QILIN_VERSION)}}},
            {u"workers"_s, workers},
            {u"total"_s, QJsonObject{{u"cpu"_s, twoDecimals(cpu)}, {u"mem"_s, twoDecimals(mem)}}},
            {u"apps"_s, apps}};
}

} // namespace qilin
