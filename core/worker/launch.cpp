// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/launch.h"

#include "core/config/envfile.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// Addressed to this process, or to a child of another parent; a worker must not answer to them.
const char *const kPrivateVariables[] = {"NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE",
                                         "NODE_UNIQUE_ID",  "LISTEN_FDS",
                                         "LISTEN_PID",      "LISTEN_FDNAMES",
                                         "NOTIFY_SOCKET",   "WATCHDOG_USEC",
                                         "WATCHDOG_PID",    "PWD"};

// As login(1) does.
void setUser(QProcessEnvironment &environment, const RunAs &as)
{
    if (as.user.isEmpty())
        return;
    environment.insert(u"HOME"_s, as.home);
    environment.insert(u"USER"_s, as.user);
    environment.insert(u"LOGNAME"_s, as.user);
}

ReadyPlan readyPlan(const AppConfig &app)
{
    ReadyPlan plan;
    plan.watchdog = app.watchdog;
    plan.hasInbox = app.ready.when == Ready::Notify || app.watchdog > std::chrono::milliseconds{0};
    if (app.ready.when == Ready::Http)
        plan.url = app.ready.url;
    return plan;
}

} // namespace

Result<Launch> planLaunch(const Config &config, const AppConfig &app)
{
    const Result<AppConfig> merged = withEnvFile(config, app);
    if (!merged)
        return merged.error();
    const Result<Program> program = findProgram(config, *merged);
    if (!program)
        return program.error();
    if (const Result<> directory = checkWorkingDirectory(config, app); !directory)
        return directory.error();
    const Result<std::optional<RunAs>> user = runAs(app);
    if (!user)
        return user.error();
    Launch launch{*program,
                  workingDirectory(config, app),
                  QProcessEnvironment::systemEnvironment(),
                  attributesOf(app, *user),
                  app.user,
                  readyPlan(app),
                  nullptr};
    for (const char *name : kPrivateVariables)
        launch.environment.remove(QLatin1StringView(name));
    if (*user)
        setUser(launch.environment, **user);
    for (auto it = merged->env.cbegin(); it != merged->env.cend(); ++it) {
        if (it.value())
            launch.environment.insert(it.key(), *it.value());
        else
            launch.environment.remove(it.key());
    }
    return launch;
}

std::optional<Identity> identityOf(const Launch &launch)
{
    if (!launch.attributes.credentials)
        return std::nullopt;
    const ChildCredentials &user = *launch.attributes.credentials;
    return Identity{user.uid, user.gid, user.groups};
}

QByteArrayList rawVariables(const QProcessEnvironment &environment)
{
    QByteArrayList variables;
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        const QByteArray key = name.toLocal8Bit();
        const QString value = environment.value(name);
        const QByteArray inherited = qgetenv(key.constData());
        variables.append(
            key + '='
            + (QString::fromLocal8Bit(inherited) == value ? inherited : value.toLocal8Bit()));
    }
    return variables;
}

QString withPreload(const QString &nodeOptions, const QString &preload)
{
    QString quoted = preload; // Node's own parser of NODE_OPTIONS: double quotes, backslash escapes
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    const QString ours = u"--require \"%1\""_s.arg(quoted);
    return nodeOptions.isEmpty() ? ours : nodeOptions + u' ' + ours;
}

} // namespace qilin
