// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/diff.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

class TestDiff final : public QObject
{
    Q_OBJECT

private slots:
    void same();
    void effects_data();
    void effects();
    void addedAndRemoved();
    void greatestEffect();
    void daemonKeys();
    void passwordFileWithNewContent();
    void orderDoesNotMatter();
    void described();
};

namespace {

AppConfig app(const QString &name)
{
    AppConfig app;
    app.exec = name + ".js"_L1;
    app.name = name;
    return app;
}

Config config(const QStringList &names)
{
    Config config;
    for (const QString &name : names)
        config.apps.append(app(name));
    return config;
}

using Change = void (*)(AppConfig &);

} // namespace

Q_DECLARE_METATYPE(Change)

void TestDiff::same()
{
    QVERIFY(diffConfigs(config({u"a"_s}), config({u"a"_s})).isEmpty());
}

void TestDiff::effects_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Effect>("effect");
    QSet<QString> keys{u"name"_s}; // a changed one is another application
    const auto row = [&keys](const char *key, Effect effect, Change change) {
        QTest::newRow(key) << change << effect;
        keys.insert(QString::fromLatin1(key));
    };
    row("exec", Effect::Reload, [](AppConfig &a) { a.exec = u"b"_s; });
    row("args", Effect::Reload, [](AppConfig &a) { a.args = QStringList{u"b"_s}; });
    row("interpreter", Effect::Reload, [](AppConfig &a) { a.interpreter = u"b"_s; });
    row("interpreter_args", Effect::Reload,
        [](AppConfig &a) { a.interpreterArgs = QStringList{u"b"_s}; });
    row("cwd", Effect::Reload, [](AppConfig &a) { a.cwd = u"b"_s; });
    row("env", Effect::Reload, [](AppConfig &a) { a.env.insert(u"A"_s, std::nullopt); });
    row("env_file", Effect::Reload, [](AppConfig &a) { a.envFile = u"b"_s; });
    row("user", Effect::Reload, [](AppConfig &a) { a.user = u"b"_s; });
    row("group", Effect::Reload, [](AppConfig &a) { a.group = u"b"_s; });
    row("umask", Effect::Reload, [](AppConfig &a) { a.umask = 0; });
    row("nice", Effect::Reload, [](AppConfig &a) { a.nice = 0; });
    row("limits", Effect::Reload, [](AppConfig &a) { a.limits.insert(u"core"_s, {0, {}}); });
    row("stop_signal", Effect::Live, [](AppConfig &a) { a.stopSignal = u"SIGINT"_s; });
    row("workers", Effect::Live, [](AppConfig &a) { a.workers = 2; });
    row("silent", Effect::Live, [](AppConfig &a) { a.silent = true; });
    row("log_file", Effect::Live, [](AppConfig &a) { a.logFile = u"log"_s; });
    row("log_max_size", Effect::Live, [](AppConfig &a) { a.logMaxSize = {1}; });
    row("log_keep", Effect::Live, [](AppConfig &a) { a.logKeep = 1; });
    row("log_format", Effect::Live, [](AppConfig &a) { a.logFormat = LogFormat::Json; });
    row("watch", Effect::Live, [](AppConfig &a) { a.watch = QStringList{u"."_s}; });
    row("watch_ignore", Effect::Live, [](AppConfig &a) { a.watchIgnore.clear(); });
    row("reload_delay", Effect::Live, [](AppConfig &a) { a.reloadDelay = 1ms; });
    row("worker_disconnect_timeout", Effect::Live,
        [](AppConfig &a) { a.workerDisconnectTimeout = 1ms; });
    row("ready", Effect::Live, [](AppConfig &a) { a.ready.when = Ready::Uptime; });
    row("ready_timeout", Effect::Live, [](AppConfig &a) { a.readyTimeout = 1ms; });
    row("min_uptime", Effect::Live, [](AppConfig &a) { a.minUptime = 1ms; });
    row("restart_delay_max", Effect::Live, [](AppConfig &a) { a.restartDelayMax = 1ms; });
    row("watchdog", Effect::Reload, [](AppConfig &a) { a.watchdog = 1ms; });
    row("listen", Effect::Reload, [](AppConfig &a) { a.listen.resize(1); });
    row("balance", Effect::Restart, [](AppConfig &a) { a.balance = Balance::RoundRobin; });
    row("rollout", Effect::Live, [](AppConfig &a) { a.rollout = RolloutPolicy::Rolling; });
    row("spare_workers", Effect::Live, [](AppConfig &a) { a.spareWorkers = 1; });
    row("restart", Effect::Live, [](AppConfig &a) { a.restart = Restart::Never; });
    row("max_restarts", Effect::Live, [](AppConfig &a) { a.maxRestarts = 1; });
    row("reload_on", Effect::Live, [](AppConfig &a) { a.reloadOn = ReloadOn::Never; });
    row("max_memory", Effect::Live, [](AppConfig &a) { a.maxMemory = ByteSize{1}; });
    row("schedule", Effect::Live, [](AppConfig &a) { a.schedule = QStringList{u"* * * * *"_s}; });
    row("depends_on", Effect::Live, [](AppConfig &a) { a.dependsOn = QStringList{u"a"_s}; });
    row("hooks", Effect::Live, [](AppConfig &a) { a.hooks.insert(u"reloaded"_s, {u"b"_s}); });
    for (const Field<AppConfig> &field : fields<AppConfig>())
        QVERIFY2(keys.contains(field.key), field.key.data());
}

