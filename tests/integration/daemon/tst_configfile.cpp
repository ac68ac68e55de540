// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The configuration file itself: changed while the daemon runs, with and without SIGHUP; and what
// --check --against says of a change before it is made.
class tst_DaemonConfigFile final : public QObject
{
    Q_OBJECT

private slots:
    void changedWithoutSignal();
    void brokenWithoutSignal();
    void sameAgain();
    void logSetting();
    void unreadable();
    void against();
    void againstAsApplied();
    void againstNothing();
    void againstFaulty_data();
    void againstFaulty();
    void againstOptions();
};

namespace {

constexpr uid_t kNobody = 65534;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<qint64> pids(DaemonProcess &daemon, const QString &app)
{
    return pidsUp(daemon.info(), app);
}

using Apps = QList<QPair<QString, QJsonObject>>;

// The pids of application a, once all are up; without one, they never were.
QList<qint64> startWith(DaemonProcess &daemon, const Apps &apps)
{
    daemon.writeConfig(severalApps(apps));
    return daemon.startAndWaitUntilUp() ? pids(daemon, u"a"_s) : QList<qint64>();
}

void hangUp(DaemonProcess &daemon, const Apps &apps)
{
    daemon.writeConfig(severalApps(apps));
    daemon.signal(SIGHUP);
}

} // namespace

// As SIGHUP does it: only what differs is touched.
void tst_DaemonConfigFile::changedWithoutSignal()
{
    DaemonProcess daemon;
    const QJsonObject a = childApp({u"hang"_s});
    const QJsonObject b = childApp({u"hang"_s});
    const QList<qint64> before = startWith(daemon, {{u"a"_s, a}, {u"b"_s, b}});
    QCOMPARE(before.size(), 1);
    daemon.writeConfig(
        severalApps({{u"a"_s, with(a, u"workers"_s, 2)}, {u"c"_s, childApp({u"hang"_s})}}));
    QVERIFY2(daemon.waitForLog(u"qilin-daemon.json has changed"_s), daemon.log());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return pidsUp(info, u"a"_s).size() == 2 && pidsUp(info, u"c"_s).size() == 1
               && workersIn(info, u"b"_s).isEmpty();
    }),
             daemon.log());
    QVERIFY(pids(daemon, u"a"_s).contains(before.value(0)));
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonConfigFile::brokenWithoutSignal()
{
    DaemonProcess daemon;
    const QJsonObject a = childApp({u"hang"_s});
    const QList<qint64> before = startWith(daemon, {{u"a"_s, a}});
    QCOMPARE(before.size(), 1);
    daemon.writeConfigText("{\n \"apps\": [{\"exec\": 5}]\n}\n");
    QVERIFY2(daemon.waitForLog(u"is faulty: everything goes on as before"_s), daemon.log());
    const QByteArray file = daemon.path(u"qilin-daemon.json"_s).toUtf8();
    QVERIFY2(daemon.log().contains(" - error: " + file + ":2:20: apps[0].exec: must be a string"),
             daemon.log());
    QCOMPARE(pids(daemon, u"a"_s), before);
    QVERIFY(QFile::remove(daemon.path(u"qilin-daemon.json"_s)));
    QVERIFY2(daemon.waitForLog(u"qilin-daemon.json: there is no such file"_s), daemon.log());
    QCOMPARE(pids(daemon, u"a"_s), before);
    // Once it is whole again it is applied.
    daemon.writeConfig(severalApps({{u"a"_s, with(a, u"workers"_s, 2)}}));
    QTRY_COMPARE_WITH_TIMEOUT(pids(daemon, u"a"_s).size(), 2, kPatienceMs);
    QVERIFY(pids(daemon, u"a"_s).contains(before.value(0)));
    QCOMPARE(daemon.quit(), 0);
}

