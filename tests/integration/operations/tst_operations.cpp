// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

const QStringList kLoad{u"--connections"_s, u"8"_s, u"--pause"_s, u"2"_s, u"--close"_s};

QString resultOf(const HttpAnswer &answer)
{
    return answer.json().value("result"_L1).toString();
}

QString errorOf(const HttpAnswer &answer)
{
    return answer.json().value("error"_L1).toString();
}

QList<int> workerIds(Deployment &deployment)
{
    QList<int> ids;
    const QJsonArray workers = deployment.daemon().info().value("workers"_L1).toArray();
    for (const QJsonValue &worker : workers) {
        if (worker["state"_L1].toString() == u"up"_s)
            ids.append(worker["id"_L1].toInt());
    }
    return ids;
}

QString stateOf(Deployment &deployment)
{
    return deployment.appInfo().value("state"_L1).toString();
}

// Changes the configuration file and has the daemon read it.
void reconfigure(Deployment &deployment, const QString &key, const QJsonValue &value)
{
    QFile file(deployment.daemon().path(u"qilin-daemon.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject config = QJsonDocument::fromJson(file.readAll()).object();
    config[key] = value;
    deployment.daemon().writeConfig(config);
    const qsizetype lines = deployment.daemon().logLines().size();
    deployment.daemon().signal(SIGHUP);
    QVERIFY(deployment.daemon().waitForLog(u"app.js has changed"_s, lines));
}

// A request that the daemon answers when it has done something; more can be sent meanwhile.
class Pending final
{
public:
    Pending(Deployment &deployment, const QByteArray &target)
        : m_client(deployment.daemon().control())
    {
        if (m_client.connectNow())
            (void)m_client.send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    [[nodiscard]] HttpAnswer answer() { return m_client.receive(); }

private:
    HttpClient m_client;
};

} // namespace

class OperationsTest final : public QObject
{
    Q_OBJECT

private slots:
    void restartDropsNothing();
    void restartToBrokenCodeKeepsTheOldWorker();
    void scaleDropsNothing();
    void lastScaleWins();
    void stopLeavesNoProcessAndStartServesAgain();
    void startDuringStop();
    void stopDuringReload();
    void stoppedTakesNothingButStart();
    void restartWaitsForAReload();
    void configurationOverridesScale();
    void changedWhileStopped();
    void startOfBrokenCodeTellsWhy();
    void keepsLinesAndHistory();
    void quitsWhileStopped();
};

void OperationsTest::restartDropsNothing()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    LoadRun run(deployment.port(), kLoad);
    QVERIFY(run.waitForAnswers(50));
    const QList<int> before = workerIds(deployment);
    QCOMPARE(before.size(), 2);
    for (const int id : before) {
        const HttpAnswer answer
            = deployment.daemon().post("/restart?worker=" + QByteArray::number(id));
        QVERIFY2(resultOf(answer) == u"OK"_s, answer.body.constData());
        QVERIFY(run.waitForAnswers(run.answers() + 20));
    }
    QCOMPARE(faultsOf(run.stop()), ""_ba);
    const QList<int> after = workerIds(deployment);
    QCOMPARE(after.size(), 2);
    for (const int id : before)
        QVERIFY(!after.contains(id));
    QCOMPARE(deployment.generation(), 1);
}

void OperationsTest::restartToBrokenCodeKeepsTheOldWorker()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    const QList<int> before = workerIds(deployment);
    deployment.app().replaceBy(u"throws.js"_s);
    const HttpAnswer answer
        = deployment.daemon().post("/restart?worker=" + QByteArray::number(before.value(0)));
    QCOMPARE(answer.status, 500);
    QVERIFY2(errorOf(answer).contains(u"exited with code 1"_s), answer.body.constData());
    QVERIFY2(errorOf(answer).contains(u"Error"_s), answer.body.constData());
    QCOMPARE(workerIds(deployment), before);
    QCOMPARE(deployment.version(), "1"_ba);
}

