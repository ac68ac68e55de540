// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <sys/resource.h>

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

// When the daemon ends, nothing of a worker's process tree is left.
class tst_DaemonQuit final : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsLeft_data();
    void nothingIsLeft();
    void stoppedWorker();
    void inTheMiddle_data();
    void inTheMiddle();
    void withoutDescriptors();
    void firstProcessOfAContainer();

private:
    static QJsonObject appOf(const QString &script, const QStringList &words);
};

// A Node script, or the words of a testchild; "processes" is how many a worker brings.
void tst_DaemonQuit::nothingIsLeft_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("processes");
    QTest::newRow("ignores SIGTERM") << QString() << QStringList{u"ignore=TERM"_s, u"hang"_s} << 1;
    QTest::newRow("spins") << QString() << QStringList{u"ignore=TERM"_s, u"burn=0"_s} << 1;
    QTest::newRow("stubborn child")
        << QString() << QStringList{u"fork-stubborn"_s, u"fork"_s, u"hang"_s} << 3;
    QTest::newRow("double fork and setsid")
        << QString() << QStringList{u"daemon"_s, u"daemon"_s, u"hang"_s} << 3;
    QTest::newRow("leader goes, others stay")
        << QString() << QStringList{u"fork-stubborn"_s, u"daemon"_s, u"onterm=0"_s, u"hang"_s} << 3;
    QTest::newRow("zombie") << QString() << QStringList{u"zombie"_s, u"hang"_s} << 1;
    QTest::newRow("Node that spins") << u"stubborn.js"_s << QStringList() << 1;
    QTest::newRow("Node that daemonizes") << u"daemonizes.js"_s << QStringList() << 2;
}

QJsonObject tst_DaemonQuit::appOf(const QString &script, const QStringList &words)
{
    QJsonObject app = script.isEmpty() ? childApp(words, 2) : nodeApp(script, freePort(), 2);
    app.insert("worker_disconnect_timeout"_L1, 300);
    return app;
}

void tst_DaemonQuit::nothingIsLeft()
{
    QFETCH(QString, script);
    QFETCH(QStringList, words);
    QFETCH(int, processes);
    NEED(script.isEmpty() || !nodeBinaries().isEmpty(), "Node is not installed");
    DaemonProcess daemon;
    daemon.writeConfig(appOf(script, words));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForProcesses(1 + 2 * processes), qPrintable(describe(daemon.processes())));
    const QList<qint64> all = daemon.processes();
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(living(all)), QString()); // at that moment, not soon after
    QCOMPARE(describe(daemon.processes()), QString());
}

// It takes no SIGTERM while it is stopped.
void tst_DaemonQuit::stoppedWorker()
{
    DaemonProcess daemon;
    daemon.writeConfig(appOf({}, {u"fork"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForProcesses(5), qPrintable(describe(daemon.processes())));
    QList<qint64> workers = daemon.processes();
    workers.removeAll(daemon.pid());
    for (const qint64 pid : std::as_const(workers))
        sendSignal(pid, SIGSTOP);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(living(workers)), QString());
}

void tst_DaemonQuit::inTheMiddle_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("minUptime");
    QTest::addColumn<bool>("reload");
    const int never = 3'600'000;
    QTest::newRow("of the start") << QStringList{u"daemon"_s, u"hang"_s} << never << false;
    QTest::newRow("of a reload") << QStringList{u"daemon"_s, u"hang"_s} << 100 << true;
    QTest::newRow("of a back-off") << QStringList{u"wait=50"_s, u"exit=1"_s} << never << false;
}

