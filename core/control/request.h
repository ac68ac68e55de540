// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/subscription.h"

#include <QList>
#include <QPair>
#include <QString>

#include <functional>
#include <variant>

class QJsonValue;

// What the API is asked and what it answers: plain values, no socket.
namespace qilin {

enum class Verb { Get = 1, Head = 2, Post = 4, Other = 8 }; // Other: one that no path takes
Q_DECLARE_FLAGS(Verbs, Verb)
Q_DECLARE_OPERATORS_FOR_FLAGS(Verbs)

// Names and values as the client gave them, decoded, in its order.
using Parameters = QList<QPair<QString, QString>>;

// Who asks, for the audit log.
struct Asker
{
    QString by; // a user's name; "uid 1000" at the control socket; "anybody" without credentials
    QString role;
    QString from;
};

struct Request
{
    Verb verb = Verb::Get;
    QString path; // decoded; begins with '/'
    Parameters parameters;
    std::optional<QByteArray> lastEventId = {}; // Last-Event-ID
    QByteArray acceptEncoding = {};             // Accept-Encoding
    QByteArray ifNoneMatch = {};                // If-None-Match
    Asker asker = {};                           // of a command that changes something, else empty

    [[nodiscard]] std::optional<QString> parameter(const QString &name) const; // the first
};

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct Response
{
    int status = 200;
    QByteArray body;
    QByteArray type = QByteArrayLiteral("application/json; charset=utf-8");
    QByteArray cacheControl = QByteArrayLiteral("no-store");
    Headers headers;                    // beyond what every answer carries
    std::optional<Subscription> stream; // events follow for as long as the client listens; no body
};

// Takes the answer, once: before the call that was given it returns, or any time later.
using Respond = std::function<void(const Response &)>;

// Whether the connection serves further requests after an answer.
enum class Persistence { KeepAlive, Close };

// What became of a request by the time that its handler returned: it is answered later, this is the
// whole answer, or it is answered by a stream.
struct Later
{};
using Served = std::variant<Later, QByteArray, Response>;

// {"result": value} and {"error": text}.
[[nodiscard]] Response resultResponse(const QJsonValue &value);
[[nodiscard]] Response errorResponse(int status, const QString &text);
[[nodiscard]] Response streamResponse(const Subscription &subscription);

// Every header of the answer but Content-Type and Content-Length.
[[nodiscard]] Headers answerHeaders(const Response &response, Persistence persistence);

// The answer as it goes over the wire (RFC 9112). Of a stream: what comes before its events; its
// end is the connection's.
[[nodiscard]] QByteArray toWire(const Response &response, Persistence persistence);

// The same without its body, as HEAD wants it.
[[nodiscard]] QByteArray withoutBody(const QByteArray &wire);

} // namespace qilin