void OperationsTest::scaleDropsNothing()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    LoadRun run(deployment.port(), kLoad);
    QVERIFY(run.waitForAnswers(50));
    for (const int workers : {4, 1, 3}) {
        const HttpAnswer answer
            = deployment.daemon().post("/scale?workers=" + QByteArray::number(workers));
        QVERIFY2(resultOf(answer) == u"OK"_s, answer.body.constData());
        QCOMPARE(deployment.daemon().workerPids({}).size(), workers);
        QCOMPARE(deployment.appInfo().value("workers"_L1).toInt(), workers);
        QVERIFY(run.waitForAnswers(run.answers() + 20));
    }
    QCOMPARE(faultsOf(run.stop()), ""_ba);

    // A reload keeps the number.
    QCOMPARE(resultOf(deployment.reload()), u"OK"_s);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(workerIds(deployment).size(), 3);
}

void OperationsTest::lastScaleWins()
{
    NEED_NODE();
    // Listens as soon as the file is there: until then a new worker is not up.
    const QByteArray text = "const { existsSync } = require('fs');\n"
                            "const server = require('http').createServer((q, r) => r.end('1'));\n"
                            "const timer = setInterval(() => {\n"
                            "  if (!existsSync('gate')) return;\n"
                            "  clearInterval(timer);\n"
                            "  server.listen(Number(process.env.PORT));\n"
                            "}, 20);\n";
    Deployment deployment({}, {{u"workers"_s, 1}});
    deployment.writeApp(text);
    const QString gate = deployment.daemon().path(u"gate"_s);
    writeFile(gate, {});
    QVERIFY(deployment.start());
    QVERIFY(QFile::remove(gate));
    Pending two(deployment, "/scale?workers=2");
    QVERIFY(deployment.daemon().waitForLog(u"to 2"_s));
    Pending five(deployment, "/scale?workers=5");
    QVERIFY(deployment.daemon().waitForLog(u"to 5"_s));
    Pending three(deployment, "/scale?workers=3");
    QVERIFY(deployment.daemon().waitForLog(u"to 3"_s));
    writeFile(gate, {});
    QCOMPARE(resultOf(three.answer()), u"OK"_s);
    QCOMPARE(errorOf(two.answer()), u"superseded by scale to 5"_s);
    QCOMPARE(errorOf(five.answer()), u"superseded by scale to 3"_s);
    QCOMPARE(workerIds(deployment).size(), 3);
    QCOMPARE(deployment.daemon().workerPids({}).size(), 3);
}

void OperationsTest::stopLeavesNoProcessAndStartServesAgain()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    const HttpAnswer stopped = deployment.daemon().post("/stop?app=app.js");
    QVERIFY2(resultOf(stopped) == u"OK"_s, stopped.body.constData());
    QVERIFY2(deployment.daemon().waitForProcesses(1),
             qPrintable(describe(deployment.daemon().processes()))); // itself
    QCOMPARE(stateOf(deployment), u"stopped"_s);
    QCOMPARE(deployment.appInfo().value("workers"_L1).toInt(), 0);
    QVERIFY(isRefused(deployment.port()));
    QCOMPARE(deployment.daemon().get("/readyz").status, 200);
    QCOMPARE(resultOf(deployment.daemon().post("/stop?app=app.js")), u"OK"_s);

    deployment.app().setVersion(u"2"_s); // read when it starts
    const HttpAnswer started = deployment.daemon().post("/start?app=app.js");
    QVERIFY2(resultOf(started) == u"OK"_s, started.body.constData());
    QCOMPARE(stateOf(deployment), u"up"_s);
    QCOMPARE(deployment.version(), "2"_ba);
    QCOMPARE(workerIds(deployment).size(), 2);
    QCOMPARE(resultOf(deployment.daemon().post("/start?app=app.js")), u"OK"_s);
}

