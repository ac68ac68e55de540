// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// SIGHUP: the configuration is read again, and only what differs is touched.
class tst_DaemonReconfigure final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void unchanged();
    void moreAndFewerWorkers();
    void newArguments();
    void newEnvironment();
    void applicationAddedAndRemoved();
    void broken_data();
    void broken();
    void newCredentials();
    void noCredentialsForAnOpenPort();
    void newPasswordInItsFile();
    void keysThatNeedARestart();
    void crashAfterAFailedReload();
    void startAfterAFailedReload();
    void quickSuccession();

private:
    void hangUp(const QJsonObject &config);
    static QJsonObject guardedBy(quint16 port, const QString &key, const QString &value);
    static int statusWith(quint16 port, const QByteArray &password);
    QList<qint64> pids(const QString &app) { return pidsUp(m_daemon->info(), app); }

    std::unique_ptr<DaemonProcess> m_daemon;
    QJsonObject m_a;
    QJsonObject m_b;
    QList<qint64> m_aPids;
    QList<qint64> m_bPids;
};

// Application a with two workers, b with one.
void tst_DaemonReconfigure::init()
{
    m_a = childApp({u"hang"_s}, 2);
    m_b = childApp({u"hang"_s});
    m_daemon = std::make_unique<DaemonProcess>();
    m_daemon->writeConfig(severalApps({{u"a"_s, m_a}, {u"b"_s, m_b}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    m_aPids = pids(u"a"_s);
    m_bPids = pids(u"b"_s);
    QCOMPARE(m_aPids.size(), 2);
    QCOMPARE(m_bPids.size(), 1);
}

void tst_DaemonReconfigure::cleanup()
{
    if (!QTest::currentTestFailed()) {
        QCOMPARE(m_daemon->quit(), 0);
        QCOMPARE(describe(m_daemon->processes()), QString());
    }
    m_daemon.reset();
}

void tst_DaemonReconfigure::hangUp(const QJsonObject &config)
{
    m_daemon->writeConfig(config);
    m_daemon->signal(SIGHUP);
}

QJsonObject tst_DaemonReconfigure::guardedBy(quint16 port, const QString &key, const QString &value)
{
    QJsonObject config = with(childApp({u"hang"_s}), key, value);
    config.insert("daemon_port"_L1, port);
    config.insert("auth_username"_L1, "foo"_L1);
    return config;
}

int tst_DaemonReconfigure::statusWith(quint16 port, const QByteArray &password)
{
    HttpClient client = HttpClient::tcp(port);
    client.setCredentials("foo", password);
    return client.get("/info").status;
}

void tst_DaemonReconfigure::unchanged()
{
    hangUp(severalApps({{u"a"_s, m_a}, {u"b"_s, m_b}}));
    QVERIFY2(
        m_daemon->waitForLog(u"[daemon] configuration read again: no application has changed"_s),
        m_daemon->log());
    QCOMPARE(pids(u"a"_s), m_aPids);
    QCOMPARE(pids(u"b"_s), m_bPids);
    QCOMPARE(number(appIn(m_daemon->info(), u"a"_s), "generation"), 1);
}

void tst_DaemonReconfigure::moreAndFewerWorkers()
{
    hangUp(severalApps({{u"a"_s, with(m_a, u"workers"_s, 4)}, {u"b"_s, m_b}}));
    QTRY_COMPARE_WITH_TIMEOUT(pids(u"a"_s).size(), 4, kPatienceMs);
    for (const qint64 pid : std::as_const(m_aPids))
        QVERIFY(pids(u"a"_s).contains(pid));
    const QList<qint64> four = pids(u"a"_s);

    hangUp(severalApps({{u"a"_s, with(m_a, u"workers"_s, 1)}, {u"b"_s, m_b}}));
    QVERIFY2(m_daemon->waitForInfo(
                 [](const QJsonObject &info) { return workersIn(info, u"a"_s).size() == 1; }),
             m_daemon->log());
    QVERIFY(four.contains(pids(u"a"_s).value(0)));
    QCOMPARE(std::count_if(four.begin(), four.end(), &isAlive), 1);
    QCOMPARE(number(appIn(m_daemon->info(), u"a"_s), "workers"), 1);
    QCOMPARE(number(appIn(m_daemon->info(), u"a"_s), "generation"), 1);
    QCOMPARE(pids(u"b"_s), m_bPids);
}

void tst_DaemonReconfigure::newArguments()
{
    const QJsonObject args = childApp({u"print=new_words"_s, u"hang"_s}, 2);
    hangUp(severalApps({{u"a"_s, args}, {u"b"_s, m_b}}));
    QVERIFY2(m_daemon->waitForInfo([](const QJsonObject &info) {
        return number(appIn(info, u"a"_s), "generation") == 2
               && text(appIn(info, u"a"_s), "state") == "up"_L1
               && workersIn(info, u"a"_s).size() == 2;
    }),
             m_daemon->log());
    QTRY_COMPARE_WITH_TIMEOUT(m_daemon->standardOutput(), QByteArray("new_words\nnew_words\n"),
                              kPatienceMs);
    for (const qint64 pid : std::as_const(m_aPids))
        QVERIFY(!isAlive(pid));
    QCOMPARE(pids(u"b"_s), m_bPids);
    const QJsonObject reload = appIn(m_daemon->info(), u"a"_s).value("last_reload"_L1).toObject();
    QCOMPARE(text(reload, "reason"), u"config"_s);
    QCOMPARE(text(reload, "result"), u"OK"_s);
}

void tst_DaemonReconfigure::newEnvironment()
{
    const QJsonObject env{{u"TESTCHILD"_s, u"env=COLOUR env=HOME hang"_s},
                          {u"COLOUR"_s, u"red and blue"_s},
                          {u"HOME"_s, QJsonValue::Null}};
    QJsonObject b = childApp({});
    b.insert("env"_L1, env);
    hangUp(severalApps({{u"a"_s, m_a}, {u"b"_s, b}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_daemon->standardOutput(),
                              QByteArray("COLOUR=red and blue\nHOME unset\n"), kPatienceMs);
    QVERIFY(m_daemon->waitForInfo([](const QJsonObject &info) {
        return number(appIn(info, u"b"_s), "generation") == 2
               && workersIn(info, u"b"_s).size() == 1;
    }));
    QCOMPARE(pids(u"a"_s), m_aPids);
    QVERIFY2(!m_daemon->log().contains("red and blue"), m_daemon->log());
}

void tst_DaemonReconfigure::applicationAddedAndRemoved()
{
    const QJsonObject c = childApp({u"hang"_s}, 2);
    hangUp(severalApps({{u"c"_s, c}, {u"a"_s, m_a}}));
    QVERIFY2(m_daemon->waitForInfo([](const QJsonObject &info) {
        return info.value("apps"_L1).toArray().size() == 2 && pidsUp(info, u"c"_s).size() == 2
               && workersIn(info, u"b"_s).isEmpty();
    }),
             m_daemon->log());
    QVERIFY(!isAlive(m_bPids.value(0)));
    QCOMPARE(pids(u"a"_s), m_aPids);
    QVERIFY2(m_daemon->log().contains("[daemon] c is new in the configuration\n"), m_daemon->log());
    QVERIFY2(m_daemon->log().contains("[daemon] b is no longer in the configuration"),
             m_daemon->log());
    QCOMPARE(m_daemon->get("/reload?app=b").status, 404);
    QCOMPARE(m_daemon->get("/readyz").status, 200);
}

void tst_DaemonReconfigure::broken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    QTest::newRow("syntax") << QByteArray("{\n\"apps\": [") << u":2:"_s;
    QTest::newRow("empty") << QByteArray() << u":1:1: "_s;
    QTest::newRow("unknown key")
        << QByteArray("{\n \"apps\": [],\n \"demon_port\": 1}")
        << u":3:2: demon_port: unknown key: did you mean \"daemon_port\"?"_s;
    QTest::newRow("program is gone")
        << QByteArray("{\n \"apps\": [{\"exec\": \"nowhere.js\"}]}") << u":2:20: apps[0].exec: "_s;
}

void tst_DaemonReconfigure::broken()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    m_daemon->writeConfigText(text);
    m_daemon->signal(SIGHUP);
    QVERIFY2(m_daemon->waitForLog(u"is faulty: everything goes on as before"_s), m_daemon->log());
    const QString file = m_daemon->path(u"qilin-daemon.json"_s);
    QVERIFY2(m_daemon->log().contains(" - error: " + file.toUtf8() + fault.toUtf8()),
             m_daemon->log());
    QCOMPARE(pids(u"a"_s), m_aPids);
    QCOMPARE(pids(u"b"_s), m_bPids);
    QCOMPARE(m_daemon->get("/reload?app=b").status, 200); // with the configuration that was good
    // And when the file is gone altogether.
    QVERIFY(QFile::remove(file));
    m_daemon->signal(SIGHUP);
    QVERIFY2(m_daemon->waitForLog(file + u": there is no such file"_s), m_daemon->log());
    QCOMPARE(pids(u"a"_s), m_aPids);
}

void tst_DaemonReconfigure::newCredentials()
{
    // Those of before are none, so that a second daemon begins here.
    const quint16 port = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(guardedBy(port, u"auth_password"_s, u"first"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(statusWith(port, "first"), 200);
    daemon.writeConfig(guardedBy(port, u"auth_password"_s, u"second"_s));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"configuration read again"_s), daemon.log());
    QCOMPARE(statusWith(port, "second"), 200);
    QCOMPARE(statusWith(port, "first"), 401);
    QVERIFY2(!daemon.log().contains("second"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

// A port that other machines reach stays there until the daemon's end, and so does its guard.
void tst_DaemonReconfigure::noCredentialsForAnOpenPort()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    QJsonObject config = guardedBy(port, u"auth_password"_s, u"first"_s);
    config.insert("daemon_host"_L1, "0.0.0.0"_L1);
    daemon.writeConfig(config);
    QVERIFY(daemon.startAndWaitUntilUp());
    for (const QString &key : {u"daemon_host"_s, u"auth_username"_s, u"auth_password"_s})
        config.remove(key);
    daemon.writeConfig(config);
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"(0.0.0.0), so it keeps its credentials until then"_s),
             daemon.log());
    QVERIFY2(daemon.waitForLog(u"configuration read again"_s), daemon.log());
    QCOMPARE(HttpClient::tcp(port).get("/info").status, 401);
    QCOMPARE(HttpClient::tcp(port).post("/reload").status, 401);
    QCOMPARE(statusWith(port, "first"), 200);
    daemon.writeConfig(guardedBy(port, u"auth_password"_s, u"second"_s));
    daemon.signal(SIGHUP);
    QTRY_COMPARE_WITH_TIMEOUT(statusWith(port, "second"), 200, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

// The file is read with the configuration, whatever has changed.
void tst_DaemonReconfigure::newPasswordInItsFile()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    writeFile(daemon.path(u"password"_s), "first\n");
    daemon.writeConfig(guardedBy(port, u"auth_password_file"_s, u"password"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(statusWith(port, "first"), 200);
    writeFile(daemon.path(u"password"_s), "second\n");
    QCOMPARE(statusWith(port, "first"), 200);
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"configuration read again"_s), daemon.log());
    QCOMPARE(statusWith(port, "second"), 200);
    QCOMPARE(statusWith(port, "first"), 401);
    QVERIFY(QFile::remove(daemon.path(u"password"_s)));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"is faulty: everything goes on as before"_s), daemon.log());
    QCOMPARE(statusWith(port, "second"), 200);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonReconfigure::keysThatNeedARestart()
{
    QJsonObject config
        = severalApps({{u"a"_s, with(m_a, u"balance"_s, u"round_robin"_s)}, {u"b"_s, m_b}});
    config.insert("daemon_port"_L1, 0);
    config.insert("ps_name"_L1, "other"_L1);
    hangUp(config);
    QVERIFY2(m_daemon->waitForLog(u"a: these changes wait for a restart of the daemon: balance"_s),
             m_daemon->log());
    QVERIFY2(m_daemon->log().contains(
                 "warning: these changes wait for a restart of the daemon: daemon_port, ps_name\n"),
             m_daemon->log());
    QCOMPARE(pids(u"a"_s), m_aPids);
    QCOMPARE(pids(u"b"_s), m_bPids);

    // As long as they differ from what is in force, whatever else is read.
    const auto saidTwice = [this](const QString &text) {
        return waitFor([&] { return m_daemon->logLines().filter(text).size() == 2; });
    };
    config.remove("ps_name"_L1);
    hangUp(config);
    QVERIFY2(saidTwice(u"a: these changes wait for a restart of the daemon: balance"_s),
             m_daemon->log());
    QVERIFY2(m_daemon->log().contains(
                 "warning: these changes wait for a restart of the daemon: daemon_port\n"),
             m_daemon->log());
    hangUp(severalApps({{u"a"_s, m_a}, {u"b"_s, m_b}}));
    QVERIFY2(saidTwice(u"[daemon] a has changed: balance"_s), m_daemon->log());
    hangUp(severalApps({{u"a"_s, m_a}, {u"b"_s, m_b}}));
    QVERIFY2(saidTwice(u"no application has changed"_s), m_daemon->log());
    QCOMPARE(m_daemon->logLines().filter(u"wait for a restart"_s).size(), 4);
}

// What a reload has refused is not met by a worker that takes a dead one's place.
void tst_DaemonReconfigure::crashAfterAFailedReload()
{
    const QJsonObject bad
        = with(childApp({u"error=new_words"_s, u"exit=3"_s}, 2), u"watchdog"_s, 3'600'000);
    hangUp(severalApps({{u"a"_s, with(bad, u"restart_delay_max"_s, 100)}, {u"b"_s, m_b}}));
    QVERIFY2(m_daemon->waitForLog(u"reload of a failed, generation 1 keeps serving: "_s),
             m_daemon->log());
    QCOMPARE(pids(u"a"_s), m_aPids);
    QCOMPARE(pids(u"b"_s), m_bPids);
    const qsizetype said = m_daemon->logLines().size();
    const qint64 victim = m_aPids.takeFirst();
    sendSignal(victim, SIGKILL);
    QVERIFY2(m_daemon->waitForInfo(
                 [&](const QJsonObject &info) { return isFilled(info, victim, 2, u"a"_s); }),
             m_daemon->log());
    QCOMPARE(m_daemon->logLines().mid(said).filter(u"exited with code 3"_s).size(), 0);
    QVERIFY(pids(u"a"_s).contains(m_aPids.first()));
    QCOMPARE(m_daemon->post("/scale?app=a&workers=3").status, 200);
    QCOMPARE(pids(u"a"_s).size(), 3);
    QCOMPARE(m_daemon->logLines().mid(said).filter(u"exited with code 3"_s).size(), 0);
    // The next reload meets it again.
    QCOMPARE(m_daemon->post("/reload?app=a").status, 500);
}

// What has ended and is started by request is started as the configuration is.
void tst_DaemonReconfigure::startAfterAFailedReload()
{
    const auto jobThat
        = [](const QStringList &words) { return with(childApp(words), u"restart"_s, u"never"_s); };
    const auto times = [this](const QByteArray &word) {
        return m_daemon->standardOutput().split('\n').count(word);
    };
    hangUp(severalApps({{u"a"_s, jobThat({u"print=one"_s, u"exit=0"_s})}}));
    QVERIFY2(m_daemon->waitForInfo([](const QJsonObject &info) {
        return text(appIn(info, u"a"_s), "state") == "exited"_L1;
    }),
             m_daemon->log());
    hangUp(severalApps({{u"a"_s, jobThat({u"print=two"_s, u"exit=3"_s})}}));
    QVERIFY2(m_daemon->waitForLog(u"reload of a failed"_s), m_daemon->log());
    QCOMPARE(times("two"), 1);
    QCOMPARE(m_daemon->post("/start?app=a").status, 500);
    QCOMPARE(times("two"), 2);
    QCOMPARE(times("one"), 1);
}

// The last one counts, whatever the ones before have begun.
void tst_DaemonReconfigure::quickSuccession()
{
    for (int i = 1; i <= 5; ++i) {
        const QJsonObject args = childApp({u"env=GENERATION"_s, u"hang"_s}, i % 2 + 1);
        const QJsonObject env{{u"GENERATION"_s, QString::number(i)}};
        const qsizetype said = m_daemon->logLines().size();
        hangUp(severalApps({{u"a"_s, with(args, u"env"_s, env)}, {u"b"_s, m_b}}));
        QVERIFY2(m_daemon->waitForLog(u"[daemon] a has changed"_s, said), m_daemon->log());
    }
    const auto isOfTheLast = [](const QJsonObject &worker) {
        QFile environment(u"/proc/%1/environ"_s.arg(number(worker, "pid")));
        return environment.open(QIODevice::ReadOnly)
               && environment.readAll().split('\0').contains("GENERATION=5");
    };
    QVERIFY2(m_daemon->waitForInfo([isOfTheLast](const QJsonObject &info) {
        const QList<QJsonObject> workers = workersIn(info, u"a"_s);
        return text(appIn(info, u"a"_s), "state") == "up"_L1 && workers.size() == 2
               && std::all_of(workers.cbegin(), workers.cend(), isOfTheLast);
    }),
             m_daemon->log());
    QCOMPARE(pids(u"b"_s), m_bPids);
}

QTEST_GUILESS_MAIN(tst_DaemonReconfigure)
#include "tst_reconfigure.moc"
