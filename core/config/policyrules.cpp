// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/policyrules.h"

#include "core/config/dependencies.h"
#include "core/config/envfile.h"
#include "core/config/program.h"
#include "core/config/suggest.h"
#include "core/config/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

void dependenciesAreKnown(Loaded &loaded)
{
    QStringList known;
    for (const AppConfig &app : std::as_const(loaded.config.apps))
        known.append(app.name);
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const Section &keys = loaded.apps[i];
        const QStringList &names = loaded.config.apps[i].dependsOn;
        for (qsizetype j = 0; j < names.size(); ++j) {
            if (known.contains(names[j]))
                continue;
            QStringList others = known;
            others.removeAll(loaded.config.apps[i].name);
            loaded.fault(keys.values.value(u"depends_on"_s),
                         keys.prefix + u"depends_on[%1]"_s.arg(j),
                         ConfigText::tr("must be the name of an application of this file; there "
                                        "is no \"%1\"")
                                 .arg(names[j])
                             + didYouMean(names[j], others));
        }
    }
}

void dependenciesHaveAnEnd(Loaded &loaded)
{
    const QList<QStringList> cycles = dependencyCycles(loaded.config.apps);
    for (const QStringList &cycle : cycles) {
        const auto &apps = loaded.config.apps;
        const auto first = std::find_if(apps.cbegin(), apps.cend(), [&](const AppConfig &app) {
            return app.name == cycle.first();
        });
        loaded.fault(loaded.apps[first - apps.cbegin()], u"depends_on"_s,
                     ConfigText::tr("these applications wait for each other, so that none could "
                                    "start: %1; take one of them out")
                         .arg(cycle.join(u" → "_s)));
    }
}

void hooksAreThere(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const Section &keys = loaded.apps[i];
        const AppConfig &app = loaded.config.apps[i];
        const Result<AppConfig> merged = withEnvFile(loaded.config, app);
        for (auto it = app.hooks.cbegin(); it != app.hooks.cend(); ++it) {
            AppConfig hook;
            hook.env = merged ? merged->env : app.env; // its PATH counts
            hook.exec = it.value().first();
            if (const Result<Program> program = findProgram(loaded.config, hook); !program)
                loaded.fault(keys.values.value(u"hooks"_s), keys.prefix + u"hooks."_s + it.key(),
                             program.error().text);
        }
    }
}

} // namespace qilin
