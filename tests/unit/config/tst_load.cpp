// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"
#include "tests/support/needs.h"
#include "tests/support/unprivileged.h"

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

class TestLoad final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void original();
    void allKeys();
    void sockets();
    void severalApps();
    void defaults();
    void commentKeys();
    void nameFromExec();
    void relativePath();
    void numbersAreNumbers();
    void fileFaults_data();
    void fileFaults();
    void emptyFile();
    void tooLarge();
    void warnings();
    void messages();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestLoad::init()
{
    m_directory.emplace();
    m_directory->write(u"app.js"_s, "");
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
}

void TestLoad::original()
{
    const LoadResult result = m_directory->load(R"({
    "exec": "app.js",
    "args": ["-p", "8080"],
    "workers": 3,
    "worker_disconnect_timeout": 5000,
    "daemon_port": 9999,
    "watch": ["."],
    "reload_delay": 5000,
    "auth_username": "foo",
    "auth_password": "bar"
})");
    NEED(result.config || !result.messages().join(u' ').contains(u"node, which is not in PATH"_s),
         "Node is not installed");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QVERIFY(result.warnings.isEmpty());
    const Config &config = *result.config;
    QCOMPARE(config.file, m_directory->path(u"qilin-daemon.json"_s));
    QCOMPARE(config.directory, m_directory->path({}));
    QCOMPARE(config.daemon.daemonPort.value_or(-1), 9999);
    QCOMPARE(config.daemon.daemonHost, u"127.0.0.1"_s);
    QCOMPARE(config.daemon.authUsername, u"foo"_s);
    QCOMPARE(config.daemon.authPassword, u"bar"_s);
    QCOMPARE(config.apps.size(), 1);
    const AppConfig &app = config.apps.first();
    QCOMPARE(app.exec, u"app.js"_s);
    QCOMPARE(app.name, u"app.js"_s);
    QCOMPARE(app.args, QStringList({u"-p"_s, u"8080"_s}));
    QCOMPARE(app.workers, 3);
    QCOMPARE(app.workerCount(), 3);
    QCOMPARE(app.watch, QStringList{u"."_s});
    QCOMPARE(app.reloadDelay, 5000ms);
    QCOMPARE(app.workerDisconnectTimeout, 5000ms);
}

void TestLoad::allKeys()
{
    m_directory->write(u"secret"_s, "p\xc3\xa4ss\r\nsecond line\n", true);
    const LoadResult result = m_directory->load(R"({
    "daemon_port": 0, "daemon_host": "::", "auth_username": "me",
    "auth_password_file": "secret", "allowed_hosts": ["deploy.example.com"],
    "control_socket": "", "pidfile": "pid", "ps_name": "qilin: shop",
    "exec": "run", "name": "shop", "args": [""], "interpreter": "sh",
    "interpreter_args": ["-e"], "cwd": ".", "env": {"A": "1", "B": null, "_C": ""},
    "workers": "auto", "silent": true, "log_file": "log", "log_max_size": "64K",
    "log_keep": 0, "log_format": "json", "watch": ["run"], "watch_ignore": ["*.log"],
    "reload_delay": 0, "worker_disconnect_timeout": 3600000, "ready": "uptime",
    "ready_timeout": 1, "min_uptime": 0, "restart_delay_max": 100, "balance": "round_robin"
})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    const DaemonConfig &daemon = result.config->daemon;
    QCOMPARE(daemon.daemonPort.value_or(-1), 0);
    QCOMPARE(daemon.daemonHost, u"::"_s);
    QCOMPARE(daemon.authPassword, u"päss"_s);
    QCOMPARE(daemon.authPasswordFile, u"secret"_s);
    QCOMPARE(daemon.allowedHosts, QStringList{u"deploy.example.com"_s});
    QCOMPARE(daemon.controlSocket.value_or(u"none"_s), u""_s);
    QCOMPARE(daemon.pidfile, u"pid"_s);
    QCOMPARE(daemon.psName, u"qilin: shop"_s);
    const AppConfig &app = result.config->apps.first();
    QCOMPARE(app.name, u"shop"_s);
    QCOMPARE(app.args, QStringList{u""_s});
    QCOMPARE(app.interpreter, u"sh"_s);
    QCOMPARE(app.interpreterArgs, QStringList{u"-e"_s});
    QCOMPARE(app.cwd, u"."_s);
    QCOMPARE(app.env.size(), 3);
    QCOMPARE(app.env.value(u"A"_s).value_or(u""_s), u"1"_s);
    QVERIFY(!app.env.value(u"B"_s));
    QVERIFY(app.env.contains(u"_C"_s));
    QCOMPARE(app.workers, 0);
    QVERIFY(app.workerCount() >= 1);
    QVERIFY(app.silent);
    QCOMPARE(app.logFile, u"log"_s);
    QCOMPARE(app.logMaxSize.bytes, 65536);
    QCOMPARE(app.logKeep, 0);
    QCOMPARE(app.logFormat, LogFormat::Json);
    QCOMPARE(app.watchIgnore, QStringList{u"*.log"_s});
    QCOMPARE(app.reloadDelay, 0ms);
    QCOMPARE(app.workerDisconnectTimeout, 3600000ms);
    QCOMPARE(app.ready.when, Ready::Uptime);
    QCOMPARE(app.readyTimeout, 1ms);
    QCOMPARE(app.minUptime, 0ms);
    QCOMPARE(app.restartDelayMax, 100ms);
    QCOMPARE(app.balance, Balance::RoundRobin);
}

