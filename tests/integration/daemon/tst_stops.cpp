// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/cgroups.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QUuid>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

// As tests/testchild/adversary.cpp numbers them.
constexpr int kLeaderLeaves = 1;
constexpr int kIgnoresSignals = 2;
constexpr int kDoubleFork = 4;
constexpr int kNewSession = 8;
constexpr int kClearedEnvironment = 16;
constexpr int kClosesAll = 32;
constexpr int kAtTheEnd = 64;
constexpr int kHalted = 128;
constexpr int kTwice = 256;
constexpr int kDeafLeader = 512;
constexpr int kUntagged = 1024;
constexpr int kAwaitsGroup = 2048;
constexpr int kEscape
    = kIgnoresSignals | kDoubleFork | kNewSession | kClearedEnvironment | kClosesAll | kTwice;

constexpr qint64 kStops = 1000;
constexpr int kWorkers = 40;

QByteArray newToken()
{
    return "token=" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

QJsonObject adversary(const QByteArray &token, const QString &tricks, int workers)
{
    QJsonObject app
        = childApp({QString::fromLatin1(token), u"adversary=%1"_s.arg(tricks), u"hang"_s}, workers);
    app.insert("worker_disconnect_timeout"_L1, 100);
    app.insert("restart_delay_max"_L1, 1000);
    return app;
}

// A cgroup a worker; else what put off the tag too may be anybody's.
bool hasGroups(const QJsonObject &info)
{
    return text(info.value("master"_L1).toObject(), "trees") == "cgroup"_L1;
}

// With cgroups, and where none may be made; as root one of them is made up.
void reaches()
{
    QTest::addColumn<bool>("has");
    if (mayMakeCgroups())
        QTest::newRow("cgroups") << true;
    if (!mayMakeCgroups() || ::geteuid() == 0)
        QTest::newRow("tags alone") << false;
}

void setReach(DaemonProcess &daemon, bool has)
{
    if (!has && mayMakeCgroups())
        daemon.setWrapper({u"unshare"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
                           u"umount -a -t cgroup2 && exec \"$0\" \"$@\""_s});
}

// Undefined in an answer that did not come.
QJsonValue straysIn(const QJsonObject &info)
{
    return info.value("master"_L1).toObject().value("strays"_L1);
}

} // namespace

// A stop that is reported done has left no process, whatever the worker did to keep one.
class tst_DaemonStops final : public QObject
{
    Q_OBJECT

private slots:
    void leavesNobody_data();
    void leavesNobody();
    void killedDaemonLeavesNobody();
    void killedDaemonLeavesNoGroup_data() { reaches(); }
    void killedDaemonLeavesNoGroup();
    void attributesByTheGroupAlone_data() { reaches(); }
    void attributesByTheGroupAlone();
    void leavesNoGroup_data() { reaches(); }
    void leavesNoGroup();
    void leavesNobodyAfterManyStops();

private:
    static void endAll(const QByteArray &token);
};

void tst_DaemonStops::endAll(const QByteArray &token)
{
    const QList<qint64> left = processesWithArgument(token);
    for (const qint64 pid : left)
        sendSignal(pid, SIGKILL);
}

void tst_DaemonStops::leavesNobody_data()
{
    QTest::addColumn<int>("tricks");
    QTest::addColumn<int>("processes"); // of a worker
    QTest::newRow("leader exits first") << kLeaderLeaves << 1;
    QTest::newRow("child ignores the signal") << kIgnoresSignals << 2;
    QTest::newRow("double fork") << kDoubleFork << 2;
    QTest::newRow("setsid") << (kNewSession | kIgnoresSignals) << 2;
    QTest::newRow("cleared environment") << kClearedEnvironment << 2;
    QTest::newRow("halted") << (kHalted | kDeafLeader) << 2;
    QTest::newRow("all within one tick") << (kEscape | kLeaderLeaves) << 2;
    QTest::newRow("all at the stop") << (kEscape | kAtTheEnd) << 1;
}

