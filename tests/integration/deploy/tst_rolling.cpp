// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// "rollout": "rolling", one worker at a time.
class RollingTest final : public QObject
{
    Q_OBJECT

private slots:
    void losesNothing_data();
    void losesNothing();
    void stopsAtTheFirstFailure();
    void plainPrograms();
    void changedBySighup();
};

namespace {

// "1:2 4:2" for workers 1 and 4 of generation 2.
QString generationsOf(const QJsonObject &info)
{
    QStringList parts;
    const QJsonArray workers = info.value("workers"_L1).toArray();
    for (const QJsonValue &worker : workers)
        parts.append(u"%1:%2"_s.arg(worker["id"_L1].toInt()).arg(worker["generation"_L1].toInt()));
    return parts.join(u' ');
}

bool waitForGenerations(DaemonProcess &daemon, const QString &wanted)
{
    return daemon.waitForInfo(
        [&wanted](const QJsonObject &info) { return generationsOf(info) == wanted; });
}

} // namespace

void RollingTest::losesNothing_data()
{
    QTest::addColumn<QString>("balance");
    QTest::newRow("shared") << u"shared"_s;
    QTest::newRow("round robin") << u"round_robin"_s;
}

void RollingTest::losesNothing()
{
    NEED_NODE();
    QFETCH(QString, balance);
    Deployment deployment(
        u"hello.js"_s, {{u"workers"_s, 3}, {u"rollout"_s, u"rolling"_s}, {u"balance"_s, balance}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QTRY_COMPARE_WITH_TIMEOUT(daemon.workerPids().size(), 3, kPatienceMs);
    const QStringList load{u"--connections"_s, u"8"_s, u"--pause"_s, u"2"_s};
    LoadRun kept(deployment.port(), load);
    LoadRun single(deployment.port(), load + QStringList{u"--close"_s});
    QVERIFY(kept.waitForAnswers(50) && single.waitForAnswers(50));
    for (int generation = 2; generation <= 4; ++generation) {
        deployment.app().setVersion(QString::number(generation));
        HttpClient client = daemon.control();
        QVERIFY(client.connectNow());
        QVERIFY(client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        qsizetype fewest = 3;
        qsizetype most = 3;
        QVERIFY(waitFor([&] {
            const qsizetype running = daemon.workerPids({}).size();
            fewest = std::min(fewest, running);
            most = std::max(most, running);
            return deployment.lastReload().value("result"_L1).toString() == "OK"_L1
                   && deployment.generation() == generation
                   && deployment.appInfo().value("state"_L1).toString() == "up"_L1;
        }));
        // Start first, and at most one beyond those that serve.
        QCOMPARE(fewest, 3);
        QCOMPARE(most, 4);
        QCOMPARE(client.receive().status, 200);
        QVERIFY(deployment.waitUntilOnlyNewest());
    }
    QCOMPARE(deployment.versions(6), QSet<QByteArray>{"4"_ba});
    QCOMPARE(faultsOf(kept.stop()), QByteArray());
    QCOMPARE(faultsOf(single.stop()), QByteArray());
    QCOMPARE(daemon.workerPids().size(), 3);
}

void RollingTest::stopsAtTheFirstFailure()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 3}, {u"rollout"_s, u"rolling"_s}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(waitForGenerations(daemon, u"1:1 2:1 3:1"_s));
    LoadRun load(deployment.port(),
                 {u"--connections"_s, u"8"_s, u"--pause"_s, u"2"_s, u"--close"_s});
    QVERIFY(load.waitForAnswers(50));

    deployment.writeApp("if (require('cluster').worker.id === 5) throw new Error('second one');\n"
                        "require('http').createServer((q, r) => r.end(`2 ${process.pid}`))"
                        ".listen(Number(process.env.PORT));\n");
    const HttpAnswer answer = deployment.reload();
    QCOMPARE(answer.status, 500);
    const QString standing = u"workers 2, 3 run generation 1, worker 4 runs generation 2"_s;
    const QString error = answer.json().value("error"_L1).toString();
    QVERIFY2(error.startsWith(standing + u": worker 5 exited with code 1 after "_s)
                 && error.contains(u"Error: second one"_s),
             answer.body);
    QVERIFY2(daemon.waitForLog(u"reload of app.js stopped half-way: "_s + standing), daemon.log());
    QVERIFY(waitForGenerations(daemon, u"2:1 3:1 4:2"_s));
    QCOMPARE(deployment.appInfo().value("state"_L1).toString(), u"degraded"_s);
    QCOMPARE(deployment.generation(), 2);
    QVERIFY(deployment.lastReload().value("result"_L1).toString().startsWith(standing));
    QCOMPARE(daemon.get("/readyz").status, 200); // all serve
    const qsizetype lines = daemon.logLines().size();

    deployment.app().replaceBy(u"hello.js"_s);
    deployment.app().setVersion(u"3"_s);
    QCOMPARE(deployment.reload().status, 200); // replaces all, those with the oldest code first
    QVERIFY(deployment.waitUntilOnlyNewest());
    QVERIFY(waitForGenerations(daemon, u"6:3 7:3 8:3"_s));
    QVERIFY(daemon.waitUntilUp());
    QStringList died;
    const QStringList after = daemon.logLines().mid(lines);
    for (const QString &line : after) {
        if (line.contains(u"] died: "_s))
            died.append(line.section(u'[', 1).section(u']', 0, 0));
    }
    QCOMPARE(died, QStringList({u"2"_s, u"3"_s, u"4"_s}));
    QCOMPARE(deployment.versions(6), QSet<QByteArray>{"3"_ba});
    QCOMPARE(faultsOf(load.stop()), QByteArray());
}

void RollingTest::plainPrograms()
{
    DaemonProcess daemon;
    daemon.writeConfig({{u"exec"_s, u"/bin/sleep"_s},
                        {u"args"_s, QJsonArray{u"3600"_s}},
                        {u"interpreter"_s, u"none"_s},
                        {u"workers"_s, 2},
                        {u"min_uptime"_s, 100},
                        {u"rollout"_s, u"rolling"_s}});
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(daemon.post("/reload").status, 200);
    QVERIFY(waitForGenerations(daemon, u"3:2 4:2"_s));
    QCOMPARE(daemon.workerPids().size(), 2);
}

// The key takes effect with the next reload, and restarts nobody.
void RollingTest::changedBySighup()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 3}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(waitForGenerations(daemon, u"1:1 2:1 3:1"_s));
    const QByteArray secondFails
        = "if (require('cluster').worker.id % 3 === 2) throw new Error('second one');\n"
          "require('http').createServer((q, r) => r.end(`2 ${process.pid}`))"
          ".listen(Number(process.env.PORT));\n";

    deployment.setKey(u"rollout"_s, u"rolling"_s);
    QVERIFY2(daemon.waitForLog(u"app.js has changed: rollout"_s), daemon.log());
    QCOMPARE(generationsOf(daemon.info()), u"1:1 2:1 3:1"_s);
    deployment.writeApp(secondFails);
    QCOMPARE(deployment.reload().status, 500);
    QVERIFY(waitForGenerations(daemon, u"2:1 3:1 4:2"_s)); // one by one, as far as it came

    const qsizetype said = daemon.logLines().size();
    deployment.setKey(u"rollout"_s, u"switch"_s);
    QVERIFY2(daemon.waitForLog(u"app.js has changed: rollout"_s, said), daemon.log());
    QCOMPARE(generationsOf(daemon.info()), u"2:1 3:1 4:2"_s);
    QCOMPARE(deployment.reload().status, 500);
    QVERIFY(waitForGenerations(daemon, u"2:1 3:1 4:2"_s)); // all or nothing
    deployment.app().replaceBy(u"hello.js"_s);
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest());
}

QTEST_GUILESS_MAIN(RollingTest)
#include "tst_rolling.moc"