void TestLoad::sockets()
{
    const LoadResult result = m_directory->load(R"({
    "apps": [ {"exec": "run", "ready": {"//": "why", "http": "http://localhost:{port}/up?x=1"}, "watchdog": 5,
               "listen": ["127.0.0.1:80", "localhost:8000", "*:65535", "[::1]:1", "[::]:2",
                          "unix:a b.sock", "unix:/x:1"]} ]
})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    const AppConfig &app = result.config->apps.first();
    QCOMPARE(app.ready.when, Ready::Http);
    QCOMPARE(app.ready.url, u"http://localhost:{port}/up?x=1"_s);
    QCOMPARE(app.watchdog, 5ms);
    QStringList found;
    for (const ListenAddress &address : app.listen)
        found.append(u"%1 %2 %3"_s.arg(address.host).arg(address.port).arg(address.path));
    const QStringList wanted{u"127.0.0.1 80 "_s, u"127.0.0.1 8000 "_s, u" 65535 "_s, u"::1 1 "_s,
                             u":: 2 "_s,         u" 0 a b.sock"_s,     u" 0 /x:1"_s};
    QCOMPARE(found, wanted);
    QCOMPARE(app.listen[3].key, u"apps[0].listen[3]"_s);
    QCOMPARE(app.listen[3].line, 3);
    QCOMPARE(app.listen[3].column, 72);
}

void TestLoad::severalApps()
{
    const LoadResult result = m_directory->load(R"({
    "daemon_port": 9999,
    "apps": [ {"exec": "run", "workers": 2}, {"exec": "run", "name": "other"} ]
})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.config->apps.size(), 2);
    QCOMPARE(result.config->apps[0].name, u"run"_s);
    QCOMPARE(result.config->apps[0].workers, 2);
    QCOMPARE(result.config->apps[1].name, u"other"_s);
    QCOMPARE(result.config->apps[1].workers, 1);
}

