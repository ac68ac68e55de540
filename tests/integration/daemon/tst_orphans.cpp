// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"
#include "tests/support/waitfor.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The daemon is killed with SIGKILL: no process is left to hold the port, and the next daemon is
// not hindered by what was left in files.
class tst_DaemonOrphans final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsLeft_data() { trees(); }
    void nothingIsLeft();
    void restartAtOnce_data() { trees(); }
    void restartAtOnce();
    void killedDuringAReload();
    void guardIsReplaced();

private:
    static void trees();
    static QJsonObject appOf(const QString &script, const QStringList &words, quint16 port);
    static HttpClient keepOneBusy(const QString &script, quint16 port);
};

void tst_DaemonOrphans::initTestCase()
{
    NEED(!nodeBinaries().isEmpty(), "Node is not installed");
}

void tst_DaemonOrphans::trees()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("words"); // of a testchild; it then listens and serves
    QTest::newRow("Node") << u"hello.js"_s << QStringList();
    QTest::newRow("Node that spins") << u"spins.js"_s << QStringList();
    QTest::newRow("Node that daemonizes") << u"daemonizes.js"_s << QStringList();
    QTest::newRow("plain") << QString() << QStringList();
    QTest::newRow("plain and stubborn")
        << QString() << QStringList{u"daemon"_s, u"fork-stubborn"_s, u"ignore=TERM"_s};
}

QJsonObject tst_DaemonOrphans::appOf(const QString &script, const QStringList &words, quint16 port)
{
    QJsonObject app = nodeApp(script, port, 2);
    if (script.isEmpty())
        app = childApp({words + QStringList{u"listen=%1"_s.arg(port), u"serve=hello"_s}});
    app.insert("pidfile"_L1, "daemon.pid"_L1);
    app.insert("worker_disconnect_timeout"_L1, 300);
    return app;
}

// A worker that spins in JavaScript does not see that its channel has ended.
HttpClient tst_DaemonOrphans::keepOneBusy(const QString &script, quint16 port)
{
    HttpClient client = HttpClient::tcp(port);
    if (script != "spins.js"_L1)
        return client;
    if (const HttpAnswer answer = client.get("/spin"); answer.body != "spins\n")
        qFatal("no worker spins: %s", qPrintable(answer.error));
    return client;
}

void tst_DaemonOrphans::nothingIsLeft()
{
    QFETCH(QString, script);
    QFETCH(QStringList, words);
    const quint16 port = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(appOf(script, words, port));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(HttpClient::tcp(port).get("/").status, 200, kPatienceMs);
    const HttpClient busy = keepOneBusy(script, port);

    QElapsedTimer clock;
    clock.start();
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
    // The kernel takes away a process's memory, by which it is found here, before its sockets.
    QVERIFY(waitFor([port] { return !HttpClient::tcp(port).connectNow(); }));
    qInfo("nothing is left after %lld ms", clock.elapsed());

    // What is left are a pidfile and a socket file.
    QVERIFY(QFile::exists(daemon.path(u"daemon.pid"_s)));
    QVERIFY(QFile::exists(daemon.path(u"control.sock"_s)));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QTRY_COMPARE_WITH_TIMEOUT(HttpClient::tcp(port).get("/").status, 200, kPatienceMs);
    QFile pidfile(daemon.path(u"daemon.pid"_s));
    QVERIFY(pidfile.open(QIODevice::ReadOnly));
    QCOMPARE(pidfile.readAll().trimmed().toLongLong(), daemon.pid());
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!QFile::exists(daemon.path(u"daemon.pid"_s)));
    QCOMPARE(describe(daemon.processes()), QString());
}

// As a service manager does it: the next daemon is there before the old workers have gone.
void tst_DaemonOrphans::restartAtOnce()
{
    QFETCH(QString, script);
    QFETCH(QStringList, words);
    const quint16 port = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(appOf(script, words, port));
    QVERIFY(daemon.startAndWaitUntilUp());
    const HttpClient busy = keepOneBusy(script, port);
    const QList<qint64> old = daemon.processes();
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY2(daemon.start(), daemon.log());
    QTRY_VERIFY_WITH_TIMEOUT(std::none_of(old.cbegin(), old.cend(), &isAlive), kPatienceMs);
    // The guard of the first one has left the workers of the second alone.
    QVERIFY2(daemon.waitUntilUp(), daemon.log());
    QTRY_COMPARE_WITH_TIMEOUT(HttpClient::tcp(port).get("/").status, 200, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonOrphans::killedDuringAReload()
{
    DaemonProcess daemon;
    QJsonObject app = childApp({u"daemon"_s, u"ignore=TERM"_s, u"hang"_s}, 2);
    app.insert("min_uptime"_L1, 8000); // both generations are there for so long
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    daemon.signal(SIGUSR2);
    QVERIFY2(daemon.waitForProcesses(1 + 2 * 4), qPrintable(describe(daemon.processes())));
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

// The guard may die before the daemon; then there is another.
void tst_DaemonOrphans::guardIsReplaced()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"daemon"_s, u"ignore=TERM"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto guard = [&]() -> qint64 {
        QFile children(u"/proc/%1/task/%1/children"_s.arg(daemon.pid()));
        if (!children.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            if (describe({child.toLongLong()}).contains(u"qilin-guard"_s))
                return child.toLongLong();
        }
        return 0;
    };
    const qint64 first = guard();
    QVERIFY(first > 0);
    sendSignal(first, SIGKILL);
    QVERIFY2(daemon.waitForLog(u"the guard process %1 ended; starting it again"_s.arg(first)),
             daemon.log());
    QTRY_VERIFY_WITH_TIMEOUT(guard() != 0 && guard() != first, kPatienceMs);
    QVERIFY(waitFor([&] { return zombiesOf(daemon.pid()).isEmpty(); }));
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(tst_DaemonOrphans)
#include "tst_orphans.moc"
