// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/notifysocket.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Signals to the daemon, and what it tells a service manager.
class tst_DaemonSignals final : public QObject
{
    Q_OBJECT

private slots:
    void graceful_data();
    void graceful();
    void secondOne_data();
    void secondOne();
    void reloadAll();
    void harmless_data();
    void harmless();
    void outputHasNoReader();
    void serviceManager();
    void hangupBeforeReady();
};

void tst_DaemonSignals::graceful_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void tst_DaemonSignals::graceful()
{
    QFETCH(int, signal);
    NEED_NODE();
    const quint16 port = freePort();
    DaemonProcess daemon;
    QJsonObject config = nodeApp(u"stream.js"_s, port, 2);
    config.insert("pidfile"_L1, "daemon.pid"_L1);
    config.insert("worker_disconnect_timeout"_L1, 60000);
    daemon.writeConfig(config);
    QVERIFY(daemon.startAndWaitUntilUp());

    QTcpSocket client;
    QByteArray answer;
    connect(&client, &QTcpSocket::readyRead, this, [&] { answer += client.readAll(); });
    client.setProxy(QNetworkProxy::NoProxy);
    client.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(client.waitForConnected(kPatienceMs));
    client.write("GET /?chunks=20&pause=50 HTTP/1.1\r\nHost: localhost\r\n"
                 "Connection: close\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(answer.contains(" 19\n"), kPatienceMs); // it is being answered
    daemon.signal(signal);
    QTRY_VERIFY_WITH_TIMEOUT(client.state() == QAbstractSocket::UnconnectedState, kPatienceMs);
    QVERIFY2(answer.contains(" end\n") && answer.endsWith("\r\n0\r\n\r\n"), answer);

    QCOMPARE(daemon.waitForExit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
    QVERIFY(!QFile::exists(daemon.path(u"daemon.pid"_s)));
    QVERIFY(!QFile::exists(daemon.path(u"control.sock"_s)));
    QVERIFY2(daemon.log().contains("[daemon] stop worker processes\n"), daemon.log());
}

void tst_DaemonSignals::secondOne_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("SIGTERM twice") << SIGTERM << SIGTERM;
    QTest::newRow("SIGINT twice") << SIGINT << SIGINT;
    QTest::newRow("one of each") << SIGTERM << SIGINT;
}

void tst_DaemonSignals::secondOne()
{
    QFETCH(int, first);
    QFETCH(int, second);
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"ignore=TERM"_s, u"fork-stubborn"_s, u"hang"_s}, 2),
                            u"worker_disconnect_timeout"_s, 3'600'000));
    QVERIFY(daemon.startAndWaitUntilUp());
    daemon.signal(first);
    QVERIFY2(daemon.waitForLog(u"[daemon] stop worker processes"_s), daemon.log());
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) { // they were told, and do not go
        return text(workersIn(info).value(0), "state") == "retiring"_L1;
    }));
    daemon.signal(second);
    QCOMPARE(daemon.waitForExit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonSignals::reloadAll()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"a"_s, childApp({u"hang"_s}, 2)}, {u"b"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> before = pidsUp(daemon.info());
    daemon.signal(SIGUSR2);
    QVERIFY2(daemon.waitForInfo([&](const QJsonObject &info) {
        for (const auto &app : {u"a"_s, u"b"_s}) {
            const QJsonObject reload = appIn(info, app).value("last_reload"_L1).toObject();
            if (text(reload, "result") != "OK"_L1 || text(reload, "reason") != "signal"_L1)
                return false;
        }
        return workersIn(info).size() == 3;
    }),
             daemon.log());
    const QList<qint64> after = pidsUp(daemon.info());
    for (const qint64 pid : before)
        QVERIFY(!after.contains(pid) && !isAlive(pid));
    QVERIFY2(daemon.log().contains("[daemon] restart workers\n"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonSignals::harmless_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGUSR1") << SIGUSR1;
    QTest::newRow("SIGPIPE") << SIGPIPE;
    QTest::newRow("SIGCHLD") << SIGCHLD;
}

void tst_DaemonSignals::harmless()
{
    QFETCH(int, signal);
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> before = daemon.workerPids();
    for (int i = 0; i < 20; ++i)
        daemon.signal(signal);
    QCOMPARE(daemon.get("/healthz").status, 200);
    QCOMPARE(daemon.workerPids(), before);
    QCOMPARE(daemon.quit(), 0);
}

// What reads the output ends; writing then fails with EPIPE.
void tst_DaemonSignals::outputHasNoReader()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"chatter=5"_s}));
    daemon.setWrapper({u"sh"_s, u"-c"_s, u"\"$@\" 2>&1 | head -n 3 >&2"_s, u"sh"_s});
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_VERIFY_WITH_TIMEOUT(daemon.logLines().size() == 3, kPatienceMs); // head has had enough
    const QJsonObject worker = workersIn(daemon.info()).value(0);
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &info) {
        return number(workersIn(info).value(0), "uptime") > number(worker, "uptime") + 1;
    }));
    QCOMPARE(number(workersIn(daemon.info()).value(0), "pid"), number(worker, "pid"));
    QCOMPARE(daemon.get("/quit").status, 200);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