// One that SIGHUP has read is not read once more because it has changed.
void tst_DaemonConfigFile::sameAgain()
{
    DaemonProcess daemon;
    const QJsonObject a = childApp({u"hang"_s});
    QCOMPARE(startWith(daemon, {{u"a"_s, a}}).size(), 1);
    hangUp(daemon, {{u"a"_s, with(a, u"workers"_s, 2)}});
    QVERIFY2(daemon.waitForLog(u"[daemon] a has changed: workers"_s), daemon.log());
    // The next change is seen, and the one before was not reported by then.
    daemon.writeConfig(severalApps({{u"a"_s, with(a, u"workers"_s, 3)}}));
    QTRY_COMPARE_WITH_TIMEOUT(pids(daemon, u"a"_s).size(), 3, kPatienceMs);
    QCOMPARE(daemon.logLines().filter(u"qilin-daemon.json has changed"_s).size(), 1);
    QCOMPARE(daemon.logLines().filter(u"no application has changed"_s).size(), 0);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonConfigFile::logSetting()
{
    DaemonProcess daemon;
    // It notes how far it is, which tells what was printed and is not to be seen.
    writeFile(daemon.path(u"app.sh"_s),
              "while n=$((n + 1)); do echo line $n; echo $n >said; sleep 0.02; done\n");
    QJsonObject a = with(childApp({}), u"reload_on"_s, u"never"_s);
    a.insert("exec"_L1, "app.sh"_L1);
    const auto said = [&daemon] { return contentOf(daemon.path(u"said"_s)).toLongLong(); };
    const auto isShown = [&daemon](qint64 line) {
        return daemon.standardOutput().contains("line " + QByteArray::number(line) + '\n');
    };
    const auto lastShown = [&daemon] {
        const QByteArray whole = daemon.standardOutput();
        const QByteArray last = whole.left(whole.lastIndexOf('\n')).split('\n').constLast();
        return last.mid(qstrlen("line ")).toLongLong();
    };
    const QList<qint64> before = startWith(daemon, {{u"a"_s, a}});
    QCOMPARE(before.size(), 1);
    QVERIFY(waitFor([&] { return isShown(1); }));
    hangUp(daemon, {{u"a"_s, with(a, u"silent"_s, true)}});
    QVERIFY2(daemon.waitForLog(u"[daemon] a has changed: silent"_s), daemon.log());
    qint64 now = 0;
    QVERIFY(waitFor([&] { return (now = said()) > 0; }));
    const qint64 unheard = now + 2; // one more may be on its way
    QVERIFY(waitFor([&] { return said() >= unheard; }));
    // The second answer comes after all that was printed before the first request.
    for (int i = 0; i < 2; ++i)
        QCOMPARE(daemon.get("/info").status, 200);
    hangUp(daemon, {{u"a"_s, with(a, u"silent"_s, false)}});
    QVERIFY(waitFor([&] { return lastShown() >= unheard; }));
    QVERIFY2(!isShown(unheard), daemon.standardOutput());
    QCOMPARE(pids(daemon, u"a"_s), before);
    QCOMPARE(number(appIn(daemon.info(), u"a"_s), "generation"), 1);
    QCOMPARE(daemon.quit(), 0);
}

// By a user who may be refused: root reads everything.
void tst_DaemonConfigFile::unreadable()
{
    DaemonProcess daemon;
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    const auto write = [&](const QString &seconds, QFile::Permissions permissions) {
        QJsonObject config{
            {u"exec"_s, u"/bin/sleep"_s}, {u"args"_s, QJsonArray{seconds}}, {u"min_uptime"_s, 100}};
        daemon.writeConfig(config);
        QVERIFY(QFile::setPermissions(file, permissions));
    };
    write(u"3600"_s, QFile::Permissions(0x6644));
    if (isRoot()) {
        // A checkout may lie where nobody else may look.
        for (const QString &name : {u"qilin-daemon"_s, u"qilin-guard"_s}) {
            const QString source = QFileInfo(QStringLiteral(QILIN_DAEMON_PATH)).path();
            QVERIFY(QFile::copy(source + u'/' + name, daemon.path(name)));
            QVERIFY(QFile::setPermissions(daemon.path(name), QFile::Permissions(0x7755)));
        }
        QCOMPARE(::chown(QFile::encodeName(daemon.directory()).constData(), kNobody, kNobody), 0);
        daemon.setEnvironment(u"HOME"_s, u"/"_s);
        daemon.setWrapper({u"setpriv"_s, u"--reuid=65534"_s, u"--regid=65534"_s,
                           u"--clear-groups"_s, u"sh"_s, u"-c"_s, u"shift; exec \"$0\" \"$@\""_s,
                           daemon.path(u"qilin-daemon"_s)});
    }
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> before = daemon.workerPids();
    QCOMPARE(before.size(), 1);
    write(u"1800"_s, {});
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(file + u": the file must be readable: Permission denied"_s),
             daemon.log());
    QVERIFY2(daemon.waitForLog(u"is faulty: everything goes on as before"_s), daemon.log());
    QCOMPARE(daemon.workerPids(), before);
    QVERIFY(QFile::setPermissions(file, QFile::Permissions(0x6644)));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"[daemon] sleep has changed: args"_s), daemon.log());
    QVERIFY(waitFor([&] {
        const QList<qint64> now = daemon.workerPids();
        return now.size() == 1 && now != before;
    }));
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonConfigFile::against()
{
    DaemonProcess daemon; // for its directory
    QJsonObject a = childApp({u"hang"_s});
    QJsonObject before = severalApps({{u"a"_s, a}, {u"b"_s, a}, {u"c"_s, a}});
    before.insert("auth_username"_L1, "u"_L1);
    before.insert("auth_password"_L1, "first-secret"_L1);
    daemon.writeConfig(before);
    QVERIFY(QFile::rename(daemon.path(u"qilin-daemon.json"_s), daemon.path(u"old.json"_s)));
    a.insert("args"_L1, QJsonArray{u"hang"_s, u"hang"_s});
    a.insert("workers"_L1, 3);
    a.insert("silent"_L1, true);
    a.insert("balance"_L1, "round_robin"_L1);
    QJsonObject after = severalApps(
        {{u"a"_s, a}, {u"c"_s, childApp({u"hang"_s})}, {u"d"_s, childApp({u"hang"_s})}});
    after.insert("daemon_port"_L1, 0);
    after.insert("auth_username"_L1, "u"_L1);
    after.insert("auth_password"_L1, "second-secret"_L1);
    daemon.writeConfig(after);
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    const ShortRun run
        = runDaemon({u"--check"_s, u"--against"_s, daemon.path(u"old.json"_s), file});
    QVERIFY2(run.code == 0 && run.err.isEmpty() && run.leftBehind.isEmpty(), run.text());
    QCOMPARE(QString::fromUtf8(run.out), file
                                             + u" is valid\n"
                                               "daemon_port: restart of the daemon needed\n"
                                               "auth_password: live, no worker is restarted\n"
                                               "a: args: reload of a\n"
                                               "a: workers: live, no worker is restarted\n"
                                               "a: silent: live, no worker is restarted\n"
                                               "a: balance: restart of the daemon needed\n"
                                               "d: started\n"
                                               "b: stopped\n"_s);
}

