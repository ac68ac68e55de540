// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The core of the job under every Node that is here; see tests/support/nodes.h.
class NodesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { NEED_EVERY_NODE(); }
    void replaceUnderLoad_data();
    void replaceUnderLoad();
    void endKeptConnections_data();
    void endKeptConnections();
};

namespace {

void addRows(const QStringList &balances)
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("balance");
    const QList<NodeBinary> nodes = nodeBinaries();
    for (const NodeBinary &node : nodes) {
        for (const QString &balance : balances)
            QTest::addRow("%d, %s", node.major, qPrintable(balance)) << node.path << balance;
    }
    if (nodes.isEmpty())
        QTest::newRow("none") << QString() << QString();
}

} // namespace

void NodesTest::replaceUnderLoad_data()
{
    addRows({u"shared"_s, u"round_robin"_s});
}

void NodesTest::replaceUnderLoad()
{
    NEED_NODE();
    QFETCH(QString, node);
    QFETCH(QString, balance);
    Deployment deployment(u"hello.js"_s, {{u"interpreter"_s, node}, {u"balance"_s, balance}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    const QStringList load{u"--connections"_s, u"8"_s, u"--pause"_s, u"4"_s};
    LoadRun kept(deployment.port(), load);
    LoadRun single(deployment.port(), load + QStringList{u"--close"_s});
    QVERIFY(kept.waitForAnswers(20) && single.waitForAnswers(20));

    for (const char *version : {"2", "3"}) {
        deployment.app().setVersion(QString::fromLatin1(version));
        QCOMPARE(deployment.reload().json().value("result"_L1).toString(), u"OK"_s);
        QCOMPARE(deployment.versions(10), QSet<QByteArray>{version});
    }
    deployment.app().replaceBy(u"throws.js"_s);
    const HttpAnswer answer = deployment.reload();
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.body.contains("Error: broken at start"), answer.body);
    QVERIFY(kept.waitForAnswers(kept.answers() + 20));
    QVERIFY(single.waitForAnswers(single.answers() + 20));
    for (LoadRun *run : {&kept, &single}) {
        const QJsonObject result = run->stop();
        QCOMPARE(faultsOf(result), ""_ba);
        QCOMPARE(versionsOf(result), "1 2 3"_ba);
    }

    deployment.app().replaceBy(u"hello.js"_s);
    QVERIFY(deployment.waitUntilOnlyNewest());
    const QList<qint64> pids = daemon.workerPids();
    sendSignal(pids.first(), SIGKILL);
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &) {
        const QList<qint64> up = daemon.workerPids();
        return up.size() == 2 && !up.contains(pids.first()) && up.contains(pids.last());
    }));
    QCOMPARE(daemon.quit(), std::optional<int>(0));
    QVERIFY(daemon.waitUntilNothingIsLeft());
}

void NodesTest::endKeptConnections_data()
{
    addRows({u"shared"_s});
}

void NodesTest::endKeptConnections()
{
    NEED_NODE();
    QFETCH(QString, node);
    QFETCH(QString, balance);
    // Nothing but the end of every connection lets old workers go within the hour.
    Deployment deployment(u"slow.js"_s, {{u"interpreter"_s, node},
                                         {u"balance"_s, balance},
                                         {u"worker_disconnect_timeout"_s, 3'600'000}});
    QVERIFY(deployment.start());
    HttpClient silent = HttpClient::tcp(deployment.port());
    QVERIFY(silent.connectNow());
    HttpClient kept = HttpClient::tcp(deployment.port());
    QCOMPARE(kept.get("/").body.left(2), "1 "_ba);
    HttpClient busy = HttpClient::tcp(deployment.port());
    QVERIFY(busy.connectNow());
    QVERIFY(busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));

    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    const HttpAnswer answer = busy.receive();
    QCOMPARE(answer.body.left(2), "1 "_ba);
    const HttpAnswer last = kept.get("/");
    QCOMPARE(last.body.left(2), "1 "_ba);
    QCOMPARE(last.header("Connection"), "close"_ba);
    busy.close();
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(deployment.version(), "2"_ba);
}

QTEST_GUILESS_MAIN(NodesTest)
#include "tst_nodes.moc"
