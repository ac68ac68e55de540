// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/event.h"

#include "core/base/snapshotjson.h"

using namespace Qt::StringLiterals;

namespace qilin {

QJsonObject toJson(const LogLine &line)
{
    return {{u"time"_s, timeJson(line.timeMs)},
            {u"app"_s, line.app},
            {u"worker"_s, line.worker},
            {u"stream"_s, line.stream == Stream::Err ? u"stderr"_s : u"stdout"_s},
            {u"text"_s, QString::fromUtf8(line.text)}};
}

LogLine logLineFromJson(const QJsonObject &json)
{
    return {timeFromJson(json[u"time"_s]), json[u"app"_s].toString(), json[u"worker"_s].toInt(),
            json[u"stream"_s].toString() == u"stderr"_s ? Stream::Err : Stream::Out,
            json[u"text"_s].toString().toUtf8()};
}

QJsonObject toJson(const WorkerEvent &event)
{
    QJsonObject json{{u"time"_s, timeJson(event.timeMs)}, {u"app"_s, event.app},
                     {u"worker"_s, event.worker},         {u"pid"_s, event.pid},
                     {u"generation"_s, event.generation}, {u"state"_s, stateName(event.state)}};
    if (event.failure)
        json[u"failure"_s] = toJson(*event.failure);
    return json;
}

WorkerEvent workerEventFromJson(const QJsonObject &json)
{
    return {timeFromJson(json[u"time"_s]),      json[u"app"_s].toString(),
            json[u"worker"_s].toInt(),          json[u"pid"_s].toInteger(),
            json[u"generation"_s].toInt(),      workerStateFromJson(json[u"state"_s]),
            failureFromJson(json[u"failure"_s])};
}

QJsonObject toJson(const ReloadEvent &event)
{
    QJsonObject json = toJson(event.reload);
    if (!event.isFinished) {
        json.remove(u"result"_s);
        json.remove(u"took_ms"_s);
    }
    json[u"app"_s] = event.app;
    json[u"phase"_s] = event.isFinished ? u"finished"_s : u"started"_s;
    json[u"generation"_s] = event.generation;
    return json;
}

ReloadEvent reloadEventFromJson(const QJsonObject &json)
{
    return {json[u"app"_s].toString(), json[u"phase"_s].toString() == u"finished"_s,
            json[u"generation"_s].toInt(), reloadFromJson(json)};
}

} // namespace qilin