void tst_DaemonSignals::serviceManager()
{
    DaemonProcess daemon;
    const QString path = daemon.path(u"notify.sock"_s);
    NotifySocket manager(path);
    daemon.setEnvironment(u"NOTIFY_SOCKET"_s, path);
    daemon.setEnvironment(u"WATCHDOG_USEC"_s, u"100000"_s);
    daemon.writeConfig(childApp({u"env=NOTIFY_SOCKET"_s, u"env=WATCHDOG_USEC"_s, u"hang"_s}));
    QVERIFY(daemon.start());
    QVERIFY(waitFor([&] {
        const bool isSaid = manager.indexOf("READY=1") >= 0;
        return isSaid && daemon.get("/readyz").status == 200;
    }));
    QVERIFY2(daemon.log().contains("started"), daemon.log());
    QTRY_VERIFY_WITH_TIMEOUT(manager.indexOf("WATCHDOG=1") >= 0, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(),
                              QByteArray("NOTIFY_SOCKET unset\nWATCHDOG_USEC unset\n"),
                              kPatienceMs);

    const qsizetype before = manager.messages().size();
    daemon.signal(SIGHUP);
    QTRY_VERIFY_WITH_TIMEOUT(manager.indexOf("READY=1", before) >= 0, kPatienceMs);
    const qsizetype reloading = manager.indexOf("RELOADING=1", before);
    QVERIFY(reloading >= 0 && reloading < manager.indexOf("READY=1", before));
    QVERIFY(manager.messages().value(reloading + 1).startsWith("MONOTONIC_USEC="));

    QVERIFY(manager.indexOf("STOPPING=1") < 0);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(manager.indexOf("STOPPING=1") >= 0);
}

// A manager that hears READY=1 takes the start for done.
void tst_DaemonSignals::hangupBeforeReady()
{
    DaemonProcess daemon;
    const QString path = daemon.path(u"notify.sock"_s);
    NotifySocket manager(path);
    daemon.setEnvironment(u"NOTIFY_SOCKET"_s, path);
    daemon.writeConfig(with(childApp({u"hang"_s}), u"min_uptime"_s, 3'600'000));
    QVERIFY(daemon.start());
    QVERIFY(waitFor([&] { return daemon.get("/readyz").status == 503; }));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"no application has changed"_s), daemon.log());
    daemon.signal(SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(manager.indexOf("STOPPING=1") >= 0, kPatienceMs);
    QVERIFY(manager.indexOf("READY=1") < 0);
    QCOMPARE(daemon.waitForExit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonSignals)
#include "tst_signals.moc"