// Quit comes while something else is under way.
void tst_DaemonQuit::inTheMiddle()
{
    QFETCH(QStringList, words);
    QFETCH(int, minUptime);
    QFETCH(bool, reload);
    DaemonProcess daemon;
    daemon.writeConfig(with(appOf({}, words), u"min_uptime"_s, minUptime));
    QVERIFY(daemon.start());
    HttpClient client = daemon.control();
    if (reload) {
        QVERIFY(daemon.waitUntilUp());
        daemon.writeConfig(with(appOf({}, words), u"min_uptime"_s, 3'600'000)); // of the new ones
        daemon.signal(SIGHUP);
        QVERIFY(daemon.waitForLog(u"has changed: min_uptime"_s));
        QVERIFY(client.connectNow());
        QVERIFY(client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }
    const QString wanted = reload                      ? u"reloading"_s
                           : words.contains(u"hang"_s) ? u"starting"_s
                                                       : u"degraded"_s;
    QVERIFY2(daemon.waitForInfo(
                 [&](const QJsonObject &info) { return text(appIn(info), "state") == wanted; }),
             daemon.log());
    const QList<qint64> all = daemon.processes();
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(living(all)), QString());
    QCOMPARE(describe(daemon.processes()), QString());
    if (reload) { // who waits is told
        const HttpAnswer answer = client.receive();
        QCOMPARE(answer.status, 500);
        QVERIFY2(answer.body.contains("stopped"), answer.body);
    }
}

// It cannot open anything any more: neither the process table nor a handle of a process.
void tst_DaemonQuit::withoutDescriptors()
{
    DaemonProcess daemon;
    daemon.writeConfig(appOf({}, {u"ignore=TERM"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> all = daemon.processes();
    int lowestFree = 3;
    while (QFileInfo(u"/proc/%1/fd/%2"_s.arg(daemon.pid()).arg(lowestFree)).isSymLink())
        ++lowestFree;
    // UBSan looks by a pipe whether there is memory, and calls it a fault if there is no pipe.
    const int most = lowestFree + (QILIN_SLOWNESS > 1 ? 2 : 0);
    rlimit few{rlim_t(most), rlim_t(most)};
    QCOMPARE(::prlimit(pid_t(daemon.pid()), RLIMIT_NOFILE, &few, nullptr), 0);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(living(all)), QString());
}

void tst_DaemonQuit::firstProcessOfAContainer()
{
    const QStringList wrapper{u"unshare"_s, u"--pid"_s, u"--fork"_s, u"--mount-proc"_s};
    QProcess probe;
    probe.start(wrapper.first(), wrapper.mid(1) + QStringList{u"true"_s});
    const bool mayUnshare = probe.waitForFinished() && probe.exitCode() == 0;
    NEED(mayUnshare, "needs root and a kernel that lets it make a PID namespace");
    DaemonProcess daemon;
    QJsonObject app = childApp({u"-c"_s, u"for i in 1 2 3; do (setsid sleep 0.$i & ); done; "
                                         "echo ok; exec %1 daemon ignore=TERM hang"_s.arg(
                                             QStringLiteral(QILIN_TESTCHILD_PATH))});
    app.insert("exec"_L1, "/bin/sh"_L1);
    app.insert("worker_disconnect_timeout"_L1, 300);
    daemon.writeConfig(app);
    daemon.setWrapper(wrapper);
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(number(daemon.info().value("master"_L1).toObject(), "pid"), 1);
    QVERIFY(waitFor([&] { return daemon.standardOutput().startsWith("ok\ndaemon "); }));
    // unshare, the daemon, a worker and what it has left behind
    QVERIFY2(daemon.waitForProcesses(4), qPrintable(describe(daemon.processes())));
    qint64 inner = 0;
    for (const qint64 pid : daemon.processes()) {
        if (describe({pid}).contains(u"qilin-daemon --headless"_s) && pid != daemon.pid())
            inner = pid;
    }
    QVERIFY(inner > 0);
    QVERIFY(waitFor([&] { return zombiesOf(inner).isEmpty(); }));
    sendSignal(inner, SIGTERM);
    QCOMPARE(daemon.waitForExit(), 0);
    QVERIFY2(daemon.log().contains("all workers are gone: bye"), daemon.log());
    QCOMPARE(describe(daemon.processes()), QString());
}

QTEST_GUILESS_MAIN(tst_DaemonQuit)
#include "tst_quit.moc"
