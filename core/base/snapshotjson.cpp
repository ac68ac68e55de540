// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/snapshotjson.h"

#include <QHash>
#include <QJsonArray>
#include <QMetaEnum>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

template <typename Enum>
Enum enumOf(const QJsonValue &json, Enum unknown)
{
    static const auto byName = [] { // of a status, for each worker
        QHash<QString, Enum> values;
        const QMetaEnum names = QMetaEnum::fromType<Enum>();
        for (int i = 0; i < names.keyCount(); ++i)
            values.insert(QString::fromLatin1(names.key(i)).toLower(), Enum(names.value(i)));
        return values;
    }();
    return byName.value(json.toString(), unknown);
}

} // namespace

QStringList stringsFromJson(const QJsonValue &json)
{
    QStringList strings;
    const QJsonArray array = json.toArray();
    for (const auto &value : array)
        strings.append(value.toString());
    return strings;
}

QJsonValue timeJson(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODateWithMs);
}

qint64 timeFromJson(const QJsonValue &json)
{
    const QDateTime time = QDateTime::fromString(json.toString(), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QJsonObject toJson(const Failure &failure)
{
    return {
        {u"reason"_s, failure.reason},
        {u"code"_s, failure.code ? QJsonValue(*failure.code) : QJsonValue()},
        {u"signal"_s, failure.signal.isEmpty() ? QJsonValue() : QJsonValue(failure.signal)},
        {u"next_try_ms"_s, failure.nextTryMs < 0 ? QJsonValue() : QJsonValue(failure.nextTryMs)},
        {u"output"_s, QJsonArray::fromStringList(failure.output)}};
}

std::optional<Failure> failureFromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return std::nullopt;
    Failure failure{json[u"reason"_s].toString(), std::nullopt, json[u"signal"_s].toString(),
                    json[u"next_try_ms"_s].toInteger(), stringsFromJson(json[u"output"_s])};
    if (json[u"next_try_ms"_s].isNull())
        failure.nextTryMs = -1;
    if (json[u"code"_s].isDouble())
        failure.code = json[u"code"_s].toInt();
    return failure;
}

QJsonObject toJson(const ReloadSnapshot &reload)
{
    return {{u"at"_s, timeJson(reload.at.toMSecsSinceEpoch())},
            {u"result"_s, reload.result},
            {u"took_ms"_s, reload.tookMs},
            {u"reason"_s, reload.reason},
            {u"files"_s, QJsonArray::fromStringList(reload.files)}};
}

ReloadSnapshot reloadFromJson(const QJsonObject &json)
{
    return {QDateTime::fromMSecsSinceEpoch(timeFromJson(json[u"at"_s])).toUTC(),
            json[u"result"_s].toString(), json[u"took_ms"_s].toInteger(),
            json[u"reason"_s].toString(), stringsFromJson(json[u"files"_s])};
}

WorkerState workerStateFromJson(const QJsonValue &json)
{
    return enumOf(json, WorkerState::Starting);
}

AppState appStateFromJson(const QJsonValue &json)
{
    return enumOf(json, AppState::Starting);
}

} // namespace qilin
