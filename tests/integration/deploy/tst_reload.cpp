// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Whole generations replaced under load. QILIN_BALANCE: the mode that connections are dealt out in.
class ReloadTest final : public QObject
{
    Q_OBJECT

private slots:
    void dropNothing_data();
    void dropNothing();
    void leaveNothingBehind();
};

void ReloadTest::dropNothing_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("load");
    QTest::addColumn<QString>("ready");
    const QStringList busy{u"--connections"_s, u"16"_s, u"--pause"_s, u"2"_s};
    const QStringList single = busy + QStringList{u"--close"_s};
    QTest::newRow("hello, keep-alive") << u"hello.js"_s << busy << u"auto"_s;
    QTest::newRow("hello, a connection a request") << u"hello.js"_s << single << u"auto"_s;
    QTest::newRow("hello, up by its uptime") << u"hello.js"_s << single << u"uptime"_s;
    QTest::newRow("300 ms, keep-alive") << u"slow.js"_s << busy << u"auto"_s;
    QTest::newRow("300 ms, a connection a request") << u"slow.js"_s << single << u"listening"_s;
}

void ReloadTest::dropNothing()
{
    NEED_NODE();
    QFETCH(QString, source);
    QFETCH(QStringList, load);
    QFETCH(QString, ready);
    constexpr int kReloads = 5;
    Deployment deployment(source,
                          {{u"balance"_s, QStringLiteral(QILIN_BALANCE)}, {u"ready"_s, ready}});
    QVERIFY(deployment.start());
    LoadRun run(deployment.port(), load);
    QVERIFY(run.waitForAnswers(50));

    QByteArray all = "1";
    for (int version = 2; version <= 1 + kReloads; ++version) {
        deployment.app().setVersion(QString::number(version));
        const HttpAnswer answer = deployment.reload();
        QCOMPARE(answer.json().value("result"_L1).toString(), u"OK"_s);
        // From here on old code gets no new connection.
        QCOMPARE(deployment.versions(10), QSet<QByteArray>{QByteArray::number(version)});
        QCOMPARE(deployment.generation(), version);
        all += ' ' + QByteArray::number(version);
        QVERIFY(run.waitForAnswers(run.answers() + 20));
    }

    const QJsonObject result = run.stop();
    QCOMPARE(faultsOf(result), ""_ba);
    QCOMPARE(versionsOf(result), all);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(deployment.daemon().workerPids().size(), 2);
    QCOMPARE(deployment.lastReload().value("result"_L1).toString(), u"OK"_s);
    QCOMPARE(deployment.lastReload().value("reason"_L1).toString(), u"request"_s);
    QVERIFY(deployment.lastReload().value("took_ms"_L1).toInt() > 0);
}

void ReloadTest::leaveNothingBehind()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"balance"_s, QStringLiteral(QILIN_BALANCE)}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    const QDir descriptors(u"/proc/%1/fd"_s.arg(daemon.pid()));
    const auto opened = [&] { return descriptors.entryList(QDir::System | QDir::Files).size(); };
    const auto reloads = [&](const QString &source, int status) {
        deployment.app().replaceBy(source);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(deployment.reload().status, status);
        QVERIFY(deployment.waitUntilOnlyNewest());
    };
    reloads(u"hello.js"_s, 200); // whatever is opened once has been opened
    const qsizetype before = opened();
    reloads(u"throws.js"_s, 500);
    reloads(u"throws-in-callback.js"_s, 500);
    reloads(u"hello.js"_s, 200);
    // Some are open for a moment only, and may have been missed at "before"; 30 workers and more
    // have been started since.
    QVERIFY2(waitFor([&] { return opened() <= before + 4; }),
             qPrintable(u"%1, then %2"_s.arg(before).arg(opened())));
    // The daemon and two workers; its guard does not inherit the mark.
    QVERIFY2(daemon.waitForProcesses(3), qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(ReloadTest)
#include "tst_reload.moc"