void OperationsTest::startDuringStop()
{
    NEED_NODE();
    Deployment deployment(u"slow.js"_s);
    QVERIFY(deployment.start());
    LoadRun run(deployment.port(), {u"--connections"_s, u"4"_s}); // keeps them from going at once
    QVERIFY(run.waitForAnswers(1));
    const QList<int> before = workerIds(deployment);
    Pending stop(deployment, "/stop?app=app.js");
    QVERIFY(deployment.daemon().waitForLog(u"stop app.js"_s));
    Pending start(deployment, "/start?app=app.js");
    QCOMPARE(resultOf(stop.answer()), u"OK"_s);
    QCOMPARE(resultOf(start.answer()), u"OK"_s);
    QCOMPARE(stateOf(deployment), u"up"_s);
    const QList<int> after = workerIds(deployment);
    QCOMPARE(after.size(), 2);
    QVERIFY(!after.contains(before.value(0)));
    QCOMPARE(deployment.version(), "1"_ba);
    (void)run.stop();
}

void OperationsTest::stopDuringReload()
{
    NEED_NODE();
    // Would be trusted only after a minute.
    Deployment deployment(u"hello.js"_s, {{u"min_uptime"_s, 60000}});
    QVERIFY(deployment.start());
    Pending reload(deployment, "/reload");
    QVERIFY(deployment.daemon().waitForInfo([](const QJsonObject &info) {
        return info.value("apps"_L1)[0]["state"_L1].toString() == u"reloading"_s;
    }));
    Pending scale(deployment, "/scale?workers=4");
    const HttpAnswer stop = deployment.daemon().post("/stop?app=app.js");
    QVERIFY2(resultOf(stop) == u"OK"_s, stop.body.constData());
    QCOMPARE(errorOf(reload.answer()), u"superseded by stop"_s);
    const QString scaled = errorOf(scale.answer()); // the later text: it was read after the stop
    QVERIFY2(scaled == u"superseded by stop"_s || scaled == u"app.js is stopped: start it first"_s,
             qPrintable(scaled));
    QVERIFY2(deployment.daemon().waitForProcesses(1),
             qPrintable(describe(deployment.daemon().processes())));
    QCOMPARE(stateOf(deployment), u"stopped"_s);
}

void OperationsTest::stoppedTakesNothingButStart()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"reload_delay"_s, 0}});
    QVERIFY(deployment.start());
    QCOMPARE(resultOf(deployment.daemon().post("/stop?app=app.js")), u"OK"_s);
    const QString text = u"app.js is stopped: start it first"_s;
    QCOMPARE(errorOf(deployment.reload()), text);
    QCOMPARE(errorOf(deployment.daemon().post("/scale?workers=3")), text);
    QCOMPARE(deployment.appInfo().value("watching"_L1).toInt(), 0);
    const qsizetype lines = deployment.daemon().logLines().size();
    deployment.daemon().signal(SIGHUP);
    QVERIFY(deployment.daemon().waitForLog(u"configuration read again: "_s, lines));
    QCOMPARE(stateOf(deployment), u"stopped"_s);
    QCOMPARE(resultOf(deployment.daemon().post("/start?app=app.js")), u"OK"_s);
    QCOMPARE(deployment.version(), "1"_ba);
}

void OperationsTest::restartWaitsForAReload()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, kGated);
    deployment.openGate();
    QVERIFY(deployment.start());
    const QList<int> before = workerIds(deployment);
    deployment.closeGate();
    Pending reload(deployment, "/reload");
    QVERIFY(deployment.daemon().waitForInfo([](const QJsonObject &info) {
        return info.value("apps"_L1)[0]["state"_L1].toString() == u"reloading"_s;
    }));
    Pending restart(deployment, "/restart?worker=" + QByteArray::number(before.value(0)));
    Pending scale(deployment, "/scale?workers=3");
    QVERIFY(!deployment.daemon().info().isEmpty()); // both have been read by then
    deployment.openGate();
    QCOMPARE(resultOf(reload.answer()), u"OK"_s);
    QCOMPARE(resultOf(restart.answer()), u"OK"_s); // by the reload
    QCOMPARE(resultOf(scale.answer()), u"OK"_s);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(workerIds(deployment).size(), 3);
}