void TestLoad::defaults()
{
    const LoadResult result = m_directory->load(R"({"exec": "run"})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QVERIFY(!result.config->daemon.daemonPort);
    QVERIFY(!result.config->daemon.controlSocket);
    const AppConfig &app = result.config->apps.first();
    QCOMPARE(app.workers, 1);
    QCOMPARE(app.minUptime, 1000ms);
    QCOMPARE(app.logMaxSize.bytes, 10 * 1024 * 1024);
    QCOMPARE(app.logKeep, 5);
    QVERIFY(app.watchIgnore.contains(u"node_modules"_s));
    QVERIFY(app.watchIgnore.contains(u"*~"_s));
}

void TestLoad::commentKeys()
{
    const LoadResult result = m_directory->load(
        R"({"_": {"a": [1]}, "//": "x", "//": "y", "apps": [{"_exec": 1, "exec": "run"}]})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
}

void TestLoad::nameFromExec()
{
    const LoadResult result = m_directory->load(R"({"exec": "./x/../run"})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.config->apps.first().name, u"run"_s);
}

void TestLoad::relativePath()
{
    QVERIFY(m_directory->load(R"({"exec": "run"})").config);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_directory->path({})));
    const LoadResult result = loadConfig(u"./qilin-daemon.json"_s);
    QDir::setCurrent(before);
    QVERIFY(result.config);
    QVERIFY(QDir::isAbsolutePath(result.config->file));
    QCOMPARE(result.config->resolved(u"a/../b"_s), result.config->directory + "/b"_L1);
    QCOMPARE(result.config->resolved(u"/a"_s), u"/a"_s);
}

void TestLoad::numbersAreNumbers()
{
    const LoadResult result
        = m_directory->load(R"({"exec": "run", "workers": 2.0, "reload_delay": 1e3})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.config->apps.first().workers, 2);
    QCOMPARE(result.config->apps.first().reloadDelay, 1000ms);
}

void TestLoad::fileFaults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << u"nothing.json"_s << u"there is no such file"_s;
    QTest::newRow("directory") << u"folder"_s << u"is a directory"_s;
    QTest::newRow("unreadable") << u"locked.json"_s << u"must be readable"_s;
    QTest::newRow("device") << u"device"_s << u"regular file"_s;
}

void TestLoad::fileFaults()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    QVERIFY(QDir(m_directory->path({})).mkdir(u"folder"_s));
    m_directory->write(u"locked.json"_s, "{}");
    QFile::setPermissions(m_directory->path(u"locked.json"_s), QFile::Permissions());
    QFile::link(u"/dev/zero"_s, m_directory->path(u"device"_s));
    const QString path = m_directory->path(name);
    const test::Unprivileged user(m_directory->path({}));
    QVERIFY(user.isSound());
    const LoadResult result = loadConfig(path);
    QVERIFY(!result.config);
    QVERIFY(result.unreadable);
    QCOMPARE(result.messages().size(), 1);
    QVERIFY2(result.messages().first().startsWith(path + ": "_L1),
             qPrintable(result.messages().first()));
    QVERIFY2(result.messages().first().contains(says), qPrintable(result.messages().first()));
}

void TestLoad::emptyFile()
{
    const LoadResult result = m_directory->load("");
    QVERIFY(!result.config);
    QVERIFY(!result.unreadable);
    QCOMPARE(placesOf(result.faults), QStringList{u"1:1"_s});
    QVERIFY(result.faults.first().text.contains(u"empty"_s));
}

void TestLoad::tooLarge()
{
    const LoadResult result = m_directory->load(QByteArray((4 << 20) + 1, ' '));
    QVERIFY(result.unreadable);
    QVERIFY(result.faults.first().text.contains(u"4 MB"_s));
}

void TestLoad::warnings()
{
    m_directory->write(u"secret"_s, "x\n");
    QFile::setPermissions(m_directory->path(u"secret"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const LoadResult result = m_directory->load(R"({"exec": "run", "watch": [".", "later"],
 "auth_username": "a", "auth_password_file": "secret"})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.warnings.size(), 2);
    const QString file = m_directory->path(u"qilin-daemon.json"_s);
    QCOMPARE(result.warnings[0], u"%1:1:26: watch: %2 does not exist yet; it is watched for"_s.arg(
                                     file, m_directory->path(u"later"_s)));
    QVERIFY(result.warnings[1].startsWith(file + ":2:46: auth_password_file: "_L1));
}

void TestLoad::messages()
{
    const LoadResult result = m_directory->load("{\"exec\": \"run\",\n \"workrs\": 3}");
    QCOMPARE(result.messages(),
             QStringList{m_directory->path(u"qilin-daemon.json"_s)
                         + ":2:2: workrs: unknown key: did you mean \"workers\"?"_L1});
}

QTEST_GUILESS_MAIN(TestLoad)
#include "tst_load.moc"
