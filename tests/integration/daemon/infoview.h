// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

// Parts of the value of /info.
namespace qilin::test {

// The application of that name; the first one without a name.
[[nodiscard]] inline QJsonObject appIn(const QJsonObject &info, const QString &name = {})
{
    const QJsonArray apps = info.value(QLatin1String("apps")).toArray();
    for (const QJsonValue &app : apps) {
        if (name.isEmpty() || app.toObject().value(QLatin1String("name")).toString() == name)
            return app.toObject();
    }
    return {};
}

// The workers of an application; of all without a name.
[[nodiscard]] inline QList<QJsonObject> workersIn(const QJsonObject &info, const QString &app = {})
{
    QList<QJsonObject> found;
    const QJsonArray workers = info.value(QLatin1String("workers")).toArray();
    for (const QJsonValue &worker : workers) {
        if (app.isEmpty() || worker.toObject().value(QLatin1String("app")).toString() == app)
            found.append(worker.toObject());
    }
    return found;
}

[[nodiscard]] inline QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

[[nodiscard]] inline qint64 number(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toInteger();
}

// Pids of the workers of an application that are up.
[[nodiscard]] inline QList<qint64> pidsUp(const QJsonObject &info, const QString &app = {})
{
    QList<qint64> pids;
    for (const QJsonObject &worker : workersIn(info, app)) {
        if (text(worker, "state") == QLatin1String("up"))
            pids.append(number(worker, "pid"));
    }
    return pids;
}

// After a worker has gone: as many are up as before, and it is none of them.
[[nodiscard]] inline bool isFilled(const QJsonObject &info, qint64 gone, int workers = 1,
                                   const QString &app = {})
{
    const QList<qint64> pids = pidsUp(info, app);
    return pids.size() == workers && !pids.contains(gone);
}

[[nodiscard]] inline bool retiresBesideSuccessor(const QJsonObject &info, qint64 pid)
{
    const QList<QJsonObject> workers = workersIn(info);
    return workers.size() == 2 && number(workers[0], "pid") == pid
           && text(workers[0], "state") == QLatin1String("retiring")
           && text(workers[1], "state") == QLatin1String("up");
}

} // namespace qilin::test
