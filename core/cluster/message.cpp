// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/message.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr QByteArrayView kHandleAck = R"({"cmd":"NODE_HANDLE_ACK"})";
constexpr QByteArrayView kHandleNack = R"({"cmd":"NODE_HANDLE_NACK"})";
constexpr QByteArrayView kHandle = R"({"cmd":"NODE_HANDLE",)";
constexpr QByteArrayView kAnswer = R"({"cmd":"NODE_CLUSTER","ack":)";

using Kind = Message::Kind;

// The two lines of every connection in round robin are told by comparison, without a parser.
std::optional<Message> parseFast(QByteArrayView line)
{
    Message message;
    if (line == kHandleAck) {
        message.kind = Kind::HandleAck;
        return message;
    }
    if (!line.startsWith(kAnswer))
        return std::nullopt;
    QByteArrayView rest = line.sliced(kAnswer.size());
    qsizetype digits = 0;
    while (digits < rest.size() && digits < 16 && rest[digits] >= '0' && rest[digits] <= '9')
        message.ack = message.ack * 10 + (rest[digits++] - '0');
    rest = rest.sliced(digits);
    if (digits == 0)
        return std::nullopt;
    if (rest.startsWith(R"(,"accepted":true,)"))
        message.kind = Kind::Accepted;
    else if (rest.startsWith(R"(,"accepted":false,)"))
        message.kind = Kind::Refused;
    else
        return std::nullopt;
    return message;
}

// An integer that Node itself could have written there.
std::optional<int> integer(const QJsonObject &object, QLatin1StringView name, int ifAbsent)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull() || value.isBool()) // listen(0, "::1"): backlog false
        return ifAbsent;
    const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (!(number >= -1 && number <= std::numeric_limits<int>::max()) || number != int(number))
        return std::nullopt;
    return int(number);
}

std::optional<AddressType> addressType(const QJsonValue &value)
{
    if (value.isString()) {
        if (value.toString() == "udp4"_L1)
            return AddressType::Udp4;
        if (value.toString() == "udp6"_L1)
            return AddressType::Udp6;
        return std::nullopt;
    }
    if (value.isNull() || value.isUndefined()) // listen({fd})
        return AddressType::Tcp4;
    switch (value.toInt(0)) {
    case 4:
        return AddressType::Tcp4;
    case 6:
        return AddressType::Tcp6;
    case -1:
        return AddressType::Unix;
    default:
        return std::nullopt;
    }
}

std::optional<ListenQuery> parseQuery(const QJsonObject &object)
{
    const auto type = addressType(object.value("addressType"_L1));
    const auto port = integer(object, "port"_L1, 0);
    const auto index = integer(object, "index"_L1, 0);
    const auto fd = integer(object, "fd"_L1, -1);
    const auto flags = integer(object, "flags"_L1, 0);
    const auto backlog = integer(object, "backlog"_L1, 0);
    const QJsonValue address = object.value("address"_L1);
    if (!type || !port || !index || !fd || !flags || !backlog)
        return std::nullopt;
    const bool isPath = *type == AddressType::Unix;
    if (*port > 65535 || (*port < 0) != isPath || (isPath && !address.isString()))
        return std::nullopt;

    ListenQuery query;
    query.type = *type;
    if (address.isString() && !address.toString().isEmpty())
        query.address = address.toString();
    query.port = *port;
    query.index = *index;
    query.fd = *fd;
    query.flags = *flags;
    query.backlog = *backlog;
    query.readableAll = object.value("readableAll"_L1).toBool();
    query.writableAll = object.value("writableAll"_L1).toBool();
    query.data = object.value("data"_L1);
    return query;
}

struct ActName
{
    QLatin1StringView name;
    Kind kind;
};
constexpr ActName kClusterActs[] = {
    {"online"_L1, Kind::Online},
    {"queryServer"_L1, Kind::QueryServer},
    {"listening"_L1, Kind::Listening},
    {"close"_L1, Kind::Close},
    {"exitedAfterDisconnect"_L1, Kind::Leaving},
};
constexpr ActName kPreloadActs[] = {
    {"hello"_L1, Kind::Hello},
    {"going"_L1, Kind::Going},
    {"stopped"_L1, Kind::Stopped},
    {"drained"_L1, Kind::Drained},
};

template <size_t Size>
Kind kindOf(const ActName (&acts)[Size], const QString &name)
{
    for (const ActName &act : acts) {
        if (name == act.name)
            return act.kind;
    }
    return Kind::Ignored; // of a newer Node, or made up by the application
}

Message parseCluster(const QJsonObject &object)
{
    Message message;
    message.seq = object.value("seq"_L1).toInteger();
    if (object.contains("ack"_L1)) {
        message.ack = object.value("ack"_L1).toInteger(-1);
        message.kind = object.value("accepted"_L1).toBool() ? Kind::Accepted : Kind::Refused;
        return message;
    }
    message.kind = kindOf(kClusterActs, object.value("act"_L1).toString());
    message.key = object.value("key"_L1).toString();
    if (message.kind == Kind::QueryServer || message.kind == Kind::Listening)
        message.query = parseQuery(object);
    return message;
}

} // namespace

ListenSpec ListenQuery::toSpec() const
{
    ListenSpec spec;
    spec.port = quint16(qMax(0, port));
    spec.backlog = backlog;
    spec.ipv6Only = (flags & kIpv6Only) != 0;
    spec.reuseAddress = (flags & kReuseAddress) != 0;
    spec.readableAll = readableAll;
    spec.writableAll = writableAll;
    if (type == AddressType::Unix) {
        spec.kind = ListenSpec::Kind::Unix;
        spec.path = address.toUtf8();
        // Node takes an abstract name for relative and puts the working directory before it.
        if (const qsizetype name = spec.path.indexOf(QByteArrayView("/\0", 2)); name >= 0)
            spec.path.remove(0, name + 1);
        return spec;
    }
    spec.host = address.toUtf8();
    if (isUdp()) {
        spec.kind = ListenSpec::Kind::Udp;
        if (spec.host.isEmpty())
            spec.host = type == AddressType::Udp6 ? "::"_ba : "0.0.0.0"_ba;
    }
    return spec;
}

Message parseMessage(QByteArrayView line, bool isCut)
{
    if (const std::optional<Message> fast = parseFast(line))
        return *fast;
    Message message;
    if (line.startsWith(kHandle)) { // what it wraps is the application's
        message.kind = Kind::Handle;
        return message;
    }
    if (line == kHandleNack) {
        message.kind = Kind::HandleNack;
        return message;
    }
    message.kind = Kind::Malformed;
    if (isCut)
        return message;
    const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray());
    if (!document.isObject())
        return message;
    const QJsonObject object = document.object();
    const QString command = object.value("cmd"_L1).toString();
    if (command == "NODE_CLUSTER"_L1)
        return parseCluster(object);
    message.kind = command == "NODE_QILIN"_L1
                       ? kindOf(kPreloadActs, object.value("act"_L1).toString())
                       : Kind::Ignored;
    return message;
}

} // namespace qilin
