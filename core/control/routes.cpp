// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/routes.h"

#include "core/control/api.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr Verbs kRead = Verb::Get | Verb::Head;
constexpr Verbs kAct = Verb::Get | Verb::Post; // GET: the interface of the 2013 original

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
        {kAct, "/reload"_L1, "app"_L1, Access::Credentials,
         QT_TRANSLATE_NOOP("control", "restart worker processes"), &Api::reload},
        {kAct, "/quit"_L1, {}, Access::Credentials,
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
