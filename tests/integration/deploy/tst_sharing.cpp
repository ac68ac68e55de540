// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Several workers behind one port, as the application, the log and /info see them.
class SharingTest final : public QObject
{
    Q_OBJECT

private slots:
    void serveTogether_data();
    void serveTogether();
    void logAsTheOriginalDid();
    void seeNodesClusterApi();
    void restartAfterOddExits_data();
    void restartAfterOddExits();
};

void SharingTest::serveTogether_data()
{
    QTest::addColumn<QString>("balance");
    QTest::newRow("shared") << u"shared"_s;
    QTest::newRow("round robin") << u"round_robin"_s;
}

void SharingTest::serveTogether()
{
    NEED_NODE();
    QFETCH(QString, balance);
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 3}, {u"balance"_s, balance}});
    QVERIFY(deployment.start());

    const QList<qint64> pids = deployment.daemon().workerPids();
    QCOMPARE(pids.size(), 3);
    QSet<qint64> serving;
    QVERIFY(waitFor([&] {
        // All at once: a lone connection mostly finds the same worker.
        std::vector<HttpClient> clients;
        for (int i = 0; i < 12; ++i)
            clients.push_back(HttpClient::tcp(deployment.port()));
        for (HttpClient &client : clients) {
            if (!client.connectNow() || !client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                return false;
        }
        for (HttpClient &client : clients)
            serving.insert(client.receive().body.trimmed().split(' ').value(1).toLongLong());
        return serving.size() >= 3;
    }));
    QCOMPARE(serving, QSet<qint64>(pids.begin(), pids.end()));

    const QJsonArray workers = deployment.daemon().info().value("workers"_L1).toArray();
    for (int i = 0; i < 3; ++i) {
        const QJsonObject worker = workers.at(i).toObject();
        QCOMPARE(worker.value("id"_L1).toInt(), i + 1);
        QCOMPARE(worker.value("app"_L1).toString(), u"app.js"_s);
        QCOMPARE(worker.value("generation"_L1).toInt(), 1);
        QCOMPARE(worker.value("connections"_L1).isDouble(), balance == "round_robin"_L1);
    }
    const QJsonArray listening = deployment.appInfo().value("listening"_L1).toArray();
    QCOMPARE(listening.size(), 1);
    QVERIFY(listening.at(0).toString().endsWith(u":%1"_s.arg(deployment.port())));
    QCOMPARE(deployment.daemon().quit(), std::optional<int>(0));
    QVERIFY(deployment.daemon().waitUntilNothingIsLeft());
    QVERIFY(isRefused(deployment.port()));
}

void SharingTest::logAsTheOriginalDid()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 3}, {u"daemon_port"_s, 0}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();

    const QString stamp = u"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z - info: "_s;
    for (const int id : {1, 2, 3}) {
        const qint64 pid = daemon.workerPids().value(id - 1);
        const QRegularExpression up(u"^%1Worker\\[%2\\] is up: %3$"_s.arg(stamp).arg(id).arg(pid));
        QCOMPARE(daemon.logLines().filter(up).size(), 1);
    }
    const QRegularExpression started(
        u"^\\[daemon\\] app\\.js x 3 started \\(daemon_port: \\d+\\)$"_s);
    QCOMPARE(daemon.logLines().filter(started).size(), 1);

    const qint64 victim = daemon.workerPids().value(2);
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(daemon.waitForLog(u"[daemon] restart workers"_s));
    QVERIFY(daemon.waitForLog(u"Worker[3] died: %1"_s.arg(victim)));
    const QRegularExpression died(u"^%1Worker\\[3\\] died: %2$"_s.arg(stamp).arg(victim));
    QCOMPARE(daemon.logLines().filter(died).size(), 1);
    QVERIFY(daemon.waitForLog(u"Worker[6] is up: "_s)); // ids count up for ever
}

void SharingTest::seeNodesClusterApi()
{
    NEED_NODE();
    Deployment deployment(u"cluster-api.js"_s);
    QVERIFY(deployment.start());
    const QList<qint64> pids = deployment.daemon().workerPids();

    const QJsonObject seen = deployment.fetch().json();
    QCOMPARE(seen.value("isWorker"_L1).toBool(), true);
    QCOMPARE(seen.value("connected"_L1).toBool(), true);
    QCOMPARE(seen.value("env"_L1).toBool(), false); // Node has taken it away
    const int id = seen.value("id"_L1).toInt();
    QVERIFY(id == 1 || id == 2);
    QCOMPARE(seen.value("pid"_L1).toInteger(), pids.value(id - 1));
    QCOMPARE(deployment.fetch("/send").json().value("sent"_L1).toBool(), true);
}

void SharingTest::restartAfterOddExits_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("reason");
    // It has said that it goes: why it ended is told only where it has lived too shortly.
    QTest::newRow("worker.disconnect()") << "cluster.worker.disconnect()"_ba << QString();
    QTest::newRow("worker.kill()") << "cluster.worker.kill()"_ba << QString();
    QTest::newRow("process.disconnect()") << "process.disconnect()"_ba << u"exited with code 0"_s;
    QTest::newRow("process.exit(0)") << "process.exit(0)"_ba << u"exited with code 0"_s;
    QTest::newRow("process.exit(7)") << "process.exit(7)"_ba << u"exited with code 7"_s;
    QTest::newRow("process.abort()") << "process.abort()"_ba << u"was killed by SIGABRT"_s;
    QTest::newRow("SIGTERM to itself")
        << "process.kill(process.pid, 'SIGTERM')"_ba << u"was killed by SIGTERM"_s;
    QTest::newRow("throw") << "setImmediate(() => { throw new Error('odd') })"_ba
                           << u"exited with code 1"_s;
    QTest::newRow("lives on after worker.disconnect()")
        << "setInterval(() => {}, 1000); cluster.worker.disconnect()"_ba << QString();
    QTest::newRow("lives on without its channel")
        << "setInterval(() => {}, 1000); process.removeAllListeners('disconnect');"
           "process.disconnect()"_ba
        << u"runs on, but closed its cluster channel"_s;
}

void SharingTest::restartAfterOddExits()
{
    NEED_NODE();
    QFETCH(QByteArray, code);
    QFETCH(QString, reason);
    Deployment deployment({});
    deployment.writeApp("const cluster = require('cluster');\n"
                        "require('http').createServer((request, response) => {\n"
                        "  response.setHeader('Connection', 'close');\n"
                        "  response.end(`1 ${process.pid}\\n`);\n"
                        "  if (request.url === '/odd') response.on('finish', () => {"
                        + code
                        + "});\n"
                          "}).listen(Number(process.env.PORT));\n");
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    TRY_COMPARE(daemon.workerPids().size(), 2);

    const HttpAnswer last = deployment.fetch("/odd");
    QCOMPARE(last.status, 200);
    const qint64 gone = last.body.trimmed().split(' ').value(1).toLongLong();
    QVERIFY(daemon.waitForLog(u"died: %1"_s.arg(gone)));
    QVERIFY(reason.isEmpty() || daemon.waitForLog(reason));
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &) {
        const QList<qint64> up = daemon.workerPids();
        return up.size() == 2 && !up.contains(gone);
    }));
    QCOMPARE(deployment.version(), "1"_ba);
    QCOMPARE(deployment.generation(), 1);
}

QTEST_GUILESS_MAIN(SharingTest)
#include "tst_sharing.moc"
