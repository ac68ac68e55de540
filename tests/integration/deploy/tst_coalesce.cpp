// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Reloads asked for, and files changed, while a reload runs: one more, to what is on disk then.
class CoalesceTest final : public QObject
{
    Q_OBJECT

private slots:
    void requestsBecomeOneMore();
    void requestsAfterAFailureBecomeOneMore();
    void changedFilesBecomeOneMore();
    void endWithQuit();
};

namespace {

HttpClient asking(Deployment &deployment)
{
    HttpClient client = deployment.daemon().control();
    if (!client.connectNow() || !client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        qFatal("no connection to the control socket");
    return client;
}

// What was asked before has been read by then.
bool hasHeard(Deployment &deployment)
{
    return !deployment.daemon().info().isEmpty();
}

} // namespace

void CoalesceTest::requestsBecomeOneMore()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, kGated);
    deployment.openGate();
    QVERIFY(deployment.start());

    deployment.closeGate();
    HttpClient first = asking(deployment);
    QVERIFY(deployment.daemon().waitForLog(u"[daemon] restart workers"_s));
    deployment.app().setVersion(u"2"_s);
    std::vector<HttpClient> others;
    for (int i = 0; i < 5; ++i)
        others.push_back(asking(deployment));
    QVERIFY(hasHeard(deployment));
    deployment.openGate();
    QCOMPARE(first.receive().status, 200);
    for (HttpClient &client : others)
        QCOMPARE(client.receive().status, 200);
    QCOMPARE(deployment.versions(5), QSet<QByteArray>{"2"_ba});
    QCOMPARE(deployment.generation(), 3);
    QCOMPARE(deployment.reload().status, 200); // nothing else was waiting
    QCOMPARE(deployment.generation(), 4);
}

void CoalesceTest::requestsAfterAFailureBecomeOneMore()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, kGated);
    deployment.openGate();
    QVERIFY(deployment.start());

    deployment.closeGate();
    deployment.writeApp("console.log('broken');\n"
                        "setInterval(() => {\n"
                        "  if (require('fs').existsSync('gate')) throw new Error('so it is');\n"
                        "}, 20);\n");
    HttpClient first = asking(deployment);
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(waitFor([&] { return daemon.standardOutput().count("broken\n") == 2; }));
    deployment.app().replaceBy(u"late.js"_s);
    deployment.app().setVersion(u"2"_s);
    HttpClient second = asking(deployment);
    HttpClient third = asking(deployment);
    QVERIFY(hasHeard(deployment));
    deployment.openGate();
    QCOMPARE(first.receive().status, 500);
    QCOMPARE(second.receive().status, 200);
    QCOMPARE(third.receive().status, 200);
    QCOMPARE(deployment.version(), "2"_ba);
    QCOMPARE(deployment.generation(), 3);
}

void CoalesceTest::changedFilesBecomeOneMore()
{
    NEED_NODE();
    QJsonObject config = kGated;
    config.insert(u"reload_delay"_s, 100);
    Deployment deployment(u"late.js"_s, config);
    deployment.openGate();
    QVERIFY(deployment.start());

    deployment.closeGate();
    deployment.app().setVersion(u"2"_s);
    QVERIFY(deployment.daemon().waitForLog(u"[daemon] restart workers"_s));
    // Each is quiet for longer than reload_delay, so it could be a reload of its own.
    for (const char *version : {"3", "4", "5"}) {
        deployment.app().setVersion(QString::fromLatin1(version));
        QTest::qWait(200);
    }
    deployment.openGate();
    QTRY_COMPARE_WITH_TIMEOUT(deployment.version(), "5"_ba, kPatienceMs);
    QVERIFY(deployment.daemon().waitUntilUp());
    const int generation = deployment.generation();
    QVERIFY2(generation == 3, qPrintable(QString::number(generation)));
    QCOMPARE(deployment.lastReload().value("files"_L1).toArray(),
             QJsonArray{deployment.app().path()});

    deployment.app().setVersion(u"6"_s);
    QTRY_COMPARE_WITH_TIMEOUT(deployment.version(), "6"_ba, kPatienceMs);
    QCOMPARE(deployment.generation(), 4);
}

void CoalesceTest::endWithQuit()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, kGated);
    deployment.openGate();
    QVERIFY(deployment.start());
    deployment.closeGate();
    HttpClient first = asking(deployment);
    QVERIFY(deployment.daemon().waitForLog(u"[daemon] restart workers"_s));
    HttpClient second = asking(deployment);
    TRY_COMPARE(deployment.daemon().workerPids({}).size(), 4);
    QCOMPARE(deployment.daemon().quit(), std::optional<int>(0));
    // Whoever waits hears of it, and does not wait for ever.
    QCOMPARE(first.receive().status, 500);
    QCOMPARE(second.receive().status, 500);
    QVERIFY(deployment.daemon().waitUntilNothingIsLeft());
}

QTEST_GUILESS_MAIN(CoalesceTest)
#include "tst_coalesce.moc"
