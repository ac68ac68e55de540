// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"

#include "core/control/changelog.h"
#include "core/control/dashboard.h"
#include "core/control/exposition.h"
#include "core/control/metrics.h"
#include "core/control/parameters.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kDefaultLines = 100;
constexpr int kDefaultSeconds = 600;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

Response okResponse()
{
    return resultResponse(u"OK"_s);
}

Response wrongVerb(const QString &path, Verbs verbs)
{
    const QByteArray allow = allowValue(verbs);
    Response response
        = errorResponse(405, Text::tr("%1 takes %2").arg(path, QString::fromLatin1(allow)));
    response.headers.append({"Allow"_ba, allow});
    return response;
}

Reply answerWith(const Respond &respond)
{
    return [respond](const Result<> &result) {
        respond(result ? okResponse() : errorResponse(500, result.error().text));
    };
}

} // namespace

void Api::handle(const Request &request, const Respond &respond)
{
    if (const QString file = dashboardFile(request.path); !file.isEmpty())
        return respond(kDashboardVerbs.testFlag(request.verb)
                           ? dashboardResponse(file, request)
                           : wrongVerb(request.path, kDashboardVerbs));
    const Route *route = findRoute(request.path);
    if (route == nullptr)
        return respond(errorResponse(404, u"unknown method"_s));
    if (!route->verbs.testFlag(request.verb))
        return respond(wrongVerb(route->path, route->verbs));
    const Respond told
        = route->access == Access::Change ? audited(*route, request, respond) : respond;
    const auto refusal = refuseParameters(*route, request.parameters, m_operations.appNames());
    if (refusal)
        return told(*refusal);
    (this->*route->handler)(request, told);
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

void Api::logs(const Request &request, const Respond &respond)
{
    const QString app = appOf(request);
    const auto worker = numberOf(request, "worker"_L1);
    const int count = numberOf(request, "lines"_L1).value_or(kDefaultLines);
    const QList<LogLine> lines = m_operations.logs(app, worker, count);
    if (worker && lines.isEmpty()) { // one that is gone may have left lines
        if (const auto refusal = refuseWorker(*worker, app))
            return respond(*refusal);
    }
    QJsonArray result;
    for (const LogLine &line : lines)
        result.append(toJson(line));
    respond(resultResponse(result));
}

void Api::history(const Request &request, const Respond &respond)
{
    const QString app = appOf(request);
    const auto worker = numberOf(request, "worker"_L1);
    const int seconds = numberOf(request, "seconds"_L1).value_or(kDefaultSeconds);
    const History history = m_operations.history(app, worker, std::chrono::seconds(seconds));
    if (worker && history.samples.isEmpty()) {
        if (const auto refusal = refuseWorker(*worker, app))
            return respond(*refusal);
    }
    respond(resultResponse(toJson(history)));
}

void Api::events(const Request &request, const Respond &respond)
{
    respond(streamResponse({kindsOf(request), appOf(request), request.lastEventId}));
}

void Api::metrics(const Request &, const Respond &respond)
{
    Response response;
    response.type = Exposition::kContentType;
    response.body = metricsText(m_operations.snapshot());
    respond(response);
}

void Api::reload(const Request &request, const Respond &respond)
{
    m_operations.reload(appOf(request), u"request"_s, answerWith(respond));
}

void Api::restart(const Request &request, const Respond &respond)
{
    const int worker = numberOf(request, "worker"_L1).value_or(0);
    if (const auto refusal = refuseWorker(worker))
        return respond(*refusal);
    m_operations.restart(worker, answerWith(respond));
}

void Api::scale(const Request &request, const Respond &respond)
{
    const QStringList known = m_operations.appNames();
    QString app = appOf(request);
    if (app.isEmpty() && known.size() != 1) {
        const QString text = Text::tr("parameter 'app' is missing; known: %1");
        return respond(errorResponse(400, text.arg(known.join(", "_L1))));
    }
    if (app.isEmpty())
        app = known.first();
    m_operations.scale(app, numberOf(request, "workers"_L1).value_or(1), answerWith(respond));
}

void Api::stop(const Request &request, const Respond &respond)
{
    m_operations.stop(appOf(request), answerWith(respond));
}

void Api::start(const Request &request, const Respond &respond)
{
    m_operations.start(appOf(request), answerWith(respond));
}

void Api::quit(const Request &, const Respond &respond)
{
    m_operations.quit(answerWith(respond));
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

std::optional<Response> Api::refuseWorker(int worker, const QString &app) const
{
    QStringList known;
    const Snapshot snapshot = m_operations.snapshot();
    for (const WorkerSnapshot &one : snapshot.workers) {
        if (!app.isEmpty() && one.app != app)
            continue;
        if (one.id == worker)
            return std::nullopt;
        known.append(QString::number(one.id));
    }
    const QString text = Text::tr("unknown worker %1; known: %2");
    return errorResponse(404, text.arg(QString::number(worker), known.join(", "_L1)));
}

} // namespace qilin