void TestDiff::effects()
{
    QFETCH(Change, change);
    QFETCH(Effect, effect);
    Config after = config({u"a"_s, u"b"_s});
    change(after.apps[1]);
    const ConfigDiff diff = diffConfigs(config({u"a"_s, u"b"_s}), after);
    QCOMPARE(diff.apps.size(), 1);
    const AppChange &found = diff.apps.first();
    QCOMPARE(found.name, u"b"_s);
    QCOMPARE(found.kind, AppChange::Kind::Changed);
    const QStringList key{QString::fromLatin1(QTest::currentDataTag())};
    QCOMPARE(found.keys, key);
    QCOMPARE(found.restartKeys, effect == Effect::Restart ? key : QStringList());
    QCOMPARE(found.reloadKeys, effect == Effect::Reload ? key : QStringList());
    QCOMPARE(found.effect, effect == Effect::Restart ? Effect::Live : effect);
    const AppConfig before = app(u"b"_s);
    QCOMPARE(waitingKeys(before, after.apps[1]), found.restartKeys);
    after.apps[1] = beforeReload(after.apps[1], before);
    QCOMPARE(diffConfigs(config({u"a"_s, u"b"_s}), after).isEmpty(), effect == Effect::Reload);
}

void TestDiff::addedAndRemoved()
{
    const ConfigDiff diff = diffConfigs(config({u"a"_s, u"b"_s}), config({u"c"_s, u"b"_s}));
    QCOMPARE(diff.apps.size(), 2);
    QCOMPARE(diff.apps[0].name, u"c"_s);
    QCOMPARE(diff.apps[0].kind, AppChange::Kind::Added);
    QCOMPARE(diff.apps[1].name, u"a"_s);
    QCOMPARE(diff.apps[1].kind, AppChange::Kind::Removed);
    QVERIFY(!diff.isEmpty());
}

void TestDiff::greatestEffect()
{
    Config after = config({u"a"_s});
    after.apps[0].workers = 4;
    after.apps[0].args = QStringList{u"-x"_s};
    after.apps[0].balance = Balance::RoundRobin;
    const ConfigDiff diff = diffConfigs(config({u"a"_s}), after);
    QCOMPARE(diff.apps.first().keys, QStringList({u"args"_s, u"workers"_s, u"balance"_s}));
    QCOMPARE(diff.apps.first().restartKeys, QStringList{u"balance"_s});
    QCOMPARE(diff.apps.first().effect, Effect::Reload);
}

void TestDiff::daemonKeys()
{
    Config after;
    after.daemon.daemonPort = 0;
    after.daemon.daemonHost = u"::1"_s;
    after.daemon.authUsername = u"a"_s;
    after.daemon.authPassword = u"b"_s;
    after.daemon.allowedHosts = QStringList{u"c"_s};
    after.daemon.controlSocket = QString();
    after.daemon.pidfile = u"p"_s;
    after.daemon.psName = u"n"_s;
    const ConfigDiff diff = diffConfigs(Config(), after);
    QVERIFY(diff.apps.isEmpty());
    QCOMPARE(diff.daemonKeys, QStringList({u"daemon_port"_s, u"daemon_host"_s, u"control_socket"_s,
                                           u"pidfile"_s, u"ps_name"_s}));
    QCOMPARE(waitingKeys(DaemonConfig(), after.daemon), diff.daemonKeys);
    QCOMPARE(diff.liveDaemonKeys,
             QStringList({u"auth_username"_s, u"auth_password"_s, u"allowed_hosts"_s}));
}

void TestDiff::passwordFileWithNewContent()
{
    Config before;
    before.daemon.authPasswordFile = u"f"_s;
    before.daemon.authPassword = u"old"_s;
    Config after = before;
    after.daemon.authPassword = u"new"_s;
    QCOMPARE(diffConfigs(before, after).liveDaemonKeys, QStringList{u"auth_password"_s});
}

void TestDiff::orderDoesNotMatter()
{
    QVERIFY(diffConfigs(config({u"a"_s, u"b"_s}), config({u"b"_s, u"a"_s})).isEmpty());
}

void TestDiff::described()
{
    Config before = config({u"a"_s, u"b"_s, u"c"_s});
    Config after = config({u"d"_s, u"b"_s, u"c"_s});
    QCOMPARE(describeDiff(diffConfigs(before, before)), QStringList());
    after.daemon.pidfile = u"p"_s;
    after.daemon.authPassword = u"hush"_s;
    after.apps[1].env.insert(u"A"_s, u"hush"_s);
    after.apps[1].workers = 2;
    after.apps[2].balance = Balance::RoundRobin;
    QCOMPARE(describeDiff(diffConfigs(before, after)),
             QStringList({u"pidfile: restart of the daemon needed"_s,
                          u"auth_password: live, no worker is restarted"_s, u"d: started"_s,
                          u"b: env: reload of b"_s, u"b: workers: live, no worker is restarted"_s,
                          u"c: balance: restart of the daemon needed"_s, u"a: stopped"_s}));
}

QTEST_GUILESS_MAIN(TestDiff)
#include "tst_diff.moc"
