// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/routes.h"

#include "core/control/api.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

using Kind = Parameter::Kind;
using Need = Parameter::Need;

constexpr Verbs kRead = Verb::Get | Verb::Head;
constexpr Verbs kChange = Verb::Post;
constexpr Verbs kAct = Verb::Get | Verb::Post; // GET: the interface of the 2013 original

constexpr Parameter kApp{"app"_L1, Kind::App};
constexpr Parameter kOneApp{"app"_L1, Kind::App, Need::Required};
constexpr Parameter kWorker{"worker"_L1, Kind::Number, Need::Optional, 1,
                            std::numeric_limits<int>::max()};
constexpr Parameter kOneWorker{kWorker.name, kWorker.kind, Need::Required, kWorker.least,
                               kWorker.most};
constexpr Parameter kWorkers{"workers"_L1, Kind::Number, Need::Required, 1, 1024};
constexpr Parameter kLines{"lines"_L1, Kind::Number, Need::Optional, 1, 1000};
constexpr Parameter kSeconds{"seconds"_L1, Kind::Number, Need::Optional, 1, 3600};
constexpr Parameter kOnly{"only"_L1, Kind::Events};

} // namespace

const std::vector<Route> &routes()
{
    // clang-format off
    static const std::vector<Route> table = {
        {kRead, "/help"_L1, {}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "show these commands"), &Api::help},
        {kRead, "/info"_L1, {}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "show the daemon, its applications and worker processes"),
         &Api::info},
        {kRead, "/stats"_L1, {}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "the same as info"), &Api::info},
        {kRead, "/logs"_L1, {kApp, kWorker, kLines}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "show the last lines that worker processes printed"),
         &Api::logs},
        {kRead, "/history"_L1, {kApp, kWorker, kSeconds}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "show the use of processor and memory over time"),
         &Api::history},
        {kRead, "/events"_L1, {kApp, kOnly}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "follow what happens, as server-sent events"), &Api::events},
        {kRead, "/metrics"_L1, {}, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "show figures in the text format of Prometheus"),
         &Api::metrics},
        {kAct, "/reload"_L1, {kApp}, Access::Change,
         QT_TRANSLATE_NOOP("control", "restart worker processes"), &Api::reload},
        {kChange, "/restart"_L1, {kOneWorker}, Access::Change,
         QT_TRANSLATE_NOOP("control", "replace one worker process"), &Api::restart},
        {kChange, "/scale"_L1, {kWorkers, kApp}, Access::Change,
         QT_TRANSLATE_NOOP("control", "change the number of worker processes"), &Api::scale},
        {kChange, "/stop"_L1, {kOneApp}, Access::Change,
         QT_TRANSLATE_NOOP("control", "stop the worker processes of an application"), &Api::stop},
        {kChange, "/start"_L1, {kOneApp}, Access::Change,
         QT_TRANSLATE_NOOP("control", "start a stopped application"), &Api::start},
        {kAct, "/quit"_L1, {}, Access::Change,
         QT_TRANSLATE_NOOP("control", "stop worker processes and end the daemon"), &Api::quit},
        {kRead, "/healthz"_L1, {}, Access::Open,
         QT_TRANSLATE_NOOP("control", "answer OK while the daemon runs"), &Api::healthz},
        {kRead, "/readyz"_L1, {}, Access::Open,
         QT_TRANSLATE_NOOP("control", "answer OK while every application is up"), &Api::readyz},
    };
    // clang-format on
    return table;
}

const Route *findRoute(const QString &path)
{
    const auto &table = routes();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Route &route) { return path == route.path; });
    return found == table.end() ? nullptr : &*found;
}

QByteArray allowValue(Verbs verbs)
{
    QByteArrayList names;
    if (verbs & Verb::Get)
        names.append("GET"_ba);
    if (verbs & Verb::Head)
        names.append("HEAD"_ba);
    if (verbs & Verb::Post)
        names.append("POST"_ba);
    return names.join(", ");
}

} // namespace qilin
