// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/processrules.h"

#include "core/config/envfile.h"
#include "core/config/program.h"
#include "core/config/runas.h"
#include "core/config/text.h"
#include "core/platform/limits.h"
#include "core/platform/rights.h"

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

void envFileIsRead(Loaded &loaded, const Section &keys, const AppConfig &app)
{
    if (!keys.isSound(u"env_file"_s))
        return;
    const Result<QMap<QString, QString>> read = readEnvFile(loaded.config.resolved(app.envFile));
    if (!read)
        loaded.fault(keys, u"env_file"_s, read.error().text);
}

void userAndGroupExist(Loaded &loaded, const Section &keys, const AppConfig &app)
{
    if (const std::optional<Error> fault = userFault(app))
        loaded.fault(keys, u"user"_s, fault->text);
    if (const std::optional<Error> fault = groupFault(app))
        loaded.fault(keys, u"group"_s, fault->text);
}

void niceIsAllowed(Loaded &loaded, const Section &keys, const AppConfig &app)
{
    if (app.nice && !mayRenice(*app.nice)) {
        loaded.fault(keys, u"nice"_s,
                     ConfigText::tr("only root may go below the daemon's own niceness; raise it, "
                                    "or start the daemon as root"));
    }
}

void limitsAreInReach(Loaded &loaded, const Section &keys, const AppConfig &app)
{
    const ProcessAttributes attributes = attributesOf(app, {});
    for (const LimitSetting &limit : attributes.limits) {
        const quint64 highest = highestLimit(limit);
        if (limit.hard.value_or(0) <= highest && limit.soft.value_or(0) <= highest)
            continue;
        loaded.fault(keys.values.value(u"limits"_s), keys.prefix + QLatin1StringView(limit.key),
                     mayRaiseLimits() && !limit.hard
                         ? ConfigText::tr("\"soft\" may be %1 at most, which is the daemon's own "
                                          "hard limit; give \"hard\" as well")
                               .arg(highest)
                     : mayRaiseLimits()
                         ? ConfigText::tr("may be %1 at most on this machine").arg(highest)
                         : ConfigText::tr("may be %1 at most, which is the daemon's own hard "
                                          "limit; only root may raise it")
                               .arg(highest));
    }
}

void stopSignalIsOfUse(Loaded &loaded, const Section &keys, const AppConfig &app)
{
    if (!keys.isSound(u"stop_signal"_s) || !keys.isSound(u"exec"_s))
        return;
    const Result<Program> program = findProgram(loaded.config, asStarted(loaded.config, app));
    if (program && program->isNode) {
        loaded.warn(keys, u"stop_signal"_s,
                    ConfigText::tr("Node workers are told to finish over their cluster channel; "
                                   "this is for other programs"));
    }
}

constexpr void (*kRules[])(Loaded &, const Section &, const AppConfig &) = {
    envFileIsRead, userAndGroupExist, niceIsAllowed, limitsAreInReach, stopSignalIsOfUse,
};

} // namespace

void processKeysFit(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        for (const auto rule : kRules)
            rule(loaded, loaded.apps[i], loaded.config.apps[i]);
    }
}

} // namespace qilin
