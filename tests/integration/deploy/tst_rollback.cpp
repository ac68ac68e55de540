// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/ports.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Reloads to code that does not run, in every way it can fail to: the old code serves on.
// All in one daemon under load that goes on from the first to the last.
class RollbackTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepOldCode_data();
    void keepOldCode();
    void keepOldCodeWhenTheProgramIsGone();
    void thenGoodCodeTakesOver();
    void nameTheGenerationThatFailsLater();
    void cleanupTestCase();

private:
    std::unique_ptr<OccupiedPort> m_taken;
    std::unique_ptr<Deployment> m_deployment;
    std::unique_ptr<LoadRun> m_kept;
    std::unique_ptr<LoadRun> m_single;
    QList<qint64> m_pids;
};

void RollbackTest::initTestCase()
{
    NEED_NODE();
    const quint16 taken = freePort();
    m_taken = std::make_unique<OccupiedPort>(taken);
    const QJsonObject env{{u"TAKEN"_s, QString::number(taken)}, {u"DELAY"_s, u"100"_s}};
    // min_uptime: far more than the time after which some of them break. Workers that are younger
    // are not trusted.
    const QJsonObject config{{u"ready"_s, u"auto"_s},
                             {u"min_uptime"_s, 3000},
                             {u"ready_timeout"_s, 4000},
                             {u"env"_s, env}};
    m_deployment = std::make_unique<Deployment>(u"hello.js"_s, config);
    QVERIFY(m_deployment->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_deployment->daemon().workerPids().size(), 2, kPatienceMs);
    m_pids = m_deployment->daemon().workerPids();
    const QStringList load{u"--connections"_s, u"8"_s, u"--pause"_s, u"5"_s};
    m_kept = std::make_unique<LoadRun>(m_deployment->port(), load);
    m_single = std::make_unique<LoadRun>(m_deployment->port(), load + QStringList{u"--close"_s});
}

void RollbackTest::keepOldCode_data()
{
    QTest::addColumn<QByteArray>("code"); // or the name of one of tests/apps
    QTest::addColumn<QStringList>("says");

    const QString exited = u"exited with code 1 after "_s;
    QTest::newRow("throws at once")
        << "throws.js"_ba << QStringList{exited, u"Error: broken at start"_s};
    QTest::newRow("throws before it listens")
        << "throws-before-listen.js"_ba << QStringList{exited, u"Error: broken before listen"_s};
    QTest::newRow("throws after it called listen()")
        << "throws-after-listen.js"_ba << QStringList{exited, u"Error: broken after listen"_s};
    QTest::newRow("throws in the callback of listen()")
        << "throws-in-callback.js"_ba
        << QStringList{exited, u"Error: broken in the listen callback"_s};
    QTest::newRow("second port is taken")
        << "const http = require('http');\n"
           "http.createServer((q, r) => r.end('broken')).listen(Number(process.env.PORT));\n"
           "http.createServer((q, r) => r.end('broken')).listen(Number(process.env.TAKEN));\n"_ba
        << QStringList{exited, u"EADDRINUSE"_s};
    QTest::newRow("never listens")
        << "never.js"_ba
        << QStringList{u"was not up after 4.0 s (it never listened, "_s, u" works"_s};
    QTest::newRow("spins") << "console.log('spinning'); for (;;);\n"_ba
                           << QStringList{u"was not up after 4.0 s"_s, u"spinning"_s};
    QTest::newRow("exits with 0") << "exits.js"_ba << QStringList{u"exited with code 0 after "_s};
    QTest::newRow("exits with 0 once it listens")
        << "require('http').createServer((q, r) => r.end('broken'))\n"
           "  .listen(Number(process.env.PORT), () => process.exit(0));\n"_ba
        << QStringList{u"exited with code 0 after "_s};
    QTest::newRow("leaves the cluster while it waits at listen()")
        << "require('http').createServer((q, r) => "
           "r.end('broken')).listen(Number(process.env.PORT));\n"
           "setTimeout(() => require('cluster').worker.disconnect(), 50);\n"_ba
        << QStringList{u"worker "_s};
    QTest::newRow("leaves the parent while it waits at listen()")
        << "require('http').createServer((q, r) => "
           "r.end('broken')).listen(Number(process.env.PORT));\n"
           "setTimeout(() => process.disconnect(), 50);\n"_ba
        << QStringList{u"exited with code 0 after "_s};
    QTest::newRow("syntax error") << "syntax-error.js"_ba
                                  << QStringList{exited, u"SyntaxError: Unexpected token"_s};
    QTest::newRow("killed by a signal") << "process.kill(process.pid, 'SIGSEGV');\n"_ba
                                        << QStringList{u"was killed by SIGSEGV after "_s};
}

