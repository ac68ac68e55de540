// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/message.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin::compose {

namespace {

QByteArray toLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject toObject(const Answer &answer, const QJsonValue &error)
{
    return {{u"cmd"_s, u"NODE_CLUSTER"_s},
            {u"errno"_s, error},
            {u"key"_s, answer.key},
            {u"ack"_s, answer.ack},
            {u"seq"_s, answer.seq},
            {u"data"_s, answer.data.isUndefined() ? QJsonValue() : answer.data}};
}

} // namespace

QByteArray sharedSocket(const Answer &answer, bool isUdp)
{
    return toLine({{u"cmd"_s, u"NODE_HANDLE"_s},
                   {u"type"_s, isUdp ? u"dgram.Native"_s : u"net.Native"_s},
                   {u"msg"_s, toObject(answer, 0)}});
}

QByteArray roundRobin(const Answer &answer, const BoundAddress &endpoint)
{
    QJsonObject object = toObject(answer, QJsonValue());
    if (endpoint.family != BoundAddress::Family::Unix) {
        const bool is6 = endpoint.family == BoundAddress::Family::IPv6;
        object.insert(u"sockname"_s, QJsonObject{{u"address"_s, endpoint.host},
                                                 {u"family"_s, is6 ? u"IPv6"_s : u"IPv4"_s},
                                                 {u"port"_s, endpoint.port}});
    }
    return toLine(object);
}

QByteArray failure(const Answer &answer, int error)
{
    // A positive number would end the worker with ERR_OUT_OF_RANGE.
    return toLine(toObject(answer, -qAbs(error)));
}

QByteArray acknowledge(qint64 ack, qint64 seq)
{
    return R"({"cmd":"NODE_CLUSTER","ack":)" + QByteArray::number(ack) + R"(,"seq":)"
           + QByteArray::number(seq) + "}\n";
}

QByteArray connectionHead(const QString &key)
{
    return R"({"cmd":"NODE_HANDLE","type":"net.Native","msg":{"cmd":"NODE_CLUSTER",)"
           R"("act":"newconn","key":")"
           + key.toLatin1() + R"(","seq":)";
}

QByteArray connection(const QByteArray &head, qint64 seq)
{
    return head + QByteArray::number(seq) + "}}\n";
}

QByteArray disconnect(qint64 seq)
{
    return R"({"cmd":"NODE_CLUSTER","act":"disconnect","seq":)" + QByteArray::number(seq) + "}\n";
}

QByteArray drain(std::chrono::milliseconds deadline)
{
    return R"({"cmd":"NODE_QILIN","act":"drain","deadline_ms":)"
           + QByteArray::number(qMax<qint64>(0, deadline.count())) + "}\n";
}

QByteArray handleAck()
{
    return "{\"cmd\":\"NODE_HANDLE_ACK\"}\n"_ba;
}

QByteArray handleNack()
{
    return "{\"cmd\":\"NODE_HANDLE_NACK\"}\n"_ba;
}

} // namespace qilin::compose
