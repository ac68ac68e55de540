// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

// When the daemon said so; invalid: never.
QDateTime timeOf(const QStringList &lines, const QString &text)
{
    const QStringList found = lines.filter(text);
    return QDateTime::fromString(found.value(0).section(u' ', 0, 0), Qt::ISODateWithMs);
}

} // namespace

// The key max_memory, over the process tree of a worker.
class tst_PoliciesMemory final : public QObject
{
    Q_OBJECT

private slots:
    void replacedStartFirst();
    void neverInATightLoop();
};

// A child of one of two workers grows; that worker is replaced, and the other one stays.
void tst_PoliciesMemory::replacedStartFirst()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.sh"_s), "until mv grow grown 2>/dev/null; do sleep 0.1; done\n"
                                        "\"$1\" grow=100 hang & wait\n");
    QJsonObject app = childApp({QStringLiteral(QILIN_TESTCHILD_PATH)}, 2);
    app.insert("exec"_L1, "app.sh"_L1);
    const QJsonObject limited = with(app, u"max_memory"_s, u"64M"_s);
    daemon.writeConfig(severalApps({{u"a"_s, app}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> pids = daemon.workerPids();
    daemon.writeConfig(severalApps({{u"a"_s, limited}})); // takes effect on those that run
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"a has changed: max_memory"_s), daemon.log());
    QCOMPARE(daemon.workerPids(), pids);

    writeFile(daemon.path(u"grow"_s), "");
    QVERIFY2(daemon.waitForInfo([&](const QJsonObject &info) {
        const QList<qint64> now = pidsUp(info);
        return workersIn(info).size() == 2 && now.size() == 2
               && pids.contains(now[0]) != pids.contains(now[1]);
    }),
             daemon.log());
    const QStringList lines = daemon.logLines();
    QCOMPARE(lines.filter(u"MB, more than max_memory (64M): it is replaced"_s).size(), 1);
    const qsizetype up = lines.indexOf(lines.filter(u"Worker[3] is up"_s).value(0));
    const qsizetype died = lines.indexOf(lines.filter(u" died: "_s).value(0));
    QVERIFY2(up >= 0 && up < died, daemon.log()); // start first
    QCOMPARE(number(appIn(daemon.info()), "generation"), 1);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

// Where every worker is too large: the first one is replaced at once, the next one lives on.
void tst_PoliciesMemory::neverInATightLoop()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"grow=100"_s, u"hang"_s}), u"max_memory"_s, u"64M"_s));
    QVERIFY(daemon.start());
    const QString said = u"worker 1 of testchild holds 1"_s;
    QVERIFY2(daemon.waitForLog(said), daemon.log());
    QVERIFY2(daemon.waitForLog(u"one that grows as soon is let live for 10 s at least"_s),
             daemon.log());
    QVERIFY2(daemon.waitForLog(u"worker 2 of testchild holds 1"_s), daemon.log());
    QVERIFY2(daemon.waitForLog(u"is let live for 20 s at least"_s), daemon.log());
    const QStringList lines = daemon.logLines();
    const QDateTime up = timeOf(lines, u"Worker[2] is up"_s);
    const QDateTime replaced = timeOf(lines, u"worker 2 of testchild holds"_s);
    QVERIFY2(up.msecsTo(replaced) > 9000, daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_PoliciesMemory)
#include "tst_memory.moc"
