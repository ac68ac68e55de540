// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/request.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 304:
        return "Not Modified"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 414:
        return "URI Too Long"_ba;
    case 417:
        return "Expectation Failed"_ba;
    case 421:
        return "Misdirected Request"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 501:
        return "Not Implemented"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 505:
        return "HTTP Version Not Supported"_ba;
    default:
        return "Internal Server Error"_ba;
    }
}

// One line, so that a terminal's prompt starts on its own.
QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

std::optional<QString> Request::parameter(const QString &name) const
{
    for (const auto &[key, value] : parameters) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

Response resultResponse(const QJsonValue &value)
{
    Response response;
    response.body = jsonLine({{u"result"_s, value}});
    return response;
}

Response errorResponse(int status, const QString &text)
{
    Response response;
    response.status = status;
    response.body = jsonLine({{u"error"_s, text}});
    return response;
}

Response streamResponse(const Subscription &subscription)
{
    Response response;
    response.type = "text/event-stream"_ba;
    response.headers.append({"X-Accel-Buffering"_ba, "no"_ba}); // nginx would hold events back
    response.stream = subscription;
    return response;
}

Headers answerHeaders(const Response &response, Persistence persistence)
{
    Headers headers{
        {"Cache-Control"_ba, response.cacheControl},
        {"X-Content-Type-Options"_ba, "nosniff"_ba},
        {"X-Frame-Options"_ba, "DENY"_ba},
        {"Referrer-Policy"_ba, "no-referrer"_ba},
        {"Cross-Origin-Resource-Policy"_ba, "same-origin"_ba},
        {"Content-Security-Policy"_ba, "default-src 'none'; frame-ancestors 'none'"_ba},
        {"Connection"_ba, persistence == Persistence::Close ? "close"_ba : "keep-alive"_ba}};
    for (const auto &own : response.headers) // a page has a policy of its own
        headers.removeIf([&](const auto &header) { return header.first == own.first; });
    return headers + response.headers;
}

QByteArray toWire(const Response &response, Persistence persistence)
{
    QByteArray wire = "HTTP/1.1 "_ba + QByteArray::number(response.status) + ' '
                      + reason(response.status) + "\r\nContent-Type: " + response.type + "\r\n";
    if (!response.stream && response.status != 304)
        wire += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    for (const auto &[name, value] : answerHeaders(response, persistence))
        wire += name + ": " + value + "\r\n";
    return wire + "\r\n" + response.body;
}

QByteArray withoutBody(const QByteArray &wire)
{
    const qsizetype end = wire.indexOf("\r\n\r\n");
    return end < 0 ? wire : wire.left(end + 4);
}

} // namespace qilin
