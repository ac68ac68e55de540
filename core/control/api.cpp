// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"

#include "core/control/routes.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

Response okResponse()
{
    return resultResponse(u"OK"_s);
}

std::optional<Response> refuseParameters(const Route &route, const Parameters &parameters)
{
    QStringList seen;
    for (const auto &[name, value] : parameters) {
        if (name != route.parameter || route.parameter.isEmpty()) {
            const QString known = route.parameter.isEmpty()
                                      ? Text::tr("%1 takes none").arg(route.path)
                                      : Text::tr("%1 takes: %2").arg(route.path, route.parameter);
            return errorResponse(400, Text::tr("unknown parameter '%1'; %2").arg(name, known));
        }
        if (seen.contains(name))
            return errorResponse(400, Text::tr("parameter '%1' is there twice").arg(name));
        if (value.isEmpty())
            return errorResponse(400, Text::tr("parameter '%1' is empty").arg(name));
        seen.append(name);
    }
    return std::nullopt;
}

} // namespace

void Api::handle(const Request &request, const Respond &respond)
{
    const Route *route = findRoute(request.path);
    if (route == nullptr)
        return respond(errorResponse(404, u"unknown method"_s));
    if (!route->verbs.testFlag(request.verb)) {
        const QByteArray allow = allowValue(route->verbs);
        Response response = errorResponse(
            405, Text::tr("%1 takes %2").arg(route->path, QString::fromLatin1(allow)));
        response.headers.append({"Allow"_ba, allow});
        return respond(response);
    }
    if (const auto refusal = refuseParameters(*route, request.parameters))
        return respond(*refusal);
    (this->*route->handler)(request, respond);
}

void Api::help(const Request &, const Respond &respond)
{
    QJsonObject commands;
    for (const Route &route : routes())
        commands[route.path.sliced(1)] = QCoreApplication::translate("control", route.help);
    respond(resultResponse(commands));
}

void Api::info(const Request &, const Respond &respond)
{
    respond(resultResponse(toJson(m_operations.snapshot())));
}

void Api::reload(const Request &request, const Respond &respond)
{
    const QString app = request.parameter(u"app"_s).value_or(QString());
    const QStringList known = m_operations.appNames();
    if (!app.isEmpty() && !known.contains(app)) {
        const QString text = Text::tr("unknown app '%1'; known: %2");
        return respond(errorResponse(404, text.arg(app, known.join(", "_L1))));
    }
    m_operations.reload(app, u"request"_s, [respond](const Result<> &result) {
        respond(result ? okResponse() : errorResponse(500, result.error().text));
    });
}

void Api::quit(const Request &, const Respond &respond)
{
    m_operations.quit([respond](const Result<> &result) {
        respond(result ? okResponse() : errorResponse(500, result.error().text));
    });
}

void Api::healthz(const Request &, const Respond &respond)
{
    respond(okResponse());
}

void Api::readyz(const Request &, const Respond &respond)
{
    respond(m_operations.isReady() ? okResponse()
                                   : errorResponse(503, Text::tr("not every application is up")));
}

} // namespace qilin