void tst_DaemonStops::leavesNobody()
{
    QFETCH(int, tricks);
    QFETCH(int, processes);
    constexpr int workers = 5;
    const QByteArray token = newToken();
    DaemonProcess daemon;
    daemon.writeConfig(adversary(token, QString::number(tricks), workers));
    QVERIFY(daemon.start());
    QVERIFY2(waitFor([&] { return daemon.standardOutput().count("ready") >= workers * processes; }),
             daemon.standardOutput());
    QCOMPARE(daemon.post("/stop?app=testchild").status, 200);
    const QList<qint64> left = processesWithArgument(token);
    const QString text = describe(left);
    endAll(token);
    QVERIFY2(left.isEmpty(), qPrintable(text));
    QCOMPARE(straysIn(daemon.info()), QJsonValue(QJsonArray()));
    QCOMPARE(daemon.quit(), 0);
}

// The guard knows them by the same tag.
void tst_DaemonStops::killedDaemonLeavesNobody()
{
    const QByteArray token = newToken();
    DaemonProcess daemon;
    daemon.writeConfig(adversary(token, QString::number(kEscape), 3));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return processesWithArgument(token).size() >= 6; }));
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    const bool gone = waitFor([&] { return processesWithArgument(token).isEmpty(); });
    const QString text = describe(processesWithArgument(token));
    endAll(token);
    QVERIFY2(gone, qPrintable(text));
}

// The tag is off too. What the guard cannot know without a cgroup would be left to init.
void tst_DaemonStops::killedDaemonLeavesNoGroup()
{
    QFETCH(bool, has);
    const QByteArray token = newToken();
    DaemonProcess daemon;
    setReach(daemon, has);
    daemon.writeConfig(adversary(token, QString::number(kEscape | kUntagged | kAwaitsGroup), 3));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return processesWithArgument(token).size() >= 6; }));
    const qint64 pid = daemon.pid();
    QCOMPARE(hasGroups(daemon.info()), has);
    QCOMPARE(cgroupsOf(pid).size(), has ? 1 + 3 : 0); // its own, and one a worker
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    const bool gone = waitFor([&] { return processesWithArgument(token).isEmpty() || !has; });
    const QString left = describe(processesWithArgument(token));
    endAll(token);
    QVERIFY2(gone, qPrintable(left));
    QVERIFY2(waitFor([pid] { return cgroupsOf(pid).isEmpty(); }),
             qPrintable(cgroupsOf(pid).join(u' ')));
}

// It put off the tag too, and all its parents were gone before anybody looked: its cgroup says
// whose it is, if there is one. Else nothing does, and it is ended at quit; a slow machine may look
// before: then it is known, and the next one is tried.
void tst_DaemonStops::attributesByTheGroupAlone()
{
    QFETCH(bool, has);
    const QByteArray token = newToken();
    DaemonProcess daemon;
    setReach(daemon, has);
    daemon.writeConfig(adversary(
        token, QString::number((kEscape & ~kTwice) | kLeaderLeaves | kUntagged | kAwaitsGroup), 1));
    QVERIFY(daemon.start());
    QJsonObject info;
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &now) {
        info = now;
        return has || !straysIn(now).toArray().isEmpty();
    }));
    QCOMPARE(hasGroups(info), has);
    qint64 stray = 0;
    if (has) {
        // Workers come and go; what they have left goes with them.
        QVERIFY(daemon.waitForInfo([&](const QJsonObject &now) {
            info = now;
            return !workersIn(now).isEmpty() && number(workersIn(now)[0], "id") > 5;
        }));
        QCOMPARE(straysIn(info), QJsonValue(QJsonArray()));
    } else {
        QVERIFY2(daemon.waitForLog(u"a worker has left processes that nothing assigns to it: "_s),
                 daemon.log());
        stray = straysIn(info)[0].toInteger();
        QVERIFY(processesWithArgument(token).contains(stray));
    }
    QCOMPARE(daemon.post("/stop?app=testchild").status, 200);
    if (has)
        QCOMPARE(processesWithArgument(token), QList<qint64>());
    else
        QVERIFY(isAlive(stray)); // may be anybody's
    QCOMPARE(daemon.quit(), 0);
    const QList<qint64> left = processesWithArgument(token);
    const QString text = describe(left);
    endAll(token);
    QVERIFY2(left.isEmpty(), qPrintable(text));
}

