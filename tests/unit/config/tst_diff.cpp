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
    const auto row = [&keys](const char *key, Change change, Effect effect) {
        QTest::newRow(key) << change << effect;
        keys.insert(QString::fromLatin1(key));
    };
    row(
        "exec", [](AppConfig &a) { a.exec = u"b"_s; }, Effect::Reload);
    row(
        "args", [](AppConfig &a) { a.args = QStringList{u"b"_s}; }, Effect::Reload);
    row(
        "interpreter", [](AppConfig &a) { a.interpreter = u"b"_s; }, Effect::Reload);
    row(
        "interpreter_args", [](AppConfig &a) { a.interpreterArgs = QStringList{u"b"_s}; },
        Effect::Reload);
    row(
        "cwd", [](AppConfig &a) { a.cwd = u"b"_s; }, Effect::Reload);
    row(
        "env", [](AppConfig &a) { a.env.insert(u"A"_s, std::nullopt); }, Effect::Reload);
    row(
        "env_file", [](AppConfig &a) { a.envFile = u"b"_s; }, Effect::Reload);
    row(
        "user", [](AppConfig &a) { a.user = u"b"_s; }, Effect::Reload);
    row(
        "group", [](AppConfig &a) { a.group = u"b"_s; }, Effect::Reload);
    row(
        "umask", [](AppConfig &a) { a.umask = 0; }, Effect::Reload);
    row(
        "nice", [](AppConfig &a) { a.nice = 0; }, Effect::Reload);
    row(
        "limits",
        [](AppConfig &a) {
            a.limits.insert(u"core"_s, {0, {}});
        },
        Effect::Reload);
    row(
        "stop_signal", [](AppConfig &a) { a.stopSignal = u"SIGINT"_s; }, Effect::Live);
    row(
        "workers", [](AppConfig &a) { a.workers = 2; }, Effect::Live);
    row(
        "silent", [](AppConfig &a) { a.silent = true; }, Effect::Live);
    row(
        "log_file", [](AppConfig &a) { a.logFile = u"log"_s; }, Effect::Live);
    row(
        "log_max_size", [](AppConfig &a) { a.logMaxSize = {1}; }, Effect::Live);
    row(
        "log_keep", [](AppConfig &a) { a.logKeep = 1; }, Effect::Live);
    row(
        "log_format", [](AppConfig &a) { a.logFormat = LogFormat::Json; }, Effect::Live);
    row(
        "watch", [](AppConfig &a) { a.watch = QStringList{u"."_s}; }, Effect::Live);
    row(
        "watch_ignore", [](AppConfig &a) { a.watchIgnore.clear(); }, Effect::Live);
    row(
        "reload_delay", [](AppConfig &a) { a.reloadDelay = 1ms; }, Effect::Live);
    row(
        "worker_disconnect_timeout", [](AppConfig &a) { a.workerDisconnectTimeout = 1ms; },
        Effect::Live);
    row(
        "ready", [](AppConfig &a) { a.ready.when = Ready::Uptime; }, Effect::Live);
    row(
        "ready_timeout", [](AppConfig &a) { a.readyTimeout = 1ms; }, Effect::Live);
    row(
        "min_uptime", [](AppConfig &a) { a.minUptime = 1ms; }, Effect::Live);
    row(
        "restart_delay_max", [](AppConfig &a) { a.restartDelayMax = 1ms; }, Effect::Live);
    row(
        "watchdog", [](AppConfig &a) { a.watchdog = 1ms; }, Effect::Reload);
    row(
        "listen",
        [](AppConfig &a) {
            a.listen.append({u"::1"_s, 80, {}, {}, 0, 0});
        },
        Effect::Reload);
    row(
        "balance", [](AppConfig &a) { a.balance = Balance::RoundRobin; }, Effect::Restart);
    row(
        "rollout", [](AppConfig &a) { a.rollout = RolloutPolicy::Rolling; }, Effect::Live);
    row(
        "spare_workers", [](AppConfig &a) { a.spareWorkers = 1; }, Effect::Live);
    row(
        "restart", [](AppConfig &a) { a.restart = Restart::Never; }, Effect::Live);
    row(
        "max_restarts", [](AppConfig &a) { a.maxRestarts = 1; }, Effect::Live);
    row(
        "reload_on", [](AppConfig &a) { a.reloadOn = ReloadOn::Never; }, Effect::Live);
    row(
        "max_memory", [](AppConfig &a) { a.maxMemory = ByteSize{1}; }, Effect::Live);
    row(
        "schedule", [](AppConfig &a) { a.schedule = QStringList{u"* * * * *"_s}; }, Effect::Live);
    row(
        "depends_on", [](AppConfig &a) { a.dependsOn = QStringList{u"a"_s}; }, Effect::Live);
    row(
        "hooks", [](AppConfig &a) { a.hooks.insert(u"reloaded"_s, {u"b"_s}); }, Effect::Live);
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
