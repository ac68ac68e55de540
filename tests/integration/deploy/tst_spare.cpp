// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Spare workers: booted, parked at listen(), there at once when another dies.
class SpareTest final : public QObject
{
    Q_OBJECT

private slots:
    void takesOverAtOnce_data();
    void takesOverAtOnce();
    void refusesNobodyUnderLoad_data();
    void refusesNobodyUnderLoad();
    void reloadParksNewOnes();
    void reloadFailsWithASpare();
    void countIsLive();
    void operationsLeaveItAlone();
    void whatNeverListensHasNone();
};

namespace {

QJsonArray workersOf(const QJsonObject &info)
{
    return info.value("workers"_L1).toArray();
}

int parked(const QJsonObject &info)
{
    return info.value("apps"_L1)[0].toObject().value("parked"_L1).toInt(-1);
}

bool waitForSpares(DaemonProcess &daemon, int count)
{
    return daemon.waitForInfo([count](const QJsonObject &info) {
        int spares = 0;
        const QJsonArray workers = workersOf(info);
        for (const QJsonValue &worker : workers)
            spares += worker["spare"_L1].toBool();
        return parked(info) == count && spares == count;
    });
}

void addBalances()
{
    QTest::addColumn<QString>("balance");
    QTest::newRow("shared") << u"shared"_s;
    QTest::newRow("round robin") << u"round_robin"_s;
}

// Of the row's balance. Its boot takes so long that an answer before its end can only come from a
// spare. Null: it, or the first spare, was never ready.
std::unique_ptr<Deployment> startSlowBoot()
{
    QFETCH(QString, balance);
    auto deployment = std::make_unique<Deployment>(
        u"late.js"_s, QJsonObject{{u"workers"_s, 1},
                                  {u"spare_workers"_s, 1},
                                  {u"balance"_s, balance},
                                  {u"env"_s, QJsonObject{{u"DELAY"_s, u"2000"_s}}}});
    const bool isReady = deployment->start() && waitForSpares(deployment->daemon(), 1);
    return isReady ? std::move(deployment) : nullptr;
}

} // namespace

void SpareTest::takesOverAtOnce_data()
{
    addBalances();
}

void SpareTest::takesOverAtOnce()
{
    NEED_NODE();
    const std::unique_ptr<Deployment> deployed = startSlowBoot();
    QVERIFY(deployed);
    Deployment &deployment = *deployed;
    DaemonProcess &daemon = deployment.daemon();
    for (int round = 0; round < 3; ++round) {
        QVERIFY2(waitForSpares(daemon, 1), daemon.log());
        const qint64 spare = daemon.workerPids(u"parked"_s).value(0);
        const qint64 victim = deployment.servingPid();
        QVERIFY(spare > 0 && spare != victim);
        QCOMPARE(daemon.workerPids(), QList<qint64>{victim});
        sendSignal(victim, SIGKILL);
        QVERIFY(waitFor([victim] { return !isAlive(victim); }));
        // Whoever comes from now on: nobody is refused, nobody fails, and no boot came between.
        LoadRun load(deployment.port(),
                     {u"--connections"_s, u"16"_s, u"--pause"_s, u"2"_s, u"--close"_s});
        QVERIFY(load.waitForAnswers(100));
        const QJsonObject result = load.stop();
        QCOMPARE(faultsOf(result), QByteArray());
        QCOMPARE(result.value("bodies"_L1).toObject().keys(), QStringList{u"1 %1"_s.arg(spare)});
        QVERIFY2(daemon.waitForLog(u"was killed by SIGKILL after "_s), daemon.log());
        QVERIFY2(daemon.waitForLog(u"; spare worker %1 takes over"_s.arg(round + 2)), daemon.log());
    }
    QCOMPARE(deployment.appInfo().value("workers"_L1).toInt(), 1);
    QCOMPARE(deployment.appInfo().value("spare_workers"_L1).toInt(), 1);
    QCOMPARE(deployment.generation(), 1);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void SpareTest::refusesNobodyUnderLoad_data()
{
    addBalances();
}

void SpareTest::refusesNobodyUnderLoad()
{
    NEED_NODE();
    const std::unique_ptr<Deployment> deployment = startSlowBoot();
    QVERIFY(deployment);
    LoadRun load(deployment->port(),
                 {u"--connections"_s, u"8"_s, u"--pause"_s, u"2"_s, u"--close"_s});
    QVERIFY(load.waitForAnswers(50));
    const qint64 victim = deployment->servingPid();
    sendSignal(victim, SIGKILL);
    QVERIFY(waitFor([victim] { return !isAlive(victim); }));
    QVERIFY(load.waitForAnswers(load.answers() + 50));
    const QJsonObject result = load.stop();
    QCOMPARE(result.value("refused"_L1).toInt(-1), 0);
    QCOMPARE(result.value("timed_out"_L1).toInt(-1), 0);
    QCOMPARE(result.value("not_2xx"_L1).toInt(-1), 0);
    QVERIFY(result.value("failed"_L1).toInt() <= 8); // what the victim had in its hands
}

void SpareTest::reloadParksNewOnes()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 1}, {u"spare_workers"_s, 2}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY2(waitForSpares(daemon, 2), daemon.log());
    const QList<qint64> old = daemon.workerPids(u"parked"_s);
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    // They are there from the first moment on.
    QCOMPARE(parked(daemon.info()), 2);
    QVERIFY(deployment.waitUntilOnlyNewest());
    for (const qint64 pid : old)
        QVERIFY(!isAlive(pid));
    const QList<qint64> fresh = daemon.workerPids(u"parked"_s);
    QCOMPARE(fresh.size(), 2);
    sendSignal(deployment.servingPid(), SIGKILL);
    QVERIFY(waitFor([&] { return fresh.contains(deployment.servingPid()); }));
    QCOMPARE(deployment.version(), "2"_ba);
    QVERIFY2(waitForSpares(daemon, 2), daemon.log());
}