// After workers that could not be started, after a daemon that could not, after a quit.
void tst_DaemonStops::leavesNoGroup()
{
    QFETCH(bool, has);
    DaemonProcess daemon;
    setReach(daemon, has);
    const QString program = daemon.path(u"program"_s);
    QVERIFY(QFile::copy(QStringLiteral(QILIN_TESTCHILD_PATH), program));
    QJsonObject app = with(childApp({u"hang"_s}, 2), u"reload_on"_s, u"never"_s);
    app.insert("exec"_L1, program);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    const qint64 pid = daemon.pid();
    QCOMPARE(hasGroups(daemon.info()), has);
    QCOMPARE(cgroupsOf(pid).size(), has ? 1 + 2 : 0);

    DaemonProcess second;
    second.writeConfig(
        {{u"control_socket"_s, daemon.path(u"control.sock"_s)}, {u"exec"_s, u"/bin/sleep"_s}});
    QVERIFY(second.start());
    const qint64 secondPid = second.pid();
    QVERIFY(second.waitForExit());
    QCOMPARE(cgroupsOf(secondPid), QStringList());

    QFile file(program);
    QVERIFY(file.remove() && file.open(QIODevice::WriteOnly) && file.write("\1\2\3\4"_ba) > 0);
    QVERIFY(file.setPermissions(QFile::Permissions(0x7755)));
    file.close();
    const QList<qint64> workers = daemon.workerPids();
    for (const qint64 worker : workers)
        sendSignal(worker, SIGKILL);
    QVERIFY2(daemon.waitForLog(u"Exec format error"_s), daemon.log());
    QVERIFY(waitFor([&] { return cgroupsOf(pid).size() == (has ? 1 : 0); }));
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(cgroupsOf(pid), QStringList());
}

// Random tricks; every second time right after the start. Workers that left by themselves are
// stops too: their trees are ended in the same way.
void tst_DaemonStops::leavesNobodyAfterManyStops()
{
    const QByteArray token = newToken();
    DaemonProcess daemon;
    daemon.writeConfig(adversary(token, u"random"_s, kWorkers));
    QVERIFY(daemon.start());
    const qint64 pid = daemon.pid();
    QElapsedTimer clock;
    clock.start();
    qint64 stops = 0;
    QList<qint64> survivors;
    for (int round = 0; stops < kStops; ++round) {
        const qint64 before = stops;
        const int wanted = round % 2 == 0 ? kWorkers / 3 : 0;
        QVERIFY2(daemon.waitForInfo([&](const QJsonObject &info) {
            stops = before;
            for (const QJsonObject &worker : workersIn(info))
                stops = std::max(stops, number(worker, "id"));
            return stops >= before + kWorkers && pidsUp(info).size() >= wanted;
        }),
                 daemon.log().right(2000));
        QCOMPARE(daemon.post("/stop?app=testchild").status, 200);
        const QList<qint64> left = processesWithArgument(token);
        if (!left.isEmpty())
            qInfo("survivors of round %d: %s", round, qPrintable(describe(left)));
        survivors += left;
        endAll(token);
        QCOMPARE(straysIn(daemon.info()), QJsonValue(QJsonArray()));
        HttpClient starter = daemon.control(); // answered only when all are up: never
        QVERIFY(starter.connectNow());
        QVERIFY(starter.send("POST /start?app=testchild HTTP/1.1\r\nHost: localhost\r\n"
                             "Content-Length: 0\r\n\r\n"));
        QVERIFY(daemon.waitForInfo([&](const QJsonObject &info) {
            for (const QJsonObject &worker : workersIn(info)) {
                if (number(worker, "id") > stops)
                    return true;
            }
            return false;
        }));
    }
    qInfo("%lld adversarial stops in %lld ms: %lld survivors", stops, clock.elapsed(),
          qint64(survivors.size()));
    QCOMPARE(survivors.size(), 0);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(processesWithArgument(token).isEmpty());
    QCOMPARE(cgroupsOf(pid), QStringList());
}

QTEST_GUILESS_MAIN(tst_DaemonStops)
#include "tst_stops.moc"
