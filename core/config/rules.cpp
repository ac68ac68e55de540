// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/rules.h"

#include "core/config/accessrules.h"
#include "core/config/envfile.h"
#include "core/config/logrules.h"
#include "core/config/policyrules.h"
#include "core/config/processrules.h"
#include "core/config/program.h"
#include "core/config/socketrules.h"
#include "core/config/text.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

void allowedHostsAreNames(Loaded &loaded)
{
    const QStringList &hosts = loaded.config.daemon.allowedHosts;
    const auto wrong = [](QChar c) { return c.isSpace() || u"/*,@[]"_s.contains(c); };
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const bool hasPort = hosts[i].contains(u':') && QHostAddress(hosts[i]).isNull();
        if (hasPort || std::any_of(hosts[i].cbegin(), hosts[i].cend(), wrong)) {
            const Section &keys = loaded.daemon;
            loaded.fault(keys.values.value(u"allowed_hosts"_s), u"allowed_hosts[%1]"_s.arg(i),
                         ConfigText::tr("must be one whole host name such as deploy.example.com, "
                                        "without scheme, port and wildcard"));
        }
    }
}

void socketPathFits(Loaded &loaded)
{
    const std::optional<QString> socket = loaded.config.daemon.controlSocket;
    if (!socket || socket->isEmpty())
        return;
    const QString path = loaded.config.resolved(*socket);
    if (const QString fault = socketPathFault(path); !fault.isEmpty())
        loaded.fault(loaded.daemon, u"control_socket"_s, fault);
}

void pidfileHasADirectory(Loaded &loaded)
{
    if (loaded.config.daemon.pidfile.isEmpty())
        return;
    const QString path = loaded.config.resolved(loaded.config.daemon.pidfile);
    const QString directory = QFileInfo(path).absolutePath();
    if (!QFileInfo(directory).isDir()) {
        loaded.fault(loaded.daemon, u"pidfile"_s,
                     ConfigText::tr("the directory %1 does not exist; create it, or name another "
                                    "file")
                         .arg(directory));
    } else if (QFileInfo(path).isDir()) {
        loaded.fault(loaded.daemon, u"pidfile"_s,
                     ConfigText::tr("%1 is a directory; name the file in it").arg(path));
    }
}

void namesAreUnique(Loaded &loaded)
{
    QHash<QString, JsonPlace> seen;
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const QString &name = loaded.config.apps[i].name;
        const Section &keys = loaded.apps[i];
        if (name.isEmpty())
            continue;
        const JsonPlace place
            = keys.values.value(keys.has(u"name"_s) ? u"name"_s : u"exec"_s, keys.place);
        if (std::any_of(name.cbegin(), name.cend(), [](QChar c) { return c.unicode() < 0x20; })) {
            loaded.fault(place, keys.prefix + "name"_L1,
                         ConfigText::tr("must not hold control characters"));
        }
        const auto earlier = seen.constFind(name);
        if (earlier == seen.cend()) {
            seen.insert(name, place);
            continue;
        }
        loaded.fault(place, keys.prefix + "name"_L1,
                     ConfigText::tr("\"%1\" at %2:%3 is the name of the application at %4:%5 too; "
                                    "give each a \"name\" of its own")
                         .arg(name, QString::number(place.line), QString::number(place.column),
                              QString::number(earlier->line), QString::number(earlier->column)));
    }
}

void programIsThere(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const Section &keys = loaded.apps[i];
        const AppConfig app = asStarted(loaded.config, loaded.config.apps[i]);
        if (const Result<> directory = checkWorkingDirectory(loaded.config, app); !directory) {
            loaded.fault(keys, u"cwd"_s, directory.error().text);
            continue;
        }
        const bool named = !app.interpreter.isEmpty() && app.interpreter != "none"_L1;
        const Result<QString> interpreter = findInterpreter(loaded.config, app);
        if (named && !interpreter)
            loaded.fault(keys, u"interpreter"_s, interpreter.error().text);
        if (!keys.isSound(u"exec"_s) || (named && !interpreter))
            continue;
        const Result<Program> program = findProgram(loaded.config, app);
        if (!program) {
            loaded.fault(keys, u"exec"_s, program.error().text);
        } else if (!app.interpreterArgs.isEmpty()
                   && program->program == execFile(loaded.config, app)) {
            loaded.fault(keys, u"interpreter_args"_s,
                         ConfigText::tr("no interpreter runs this program; put them into "
                                        "\"args\", or set \"interpreter\""));
        }
    }
}

// What does not wait at listen() would work beside the others.
void sparesCanBeParked(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const AppConfig &app = loaded.config.apps[i];
        const Section &keys = loaded.apps[i];
        if (app.spareWorkers == 0 || !keys.isSound(u"spare_workers"_s))
            continue;
        const Result<Program> program = findProgram(loaded.config, asStarted(loaded.config, app));
        if (program && !program->isNode) {
            loaded.fault(keys, u"spare_workers"_s,
                         ConfigText::tr("only a Node.js program can be held back at listen(); a "
                                        "spare worker of this one would work beside the others. "
                                        "Leave the key out, or give it more \"workers\""));
        }
    }
}

void uptimeIsReachedInTime(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const AppConfig &app = loaded.config.apps[i];
        if (app.ready.when == Ready::Uptime && app.minUptime >= app.readyTimeout) {
            const Section &keys = loaded.apps[i];
            loaded.fault(
                keys, keys.has(u"min_uptime"_s) ? u"min_uptime"_s : u"ready_timeout"_s,
                ConfigText::tr("with \"ready\": \"uptime\" min_uptime (%1) must be less than "
                               "ready_timeout (%2), else no worker is up in time")
                    .arg(app.minUptime.count())
                    .arg(app.readyTimeout.count()));
        }
    }
}

void watchedPathsMayComeLater(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const QStringList &paths = loaded.config.apps[i].watch;
        for (const QString &path : paths) {
            const QString full = loaded.config.resolved(path);
            if (!QFileInfo::exists(full)) {
                loaded.warn(loaded.apps[i], u"watch"_s,
                            ConfigText::tr("%1 does not exist yet; it is watched for").arg(full));
            }
        }
    }
}

constexpr void (*kRules[])(Loaded &) = {
    credentialsAreWhole,  credentialsAreApart,   passwordsAreSound,
    hostIsAnAddress,      certificateIsSound,    hostIsSafe,
    allowedHostsAreNames, socketPathFits,        pidfileHasADirectory,
    namesAreUnique,       programIsThere,        sparesCanBeParked,
    processKeysFit,       dependenciesAreKnown,  dependenciesHaveAnEnd,
    hooksAreThere,        uptimeIsReachedInTime, watchedPathsMayComeLater,
    logFilesAreSound,     listenedAddressesFit,  readyAsksTheWorker,
};

} // namespace

void applyRules(Loaded &loaded)
{
    for (const auto rule : kRules)
        rule(loaded);
}

} // namespace qilin