void OperationsTest::configurationOverridesScale()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    QCOMPARE(resultOf(deployment.daemon().post("/scale?workers=3")), u"OK"_s);
    reconfigure(deployment, u"reload_delay"_s, 3000000); // says nothing about workers
    QCOMPARE(deployment.appInfo().value("workers"_L1).toInt(), 3);
    reconfigure(deployment, u"workers"_s, 1);
    QTRY_COMPARE_WITH_TIMEOUT(deployment.daemon().workerPids({}).size(), 1, kPatienceMs);
    QCOMPARE(deployment.appInfo().value("workers"_L1).toInt(), 1);
}

void OperationsTest::changedWhileStopped()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    QCOMPARE(resultOf(deployment.daemon().post("/stop?app=app.js")), u"OK"_s);
    reconfigure(deployment, u"workers"_s, 3);
    reconfigure(deployment, u"args"_s, QJsonArray{u"new"_s});
    QCOMPARE(stateOf(deployment), u"stopped"_s);
    QCOMPARE(deployment.daemon().info().value("workers"_L1), QJsonValue(QJsonArray()));
    QCOMPARE(resultOf(deployment.daemon().post("/start?app=app.js")), u"OK"_s);
    QCOMPARE(workerIds(deployment).size(), 3);
}

void OperationsTest::startOfBrokenCodeTellsWhy()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    QCOMPARE(resultOf(deployment.daemon().post("/stop?app=app.js")), u"OK"_s);
    deployment.app().replaceBy(u"throws.js"_s);
    const HttpAnswer answer = deployment.daemon().post("/start?app=app.js");
    QCOMPARE(answer.status, 500);
    QVERIFY2(errorOf(answer).contains(u"exited with code 1"_s), answer.body.constData());
    QCOMPARE(stateOf(deployment), u"degraded"_s); // it is tried on
    deployment.app().replaceBy(u"hello.js"_s);
    QCOMPARE(resultOf(deployment.reload()), u"OK"_s); // where nothing serves
    QCOMPARE(stateOf(deployment), u"up"_s);
    QCOMPARE(deployment.version(), "1"_ba);
}

void OperationsTest::keepsLinesAndHistory()
{
    NEED_NODE();
    Deployment deployment({}, {{u"ready"_s, u"uptime"_s}, {u"workers"_s, 1}});
    deployment.writeApp("require('http').createServer((q, s) => s.end('1'))"
                        ".listen(process.env.PORT, '127.0.0.1');"
                        "console.log('first'); console.error('second');");
    QVERIFY(deployment.start());
    const auto lines = [&] {
        QStringList texts;
        const QJsonValue result = deployment.daemon().get("/logs?lines=9").json()["result"_L1];
        for (const QJsonValue &line : result.toArray())
            texts.append(line["stream"_L1].toString() + u' ' + line["text"_L1].toString());
        texts.sort(); // two streams have no order
        return texts;
    };
    QTRY_COMPARE_WITH_TIMEOUT(lines(), QStringList({u"stderr second"_s, u"stdout first"_s}),
                              kPatienceMs);
    const auto samples = [&](const QByteArray &target) {
        const QJsonObject result
            = deployment.daemon().get(target).json().value("result"_L1).toObject();
        return result.value("samples"_L1).toArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(samples("/history?seconds=60").size() >= 2, kPatienceMs);
    const QJsonArray app = samples("/history?app=app.js&seconds=60");
    QVERIFY(!app.isEmpty());
    QVERIFY(app.last()[2].toDouble() > 1); // MB of a Node
}

void OperationsTest::quitsWhileStopped()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s);
    QVERIFY(deployment.start());
    QCOMPARE(resultOf(deployment.daemon().post("/stop?app=app.js")), u"OK"_s);
    QCOMPARE(deployment.daemon().quit(), std::optional<int>(0));
}

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