// What it says beforehand is what happens then.
void tst_DaemonConfigFile::againstAsApplied()
{
    DaemonProcess daemon;
    const QJsonObject a = childApp({u"hang"_s});
    const QJsonObject b = childApp({u"hang"_s});
    const QList<qint64> as = startWith(daemon, {{u"a"_s, a}, {u"b"_s, b}});
    QCOMPARE(as.size(), 1);
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    QVERIFY(QFile::copy(file, daemon.path(u"old.json"_s)));
    const QList<qint64> bs = pids(daemon, u"b"_s);
    daemon.writeConfig(
        severalApps({{u"a"_s, with(a, u"args"_s, QJsonArray{u"print=new"_s, u"hang"_s})},
                     {u"b"_s, with(b, u"ready_timeout"_s, 20000)}}));
    const ShortRun run
        = runDaemon({u"--check"_s, u"--against"_s, daemon.path(u"old.json"_s), file});
    QVERIFY2(run.out.endsWith("a: args: reload of a\n"
                              "b: ready_timeout: live, no worker is restarted\n"),
             run.text());
    daemon.signal(SIGHUP);
    QVERIFY(daemon.waitForInfo([&as](const QJsonObject &info) {
        const QList<qint64> now = pidsUp(info, u"a"_s);
        return now.size() == 1 && now != as && text(appIn(info, u"a"_s), "state") == "up"_L1;
    }));
    QCOMPARE(pids(daemon, u"b"_s), bs);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonConfigFile::againstNothing()
{
    DaemonProcess daemon; // for its directory
    daemon.writeConfig(childApp({u"hang"_s}));
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    const ShortRun run = runDaemon({u"--check"_s, u"--against="_s + file, file});
    QVERIFY2(run.code == 0, run.text());
    QCOMPARE(QString::fromUtf8(run.out), file + u" is valid\nnothing changes\n"_s);
}

void tst_DaemonConfigFile::againstFaulty_data()
{
    QTest::addColumn<QString>("old");
    QTest::addColumn<QString>("now");
    QTest::newRow("old") << u"bad.json"_s << u"qilin-daemon.json"_s;
    QTest::newRow("new") << u"qilin-daemon.json"_s << u"bad.json"_s;
    QTest::newRow("old one is not there") << u"gone.json"_s << u"qilin-daemon.json"_s;
}

void tst_DaemonConfigFile::againstFaulty()
{
    QFETCH(QString, old);
    QFETCH(QString, now);
    DaemonProcess daemon; // for its directory
    daemon.writeConfigText("{\"exec\": 3}");
    QVERIFY(QFile::rename(daemon.path(u"qilin-daemon.json"_s), daemon.path(u"bad.json"_s)));
    daemon.writeConfig(childApp({u"hang"_s}));
    const ShortRun run
        = runDaemon({u"--check"_s, u"--against"_s, daemon.path(old), daemon.path(now)});
    QVERIFY2(run.code == 78, run.text());
    QVERIFY2(run.errLines().size() == 1, run.text());
    QVERIFY2(!run.out.contains("nothing changes"), run.text());
}

void tst_DaemonConfigFile::againstOptions()
{
    const ShortRun run = runDaemon({u"--against"_s, u"old.json"_s});
    QVERIFY2(run.code == 64, run.text());
    QVERIFY2(run.err.contains("--against goes with --check"), run.text());
}

QTEST_GUILESS_MAIN(tst_DaemonConfigFile)
#include "tst_configfile.moc"