void RollbackTest::keepOldCode()
{
    QFETCH(QByteArray, code);
    QFETCH(QStringList, says);
    DaemonProcess &daemon = m_deployment->daemon();
    const qint64 kept = m_kept->answers();
    const qint64 single = m_single->answers();
    const qsizetype logged = daemon.logLines().size();

    if (code.endsWith(".js"))
        m_deployment->app().replaceBy(QString::fromUtf8(code));
    else
        m_deployment->writeApp(code);
    const HttpAnswer answer = m_deployment->reload();
    QCOMPARE(answer.status, 500);
    const QString error = answer.json().value("error"_L1).toString();
    for (const QString &text : says)
        QVERIFY2(error.contains(text), qPrintable(error));
    QVERIFY2(error.startsWith(u"worker "_s), qPrintable(error));
    QCOMPARE(m_deployment->lastReload().value("result"_L1).toString(), error);
    const QString line = u"reload of app.js failed, generation 1 keeps serving: worker "_s;
    QVERIFY(daemon.waitForLog(line, logged));
    for (const QString &text : says)
        QVERIFY2(daemon.waitForLog(text, logged), qPrintable(text));

    QVERIFY(m_deployment->waitUntilOnlyNewest()); // what failed is gone, process by process
    QCOMPARE(daemon.workerPids(), m_pids);
    QCOMPARE(m_deployment->generation(), 1);
    QCOMPARE(m_deployment->appInfo().value("state"_L1).toString(), u"up"_s);
    QVERIFY(m_kept->waitForAnswers(kept + 20));
    QVERIFY(m_single->waitForAnswers(single + 20));
}

void RollbackTest::keepOldCodeWhenTheProgramIsGone()
{
    const QString path = m_deployment->app().path();
    QVERIFY(QFile::remove(path));
    const HttpAnswer answer = m_deployment->reload();
    QCOMPARE(answer.status, 500);
    const QString error = answer.json().value("error"_L1).toString();
    QVERIFY2(error.contains(u"could not start: "_s) && error.contains(path), qPrintable(error));
    QCOMPARE(m_deployment->daemon().workerPids(), m_pids);
}

void RollbackTest::thenGoodCodeTakesOver()
{
    m_deployment->app().replaceBy(u"hello.js"_s);
    m_deployment->app().setVersion(u"2"_s);
    QCOMPARE(m_deployment->reload().json().value("result"_L1).toString(), u"OK"_s);
    QCOMPARE(m_deployment->versions(5), QSet<QByteArray>{"2"_ba});
    QCOMPARE(m_deployment->lastReload().value("result"_L1).toString(), u"OK"_s);
    for (LoadRun *run : {m_kept.get(), m_single.get()}) {
        QVERIFY(run->waitForAnswers(run->answers() + 20));
        const QJsonObject result = run->stop();
        QCOMPARE(faultsOf(result), ""_ba);
        QCOMPARE(versionsOf(result), "1 2"_ba); // no answer came from what is broken
    }
}

void RollbackTest::cleanupTestCase()
{
    m_kept.reset();
    m_single.reset();
    m_deployment.reset();
}

void RollbackTest::nameTheGenerationThatFailsLater()
{
    DaemonProcess &daemon = m_deployment->daemon();
    m_deployment->writeApp("require('http').createServer((q, r) => process.exit(3))\n"
                           "  .listen(Number(process.env.PORT));\n");
    QCOMPARE(m_deployment->reload().status, 200);
    QCOMPARE(m_deployment->fetch().status, 0);
    QVERIFY(daemon.waitForLog(u"of app.js, which has taken over, fails: worker "_s));
    QVERIFY(daemon.waitForLog(u"exited with code 3 after "_s));
    QVERIFY(daemon.waitForLog(u"it is started again at once"_s));
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return info.value("apps"_L1)[0].toObject().contains("failure"_L1);
    }));

    m_deployment->app().replaceBy(u"hello.js"_s);
    QCOMPARE(m_deployment->reload().status, 200);
    QVERIFY(daemon.waitUntilUp());
    QVERIFY(m_deployment->waitUntilOnlyNewest());
    QCOMPARE(m_deployment->version(), "1"_ba);
    QVERIFY(!m_deployment->appInfo().contains("failure"_L1));
}

QTEST_GUILESS_MAIN(RollbackTest)
#include "tst_rollback.moc"
