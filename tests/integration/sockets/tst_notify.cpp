// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QJsonObject notifier(QStringList words)
{
    return with(childApp(words), u"ready"_s, u"notify"_s);
}

QString stateOf(const QJsonObject &info)
{
    return text(workersIn(info).value(0), "state");
}

} // namespace

// What workers say of themselves by NOTIFY_SOCKET, and what is asked of them over HTTP.
class tst_Notify final : public QObject
{
    Q_OBJECT

private slots:
    void upWhenItSaysSo();
    void neverSaysSo();
    void reloadWaitsForIt();
    void status();
    void stopping();
    void stoppingTooSoon();
    void watchdog();
    void noWatchdogWithoutTheKey();
    void readyByHttp();
    void readyByHttpOfNobody();
    void readyBySharedAddress();
    void node();
};

void tst_Notify::upWhenItSaysSo()
{
    DaemonProcess daemon;
    const QString gate = daemon.path(u"gate"_s);
    writeFile(daemon.path(u"app.sh"_s), "until [ -e gate ]; do sleep 0.05; done\n"
                                        "exec " QILIN_TESTCHILD_PATH " notify=READY=1 hang\n");
    daemon.writeConfig({{u"exec"_s, u"app.sh"_s},
                        {u"ready"_s, u"notify"_s},
                        {u"min_uptime"_s, 100},
                        {u"reload_delay"_s, 3600000}});
    QVERIFY(daemon.start());
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return number(workersIn(info).value(0), "uptime") >= 1; // ten times min_uptime
    }));
    QCOMPARE(stateOf(daemon.info()), u"starting"_s);
    writeFile(gate, "");
    QVERIFY2(daemon.waitUntilUp(), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::neverSaysSo()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(notifier({u"notify=READY=0"_s, u"hang"_s}), u"ready_timeout"_s, 300));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForLog(u"was not up after 0.3 s (it never sent READY=1)"_s), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::reloadWaitsForIt()
{
    DaemonProcess daemon;
    daemon.writeConfig(notifier({u"notify=READY=1"_s, u"hang"_s}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const QList<qint64> old = daemon.workerPids();
    QCOMPARE(daemon.post("/reload").status, 200);
    QVERIFY(!daemon.workerPids().contains(old.value(0)));

    daemon.writeConfig(with(notifier({u"hang"_s}), u"ready_timeout"_s, 500));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"generation 2 keeps serving"_s), daemon.log());
    QVERIFY2(daemon.log().contains("it never sent READY=1"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::status()
{
    DaemonProcess daemon;
    daemon.writeConfig(notifier({u"notify=STATUS=reading the tables\nREADY=1"_s, u"hang"_s}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(text(workersIn(daemon.info()).value(0), "status"), u"reading the tables"_s);
    QCOMPARE(daemon.quit(), 0);
}

// It goes by itself: the next one comes at once, and the old one is listed until it has gone.
void tst_Notify::stopping()
{
    DaemonProcess daemon;
    QJsonObject config = childApp({});
    config.insert("exec"_L1, "app.sh"_L1);
    config.insert("ready"_L1, "notify"_L1);
    config.insert("worker_disconnect_timeout"_L1, 60'000);
    config.insert("reload_delay"_L1, 3'600'000);
    config.insert("args"_L1, QJsonArray{QStringLiteral(QILIN_TESTCHILD_PATH)});
    writeFile(daemon.path(u"app.sh"_s), "\"$1\" notify=READY=1\n"
                                        "until [ -e go.$$ ]; do sleep 0.05; done\n"
                                        "\"$1\" notify=STOPPING=1\n"
                                        "until [ -e end ]; do sleep 0.05; done\n");
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const qint64 first = daemon.workerPids().value(0);
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return number(workersIn(info).value(0), "uptime") >= 1; }));
    writeFile(daemon.path(u"go.%1"_s.arg(first)), "");
    QVERIFY2(daemon.waitForInfo(
                 [first](const QJsonObject &info) { return retiresBesideSuccessor(info, first); }),
             daemon.log());
    QVERIFY(isAlive(first));
    writeFile(daemon.path(u"end"_s), "");
    QVERIFY(
        daemon.waitForInfo([](const QJsonObject &info) { return workersIn(info).size() == 1; }));
    QCOMPARE(daemon.quit(), 0);
}

// One that does so at once is started again with pauses, like any that dies.
void tst_Notify::stoppingTooSoon()
{
    DaemonProcess daemon;
    QJsonObject config = notifier({u"notify=READY=1"_s, u"notify=STOPPING=1"_s, u"exit=0"_s});
    config.insert("min_uptime"_L1, 10'000);
    daemon.writeConfig(config);
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return number(appIn(info).value("failure"_L1).toObject(), "next_try_ms") >= 200;
    }),
             daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::watchdog()
{
    DaemonProcess daemon;
    QJsonObject a = notifier(
        {u"env=WATCHDOG_USEC"_s, u"notify=READY=1"_s, u"notify=WATCHDOG=1"_s, u"hang"_s});
    QJsonObject b = notifier({u"notify=READY=1"_s, u"heartbeat=50"_s});
    daemon.writeConfig(severalApps({{u"silent"_s, with(a, u"watchdog"_s, 1000)},
                                    {u"beats"_s, with(b, u"watchdog"_s, 10'000)}}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const QList<qint64> beats = pidsUp(daemon.info(), u"beats"_s);
    for (int i = 0; i < 3; ++i) {
        const qint64 pid = pidsUp(daemon.info(), u"silent"_s).value(0);
        QVERIFY2(daemon.waitForInfo([pid](const QJsonObject &info) {
            return isFilled(info, pid, 1, u"silent"_s);
        }),
                 daemon.log());
    }
    QVERIFY2(daemon.log().contains("gave no sign of life (WATCHDOG=1) for 1.0 s"), daemon.log());
    QVERIFY2(daemon.standardOutput().contains("WATCHDOG_USEC=1000000\n"), daemon.standardOutput());
    QCOMPARE(pidsUp(daemon.info(), u"beats"_s), beats);
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::noWatchdogWithoutTheKey()
{
    DaemonProcess daemon;
    daemon.setEnvironment(u"WATCHDOG_USEC"_s, u"1"_s);
    daemon.writeConfig(
        notifier({u"env=WATCHDOG_USEC"_s, u"env=WATCHDOG_PID"_s, u"notify=READY=1"_s, u"hang"_s}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(),
                              QByteArray("WATCHDOG_USEC unset\nWATCHDOG_PID unset\n"), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

// Each worker is asked at a port of its own.
void tst_Notify::readyByHttp()
{
    DaemonProcess daemon;
    const QString gate = daemon.path(u"gate"_s);
    writeFile(daemon.path(u"app.sh"_s),
              "until [ -e gate ]; do sleep 0.05; done\n"
              "exec " QILIN_TESTCHILD_PATH " listen=$READY_PORT serve=ok\n");
    daemon.writeConfig({{u"exec"_s, u"app.sh"_s},
                        {u"ready"_s, QJsonObject{{u"http"_s, u"http://127.0.0.1:{port}/up"_s}}},
                        {u"workers"_s, 2},
                        {u"min_uptime"_s, 100},
                        {u"reload_delay"_s, 3600000}});
    QVERIFY(daemon.start());
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return workersIn(info).size() == 2 && number(workersIn(info)[1], "uptime") >= 1;
    }));
    QCOMPARE(stateOf(daemon.info()), u"starting"_s);
    writeFile(gate, "");
    QVERIFY2(daemon.waitUntilUp(), daemon.log());
    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(daemon.quit(), 0);
}

void tst_Notify::readyByHttpOfNobody()
{
    DaemonProcess daemon;
    QJsonObject config = childApp({u"hang"_s});
    config.insert("ready"_L1, QJsonObject{{u"http"_s, u"http://127.0.0.1:%1/"_s.arg(freePort())}});
    config.insert("ready_timeout"_L1, 300);
    daemon.writeConfig(config);
    QVERIFY(daemon.start());
    // One of its tries was long enough to ask once.
    const QRegularExpression reason(
        u"was not up after 0\\.3 s \\(http://127\\.0\\.0\\.1:.*Connection refused"_s);
    QVERIFY2(waitFor([&] { return !daemon.logLines().filter(reason).isEmpty(); }), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

// It is said that this asks whoever answers first.
void tst_Notify::readyBySharedAddress()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    QJsonObject config = childApp({u"inherit=3"_s, u"serve=ok"_s});
    config.insert("listen"_L1, QJsonArray{u"127.0.0.1:%1"_s.arg(port)});
    config.insert("ready"_L1, QJsonObject{{u"http"_s, u"http://localhost:%1/"_s.arg(port)}});
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QVERIFY2(daemon.log().contains("ready: workers share this address"), daemon.log());
    QCOMPARE(daemon.post("/reload").status, 200);
    QCOMPARE(daemon.quit(), 0);
}

// A cluster worker may say itself when it is ready.
void tst_Notify::node()
{
    NEED_NODE();
    const quint16 port = freePort();
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.js"_s),
              "const http = require('http');\n"
              "const {execFileSync} = require('child_process');\n"
              "http.createServer((q, a) => a.end('ok')).listen(Number(process.env.PORT), () =>\n"
              "    execFileSync(process.env.CHILD, ['notify=READY=1']));\n");
    daemon.writeConfig(
        {{u"exec"_s, u"app.js"_s},
         {u"ready"_s, u"notify"_s},
         {u"min_uptime"_s, 100},
         {u"reload_delay"_s, 3600000},
         {u"env"_s, QJsonObject{{u"PORT"_s, QString::number(port)},
                                {u"CHILD"_s, QStringLiteral(QILIN_TESTCHILD_PATH)}}}});
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(HttpClient::tcp(port).get("/").body, QByteArray("ok"));
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_Notify)
#include "tst_notify.moc"
