// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/restartdelay.h"
#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/tray/trayscene.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;
using namespace std::chrono_literals;

// What the daemon does with the program qilin-tray, whatever that does.
class tst_Companion final : public QObject
{
    Q_OBJECT

private slots:
    void delays();
    void start();
    void headless();
    void nothingToStart_data();
    void nothingToStart();
    void crashes();
    void killed();
    void leaves_data();
    void leaves();
    void noDisplayYet();
    void quit_data();
    void quit();
    void killedDaemon();
};

namespace {

constexpr auto kStay = "exec sleep 3600";

} // namespace

void tst_Companion::delays()
{
    qilin::RestartDelay delay;
    for (const auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s})
        QCOMPARE(delay.next(59s).count(), std::chrono::milliseconds(expected).count());
    QCOMPARE(delay.next(60s).count(), 1000);
    QCOMPARE(delay.next(0s).count(), 2000);
}

void tst_Companion::start()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, "echo \"marked ${QILIN_COMPANION:+yes} ${NOTIFY_SOCKET:-none}\"\n"
                                "echo wrong >&2\n"_ba
                                    + kStay);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.start({u"--log-level=debug"_s}));
    QVERIFY(daemon.waitUntilUp());
    QVERIFY(tray.waitForStarts(1));
    QCOMPARE(tray.starts().first().section(u' ', 1),
             u"--config %1 --companion"_s.arg(daemon.path(u"qilin-daemon.json"_s)));
    QVERIFY2(daemon.waitForLog(u"debug: tray: marked yes none"_s), daemon.log());
    QVERIFY2(daemon.waitForLog(u"debug: tray: wrong"_s), daemon.log());
    // It is no worker, and workers do not learn of it.
    const QList<qint64> workers = daemon.workerPids();
    QCOMPARE(workers.size(), 1);
    QVERIFY(workers.first() != tray.pid());
    QVERIFY(!readFile(u"/proc/%1/environ"_s.arg(workers.first())).contains("QILIN_COMPANION"));
    const QByteArray status = readFile(u"/proc/%1/status"_s.arg(tray.pid()));
    QVERIFY2(status.contains("SigBlk:\t0000000000000000"), status);
    QVERIFY2(status.contains("SigIgn:\t0000000000000000"), status);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(daemon.waitUntilNothingIsLeft());
}

void tst_Companion::headless()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, kStay);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.start({u"--headless"_s}));
    QVERIFY(daemon.waitUntilUp()); // it would have been started before
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(tray.starts(), QStringList());
    QVERIFY2(!daemon.log().contains("tray"), daemon.log());
}

void tst_Companion::nothingToStart_data()
{
    QTest::addColumn<bool>("hasDisplay");
    QTest::addColumn<QString>("line");
    QTest::newRow("no display") << false << u"there is no display"_s;
    QTest::newRow("no program") << true << u"no program qilin-tray"_s;
}

void tst_Companion::nothingToStart()
{
    QFETCH(bool, hasDisplay);
    QFETCH(QString, line);
    DaemonProcess daemon;
    const FakeTray tray(daemon, kStay);
    if (hasDisplay)
        QVERIFY(QFile::remove(daemon.path(u"bin/qilin-tray"_s)));
    else
        daemon.setEnvironment(u"DISPLAY"_s, QString());
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(daemon.quit(), 0);
    const QStringList lines = daemon.logLines().filter(u"tray"_s);
    QVERIFY2(lines.size() == 1 && lines.first().contains(line), daemon.log());
    QCOMPARE(tray.starts(), QStringList());
}

void tst_Companion::crashes()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, "date +%s%N >> $PLACE/times; echo no luck >&2; exit 3");
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> workers = daemon.workerPids();
    for (const char *delay : {"1 s", "2 s", "4 s"}) {
        const QString line = u"warning: the tray ended with code 3 (\"no luck\"); next try in "_s
                             + QLatin1StringView(delay);
        QVERIFY2(daemon.waitForLog(line), daemon.log());
    }
    const QList<QByteArray> times = readFile(daemon.path(u"times"_s)).trimmed().split('\n');
    QVERIFY(times.size() >= 3);
    QVERIFY(times[1].toLongLong() - times[0].toLongLong() >= 900'000'000);
    QVERIFY(times[2].toLongLong() - times[1].toLongLong() >= 1'800'000'000);
    QCOMPARE(daemon.workerPids(), workers);
    QCOMPARE(daemon.quit(), 0);
}

void tst_Companion::killed()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, kStay);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(tray.waitForStarts(1));
    const qint64 first = tray.pid();
    sendSignal(first, SIGKILL);
    QVERIFY2(daemon.waitForLog(u"the tray ended by signal 9; next try in 1 s"_s), daemon.log());
    QVERIFY(tray.waitForStarts(2));
    QVERIFY(tray.pid() != first);
    QVERIFY(waitFor([&] { return zombiesOf(daemon.pid()).isEmpty(); }));
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!isAlive(tray.pid()));
}

void tst_Companion::leaves_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("line");
    QTest::newRow("the user's wish") << "0"_ba << u"info: the tray has left with code 0"_s;
    QTest::newRow("no way to the daemon")
        << "78"_ba << u"warning: the tray ended with code 78 (\"because\"); another try"_s;
}

void tst_Companion::leaves()
{
    QFETCH(QByteArray, code);
    QFETCH(QString, line);
    DaemonProcess daemon;
    const FakeTray tray(daemon, "echo because; exit " + code);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(daemon.waitForLog(line), daemon.log());
    QVERIFY2(!daemon.log().contains("next try"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(tray.starts().size(), 1);
}

// The display is named and does not answer: it is tried again, and told once.
void tst_Companion::noDisplayYet()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, "[ -e \"$PLACE/display\" ] && "_ba + kStay + "\nexit 71");
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(tray.waitForStarts(3));
    QFile display(daemon.path(u"display"_s));
    QVERIFY(display.open(QIODevice::WriteOnly));
    QVERIFY(
        waitFor([&] { return readFile(u"/proc/%1/comm"_s.arg(tray.pid())).trimmed() == "sleep"; }));
    QCOMPARE(daemon.logLines().filter(u"tray"_s).size(), 1);
    QVERIFY2(daemon.log().contains("info: the display cannot be opened"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Companion::quit_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("obeys") << QByteArray(kStay);
    QTest::newRow("ignores SIGTERM") << "trap '' TERM; while :; do sleep 1; done"_ba;
    QTest::newRow("stopped") << "kill -STOP $$"_ba;
}

void tst_Companion::quit()
{
    QFETCH(QByteArray, body);
    DaemonProcess daemon;
    const FakeTray tray(daemon, body);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(tray.waitForStarts(1));
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!isAlive(tray.pid()));
    QVERIFY2(!daemon.log().contains("the tray ended"), daemon.log());
}

// The tray stays, and would show that the daemon is gone.
void tst_Companion::killedDaemon()
{
    DaemonProcess daemon;
    const FakeTray tray(daemon, kStay);
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(tray.waitForStarts(1));
    const QList<qint64> workers = daemon.workerPids();
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY(waitFor([&] { return !isAlive(workers.first()); }));
    // The guard is done with it when it has left; what lives then, lives on.
    QVERIFY2(waitFor([&] { return daemon.processes() == QList<qint64>{tray.pid()}; }),
             qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(tst_Companion)
#include "tst_companion.moc"