// All or nothing includes them.
void SpareTest::reloadFailsWithASpare()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 1}, {u"spare_workers"_s, 1}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY2(waitForSpares(daemon, 1), daemon.log());
    const qint64 spare = daemon.workerPids(u"parked"_s).value(0);
    deployment.writeApp("if (require('cluster').worker.id === 4) throw new Error('no spare');\n"
                        "require('http').createServer((q, r) => r.end(`2 ${process.pid}`))"
                        ".listen(Number(process.env.PORT));\n");
    const HttpAnswer answer = deployment.reload();
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.body.contains("worker 4 exited with code 1")
                 && answer.body.contains("no spare"),
             answer.body);
    QCOMPARE(deployment.version(), "1"_ba);
    QCOMPARE(deployment.generation(), 1);
    QVERIFY(isAlive(spare));
    // A crash now is covered by a spare with the old code.
    sendSignal(deployment.servingPid(), SIGKILL);
    QVERIFY(waitFor([&] { return deployment.servingPid() == spare; }));
    QCOMPARE(deployment.version(), "1"_ba);
}

void SpareTest::countIsLive()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 1}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    const qint64 serving = deployment.servingPid();
    QVERIFY(waitForSpares(daemon, 0));
    for (const int spares : {2, 1, 0}) {
        deployment.setKey(u"spare_workers"_s, spares);
        QVERIFY2(waitForSpares(daemon, spares), daemon.log());
        QCOMPARE(deployment.appInfo().value("spare_workers"_L1).toInt(), spares);
        QCOMPARE(deployment.servingPid(), serving);
    }
    QCOMPARE(deployment.generation(), 1);
}

void SpareTest::operationsLeaveItAlone()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 1}, {u"spare_workers"_s, 1}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY2(waitForSpares(daemon, 1), daemon.log());
    const qint64 spare = daemon.workerPids(u"parked"_s).value(0);
    QCOMPARE(daemon.post("/scale?workers=3").status, 200);
    QCOMPARE(daemon.post("/scale?workers=1").status, 200);
    QCOMPARE(daemon.post("/restart?worker=1").status, 200);
    QVERIFY(waitForSpares(daemon, 1));
    QCOMPARE(daemon.workerPids(u"parked"_s), QList<qint64>{spare});
    QCOMPARE(daemon.post("/restart?worker=2").status, 200); // the spare itself
    QVERIFY(waitForSpares(daemon, 1));
    QVERIFY(daemon.workerPids(u"parked"_s) != QList<qint64>{spare});
    QVERIFY(waitFor([spare] { return !isAlive(spare); }));
    QCOMPARE(daemon.post("/stop?app=app.js").status, 200);
    QCOMPARE(daemon.info().value("workers"_L1), QJsonValue(QJsonArray()));
    QCOMPARE(daemon.post("/start?app=app.js").status, 200);
    QVERIFY(waitForSpares(daemon, 1));
}

void SpareTest::whatNeverListensHasNone()
{
    NEED_NODE();
    Deployment deployment(u"never.js"_s, {{u"workers"_s, 1},
                                          {u"spare_workers"_s, 1},
                                          {u"ready"_s, u"auto"_s},
                                          {u"ready_timeout"_s, 1000}});
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForLog(u"app.js: spare_workers has no effect: "_s), daemon.log());
    QCOMPARE(workersOf(daemon.info()).size(), 1);
    QCOMPARE(parked(daemon.info()), 0);
}

QTEST_GUILESS_MAIN(SpareTest)
#include "tst_spare.moc"
