// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Whole process trees end with their worker, and with the daemon, however that ends.
class TreesTest final : public QObject
{
    Q_OBJECT

private slots:
    void endWithTheirWorker_data();
    void endWithTheirWorker();
    void endWhatCarriesNoMark();
    void endStraysOnQuit();
    void endWithAKilledDaemon_data();
    void endWithAKilledDaemon();
};

namespace {

// Answers "VERSION PID CHILD", the last being the pid of what BODY has left in "child".
QByteArray appWith(const QByteArray &body)
{
    return "const { spawn, spawnSync } = require('child_process');\n"
           "let child;\n"
           + body
           + "\nrequire('http').createServer((request, response) => {\n"
             "  response.end(`1 ${process.pid} ${child}\\n`);\n"
             "  if (request.url === '/spin') setTimeout(() => { for (;;); }, 50);\n"
             "}).listen(Number(process.env.PORT));\n";
}

QByteArray byShell(const QByteArray &script)
{
    return "child = spawnSync('sh', ['-c', `" + script + "`], { encoding: 'utf8' }).stdout.trim();";
}

} // namespace

void TreesTest::endWithTheirWorker_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("child") << "child = spawn('sleep', ['3600'], { stdio: 'ignore' }).pid;"_ba;
    QTest::newRow("child of a child")
        << byShell("sh -c 'sleep 3600 </dev/null >/dev/null 2>&1 & echo $!'"_ba);
    QTest::newRow("detached")
        << "child = spawn('sleep', ['3600'], { stdio: 'ignore', detached: true }).pid;"_ba;
    QTest::newRow("ignores SIGTERM, in a session of its own")
        << byShell("trap '' TERM HUP; setsid sleep 3600 </dev/null >/dev/null 2>&1 & echo $!"_ba);
    QTest::newRow("holds the channel")
        << "child = spawn('sleep', ['3600'], { stdio: ['ignore', 'ignore', 'ignore', 3] }).pid;"_ba;
}

void TreesTest::endWithTheirWorker()
{
    NEED_NODE();
    QFETCH(QByteArray, body);
    // A child keeps Node from leaving by itself.
    Deployment deployment({}, {{u"workers"_s, 1}, {u"worker_disconnect_timeout"_s, 300}});
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp(appWith(body));
    QVERIFY(deployment.start());
    const auto childOf
        = [&] { return deployment.fetch().body.trimmed().split(' ').value(2).toLongLong(); };
    const qint64 first = childOf();
    QVERIFY(first > 0 && isAlive(first));

    // A reload
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QVERIFY(!isAlive(first)); // gone when its worker is reported gone, not some time later

    // A crash
    const qint64 second = childOf();
    QVERIFY(second != first && isAlive(second));
    sendSignal(deployment.servingPid(), SIGKILL);
    QVERIFY(waitFor([second] { return !isAlive(second); }));

    // The end
    qint64 third = 0;
    QVERIFY(waitFor([&] { return (third = childOf()) > 0 && third != second; }));
    QVERIFY(isAlive(third));
    QCOMPARE(daemon.quit(), std::optional<int>(0));
    QVERIFY(!isAlive(third));
    QVERIFY(daemon.waitUntilNothingIsLeft());
}

void TreesTest::endWhatCarriesNoMark()
{
    NEED_NODE();
    Deployment deployment({}, {{u"workers"_s, 1}});
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp(appWith("child = spawn('" QILIN_TESTCHILD_PATH "', ['grow=150', 'hang'],\n"
                                "  { stdio: 'ignore', detached: true, env: {} }).pid;"));
    QVERIFY(deployment.start());
    const qint64 child = deployment.fetch().body.trimmed().split(' ').value(2).toLongLong();
    const KilledAtTheEnd guarded(child);
    QVERIFY(isAlive(child));
    // Its memory is counted: so it has been seen beside its worker, and will be known again.
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return info.value("workers"_L1)[0].toObject().value("mem"_L1).toDouble() > 150;
    }));
    sendSignal(deployment.servingPid(), SIGKILL);
    QVERIFY(waitFor([child] { return !isAlive(child); }));
}

void TreesTest::endStraysOnQuit()
{
    NEED_NODE();
    Deployment deployment({}, {{u"workers"_s, 1}});
    deployment.writeApp(
        appWith(byShell("env -i setsid sleep 3600 </dev/null >/dev/null 2>&1 & echo $!")));
    QVERIFY(deployment.start());
    const qint64 child = deployment.fetch().body.trimmed().split(' ').value(2).toLongLong();
    const KilledAtTheEnd guarded(child);
    QVERIFY(isAlive(child));
    QCOMPARE(deployment.daemon().quit(), std::optional<int>(0));
    QVERIFY(!isAlive(child));
}

void TreesTest::endWithAKilledDaemon_data()
{
    QTest::addColumn<bool>("spins");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("idle") << false << QByteArray();
    QTest::newRow("spins") << true << QByteArray();
    QTest::newRow("spins and ignores SIGTERM") << true << "process.on('SIGTERM', () => {});"_ba;
    QTest::newRow("with a detached child")
        << false << "child = spawn('sleep', ['3600'], { stdio: 'ignore', detached: true }).pid;"_ba;
    QTest::newRow("spins, with a child that ignores SIGTERM")
        << true
        << byShell("trap '' TERM HUP; setsid sleep 3600 </dev/null >/dev/null 2>&1 & echo $!"_ba);
}

void TreesTest::endWithAKilledDaemon()
{
    NEED_NODE();
    QFETCH(bool, spins);
    QFETCH(QByteArray, body);
    Deployment deployment({}, {{u"workers"_s, 1}});
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp(appWith(body));
    QVERIFY(deployment.start());
    if (spins) {
        QCOMPARE(deployment.fetch("/spin").status, 200);
        HttpClient client = HttpClient::tcp(deployment.port());
        QTRY_VERIFY_WITH_TIMEOUT(client.request("GET", "/", {}, 200).status == 0, kPatienceMs);
    }
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit()); // by a signal
    QVERIFY2(waitFor([&] { return isRefused(deployment.port()); }, 15'000), "the port is held");
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(TreesTest)
#include "tst_trees.moc"
