// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QList<qint64> living(const QList<qint64> &pids)
{
    QList<qint64> found;
    std::copy_if(pids.begin(), pids.end(), std::back_inserter(found), &isAlive);
    return found;
}

} // namespace

// While the daemon lives on: of a worker that ends, nothing of its process tree is left.
class tst_DaemonRetire final : public QObject
{
    Q_OBJECT

private slots:
    void reloadLeavesNothing_data();
    void reloadLeavesNothing();
    void crashLeavesNothing();
    void orphansAreReaped();

private:
    static QJsonObject appOf(const QString &script, const QStringList &words);
};

QJsonObject tst_DaemonRetire::appOf(const QString &script, const QStringList &words)
{
    QJsonObject app = script.isEmpty() ? childApp(words, 2) : nodeApp(script, freePort(), 2);
    app.insert("worker_disconnect_timeout"_L1, 300);
    return app;
}

// A Node script, or the words of a testchild; "processes" is how many a worker brings.
void tst_DaemonRetire::reloadLeavesNothing_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("processes");
    QTest::newRow("spins") << QString() << QStringList{u"ignore=TERM"_s, u"burn=0"_s} << 1;
    QTest::newRow("double fork and setsid")
        << QString() << QStringList{u"daemon"_s, u"daemon"_s, u"hang"_s} << 3;
    QTest::newRow("leader goes, others stay")
        << QString() << QStringList{u"fork-stubborn"_s, u"daemon"_s, u"onterm=0"_s, u"hang"_s} << 3;
    QTest::newRow("zombie") << QString() << QStringList{u"zombie"_s, u"hang"_s} << 1;
    QTest::newRow("Node that spins") << u"stubborn.js"_s << QStringList() << 1;
    QTest::newRow("Node that daemonizes") << u"daemonizes.js"_s << QStringList() << 2;
}

void tst_DaemonRetire::reloadLeavesNothing()
{
    QFETCH(QString, script);
    QFETCH(QStringList, words);
    QFETCH(int, processes);
    if (!script.isEmpty())
        NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(appOf(script, words));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForProcesses(1 + 2 * processes), qPrintable(describe(daemon.processes())));
    QList<qint64> old = daemon.processes();
    old.removeAll(daemon.pid());
    QCOMPARE(daemon.post("/reload").status, 200);
    // "Gone" is reported only when the tree is gone.
    QVERIFY2(
        daemon.waitForInfo([](const QJsonObject &info) { return workersIn(info).size() == 2; }),
        daemon.log());
    QCOMPARE(describe(living(old)), QString());
    QVERIFY2(daemon.waitForProcesses(1 + 2 * processes), qPrintable(describe(daemon.processes())));
    QVERIFY(waitFor([&] { return zombiesOf(daemon.pid()).isEmpty(); }));
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonRetire::crashLeavesNothing()
{
    DaemonProcess daemon;
    daemon.writeConfig(appOf({}, {u"daemon"_s, u"fork-stubborn"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForProcesses(7), qPrintable(describe(daemon.processes())));
    const QList<qint64> leaders = daemon.workerPids();
    QList<qint64> others = daemon.processes();
    others.removeAll(daemon.pid());
    for (const qint64 leader : leaders)
        sendSignal(leader, SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(describe(living(others)), QString(), kPatienceMs);
    QVERIFY2(daemon.waitForProcesses(7), qPrintable(describe(daemon.processes()))); // and new ones
    QVERIFY2(daemon.log().contains(" was killed by SIGKILL after "), daemon.log());
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

// Processes whose parents have ended become the daemon's children.
void tst_DaemonRetire::orphansAreReaped()
{
    DaemonProcess daemon;
    QJsonObject app = childApp(
        {u"-c"_s, u"for i in 1 2 3; do (setsid sleep 0.$i & ); done; echo ok; exec sleep 3600"_s});
    app.insert("exec"_L1, "/bin/sh"_L1);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), QByteArray("ok\n"), kPatienceMs);
    QVERIFY2(daemon.waitForProcesses(2), qPrintable(describe(daemon.processes())));
    QVERIFY(waitFor([&] { return zombiesOf(daemon.pid()).isEmpty(); }));
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonRetire)
#include "tst_retire.moc"
