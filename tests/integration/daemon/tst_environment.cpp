// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/needs.h"
#include "tests/support/nodes.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// env_file, umask, nice, limits, user, group, stop_signal and links, as a worker meets them.
class tst_DaemonEnvironment final : public QObject
{
    Q_OBJECT

private slots:
    void envFileIsReadAnew();
    void missingEnvFileAtAStart();
    void umaskNiceAndLimits();
    void limitOutOfReach();
    void linksAreResolvedAnew();
    void stopSignal_data();
    void stopSignal();
    void newStopSignalReachesOldWorkers();
    void user();
    void userOfHooks();
    void groupAlone();
    void userOwnsUnixSockets();

private:
    static bool says(DaemonProcess &daemon, const QByteArray &line);
    static qsizetype count(DaemonProcess &daemon, const QByteArray &line);
};

qsizetype tst_DaemonEnvironment::count(DaemonProcess &daemon, const QByteArray &line)
{
    return daemon.standardOutput().split('\n').count(line);
}

bool tst_DaemonEnvironment::says(DaemonProcess &daemon, const QByteArray &line)
{
    return waitFor([&] { return count(daemon, line) > 0; });
}

void tst_DaemonEnvironment::envFileIsReadAnew()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.env"_s),
              "# comment\nexport QT_A=\"one two\"\nQT_B=file\nQT_C=file # no\n");
    QJsonObject app = childApp({u"env=QT_A"_s, u"env=QT_B"_s, u"env=QT_C"_s, u"hang"_s});
    app.insert("env_file"_L1, "app.env"_L1);
    app.insert("env"_L1, QJsonObject{{u"QT_B"_s, u"own"_s}});
    daemon.setEnvironment(u"QT_C"_s, u"daemon"_s);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(says(daemon, "QT_A=one two"));
    QVERIFY(says(daemon, "QT_B=own"));
    QVERIFY(says(daemon, "QT_C=file"));

    writeFile(daemon.path(u"app.env"_s), "QT_A=three\n");
    QCOMPARE(daemon.post("/reload").status, 200);
    QVERIFY(says(daemon, "QT_A=three"));
    QVERIFY(says(daemon, "QT_C=daemon"));

    writeFile(daemon.path(u"app.env"_s), "QT_A=four\nhunter2\n");
    const HttpAnswer refused = daemon.post("/reload");
    QCOMPARE(refused.status, 500);
    QVERIFY2(refused.body.contains("app.env:2:8: must be NAME=value"), refused.body);
    QVERIFY(!daemon.log().contains("hunter2"));
    QVERIFY(!daemon.log().contains("three"));
    QCOMPARE(daemon.workerPids().size(), 1); // the old one serves on
    QCOMPARE(daemon.quit(), 0);
}

// The place is failed, and filled when the file is back.
void tst_DaemonEnvironment::missingEnvFileAtAStart()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.env"_s), "QT_A=one\n");
    QJsonObject app = childApp({u"env=QT_A"_s, u"hang"_s});
    app.insert("env_file"_L1, "app.env"_L1);
    app.insert("restart_delay_max"_L1, 200);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(QFile::remove(daemon.path(u"app.env"_s)));
    sendSignal(daemon.workerPids().value(0), SIGKILL);
    QVERIFY2(daemon.waitForLog(u"app.env does not exist; it must be a file of NAME=value lines"_s),
             daemon.log());
    writeFile(daemon.path(u"app.env"_s), "QT_A=two\n");
    QVERIFY(says(daemon, "QT_A=two"));
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonEnvironment::umaskNiceAndLimits()
{
    DaemonProcess daemon;
    QJsonObject app = childApp({u"state"_s, u"hang"_s});
    app.insert("umask"_L1, "027"_L1);
    app.insert("nice"_L1, 7);
    app.insert("limits"_L1, QJsonObject{{u"nofile"_s, QJsonObject{{u"soft"_s, 100}}},
                                        {u"core"_s, 0},
                                        {u"nproc"_s, QJsonObject{{u"hard"_s, 5000}}}});
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(says(daemon, "state Umask: Umask:\t0027"), daemon.standardOutput());
    QVERIFY(says(daemon, "state nice 7"));
    QVERIFY(says(daemon, "state limit 4 0 0"));
    QVERIFY(daemon.standardOutput().contains("\nstate limit 7 100 "));
    QVERIFY(daemon.standardOutput().contains("\nstate limit 6 5000 5000\n")
            || daemon.standardOutput().contains(" 5000\nstate limit 7 "));

    // A change of them reloads.
    app.insert("umask"_L1, "077"_L1);
    daemon.writeConfig(app);
    daemon.signal(SIGHUP);
    QVERIFY2(says(daemon, "state Umask: Umask:\t0077"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

// What only the kernel refuses: the worker does not run without it, and says why.
void tst_DaemonEnvironment::limitOutOfReach()
{
    DaemonProcess daemon;
    QJsonObject app = childApp({u"hang"_s});
    // The hard limit that is inherited is lower by then.
    app.insert("limits"_L1, QJsonObject{{u"cpu"_s, QJsonObject{{u"soft"_s, 1000000}}}});
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QProcess lower;
    lower.start(u"prlimit"_s,
                {u"--pid"_s, QString::number(daemon.pid()), u"--cpu=999999:999999"_s});
    QVERIFY(lower.waitForFinished());
    QCOMPARE(lower.exitCode(), 0);
    const HttpAnswer refused = daemon.post("/reload");
    QCOMPARE(refused.status, 500);
    QVERIFY2(refused.body.contains("limits.cpu could not be set: Invalid argument"), refused.body);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(daemon.waitUntilNothingIsLeft());
}

void tst_DaemonEnvironment::linksAreResolvedAnew()
{
    DaemonProcess daemon;
    const QDir directory(QFileInfo(daemon.directory()).canonicalFilePath());
    for (const QString &release : {u"1"_s, u"2"_s}) {
        QVERIFY(directory.mkpath(release));
        writeFile(directory.filePath(release + "/run.sh"_L1), "echo release " + release.toUtf8()
                                                                  + "; exec " QILIN_TESTCHILD_PATH
                                                                    " cwd hang\n");
    }
    QVERIFY(QFile::link(u"1"_s, directory.filePath(u"current"_s)));
    QJsonObject app = childApp({});
    app.remove("args"_L1);
    app.insert("exec"_L1, "current/run.sh"_L1);
    app.insert("cwd"_L1, "current"_L1);
    app.insert("reload_delay"_L1, 3'600'000); // the switch itself shall not reload
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(says(daemon, "release 1"));
    QVERIFY(says(daemon, "cwd " + QFile::encodeName(directory.filePath(u"1"_s))));
    QVERIFY(QFile::remove(directory.filePath(u"current"_s)));
    QVERIFY(QFile::link(u"2"_s, directory.filePath(u"current"_s)));
    sendSignal(daemon.workerPids().value(0), SIGKILL); // a crash as well as a reload
    QVERIFY(says(daemon, "release 2"));
    QVERIFY(says(daemon, "cwd " + QFile::encodeName(directory.filePath(u"2"_s))));
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonEnvironment::stopSignal_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::newRow("default") << QString() << u"TERM"_s;
    QTest::newRow("with SIG") << u"SIGINT"_s << u"INT"_s;
    QTest::newRow("without SIG") << u"USR2"_s << u"USR2"_s;
    QTest::newRow("HUP") << u"SIGHUP"_s << u"HUP"_s;
}

// To the main process alone; its child gets SIGTERM when that has gone, and SIGKILL later.
void tst_DaemonEnvironment::stopSignal()
{
    QFETCH(QString, name);
    QFETCH(QString, word);
    DaemonProcess daemon;
    QJsonObject app
        = childApp({u"fork-stubborn"_s, u"on=%1"_s.arg(word), u"print=ready"_s, u"hang"_s});
    app.insert("worker_disconnect_timeout"_L1, 60'000);
    if (!name.isEmpty())
        app.insert("stop_signal"_L1, name);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(says(daemon, "ready"));
    QCOMPARE(daemon.processes().size(), 3);
    QCOMPARE(daemon.post("/stop?app=testchild").status, 200);
    QVERIFY2(says(daemon, "on " + word.toUtf8()), daemon.standardOutput());
    QCOMPARE(count(daemon, "on " + word.toUtf8()), 1);
    QVERIFY2(daemon.processes() == QList<qint64>{daemon.pid()},
             qPrintable(describe(daemon.processes())));
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonEnvironment::newStopSignalReachesOldWorkers()
{
    DaemonProcess daemon;
    QJsonObject app = childApp({u"on=INT"_s, u"print=ready"_s, u"hang"_s});
    app.insert("worker_disconnect_timeout"_L1, 60'000);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(says(daemon, "ready"));
    app.insert("stop_signal"_L1, "INT"_L1);
    daemon.writeConfig(app);
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"testchild has changed: stop_signal"_s), daemon.log());
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(count(daemon, "on INT"), 1);
    QCOMPARE(count(daemon, "ready"), 1); // nobody was restarted for it
}

// A program that any user may run, wherever the build tree lies.
static QString publicProgram(const DaemonProcess &daemon, const QString &program)
{
    QFile::setPermissions(daemon.directory(), QFile::Permissions(0x7755));
    const QString copy = daemon.path(QFileInfo(program).fileName());
    return QFile::copy(program, copy) ? copy : QString();
}

void tst_DaemonEnvironment::user()
{
    NEED_ROOT();
    QProcess id;
    id.start(u"sh"_s, {u"-c"_s, u"id -u nobody; id -g nobody; id -G nobody"_s});
    QVERIFY(id.waitForFinished());
    const QByteArrayList ids = id.readAllStandardOutput().split('\n');

    DaemonProcess daemon;
    QJsonObject app
        = childApp({u"state"_s, u"env=HOME"_s, u"env=USER"_s, u"env=LOGNAME"_s, u"hang"_s});
    app.insert("exec"_L1, publicProgram(daemon, QStringLiteral(QILIN_TESTCHILD_PATH)));
    app.insert("user"_L1, "nobody"_L1);
    app.insert("env"_L1, QJsonObject{{u"LOGNAME"_s, u"own"_s}});
    daemon.setEnvironment(u"HOME"_s, u"/root"_s);
    daemon.writeConfig(app);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const auto four = [](const QByteArray &number) { return ('\t' + number).repeated(4); };
    QVERIFY2(says(daemon, "state Uid: Uid:" + four(ids[0])), daemon.standardOutput());
    QVERIFY(says(daemon, "state Gid: Gid:" + four(ids[1])));
    QVERIFY(says(daemon, "state Groups: Groups:\t" + ids[2] + ' '));
    QVERIFY(says(daemon, "state CapEff: CapEff:\t0000000000000000"));
    QVERIFY(says(daemon, "state death signal 9"));
    QVERIFY(says(daemon, "HOME=/nonexistent"));
    QVERIFY(says(daemon, "USER=nobody"));
    QVERIFY(says(daemon, "LOGNAME=own"));
    // Its output, figures and end are ours as ever.
    QCOMPARE(daemon.post("/reload").status, 200);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(daemon.waitUntilNothingIsLeft());
}

// The worker's: what that user may write must not run as root.
void tst_DaemonEnvironment::userOfHooks()
{
    NEED_ROOT();
    DaemonProcess daemon;
    QJsonObject app = childApp({u"hang"_s});
    app.insert("exec"_L1, publicProgram(daemon, QStringLiteral(QILIN_TESTCHILD_PATH)));
    app.insert("user"_L1, "nobody"_L1);
    app.insert("hooks"_L1,
               QJsonObject{
                   {u"reloaded"_s, QJsonArray{u"sh"_s, u"-c"_s, u"id -un; echo $HOME; exit 1"_s}}});
    daemon.writeConfig(app);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(daemon.post("/reload").status, 200);
    QVERIFY2(daemon.waitForLog(u"hook reloaded of testchild: /nonexistent"_s), daemon.log());
    QVERIFY2(daemon.log().contains("hook reloaded of testchild: nobody\n"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonEnvironment::groupAlone()
{
    NEED_ROOT();
    DaemonProcess daemon;
    QJsonObject app = childApp({u"state"_s, u"env=HOME"_s, u"hang"_s});
    app.insert("group"_L1, "daemon"_L1);
    daemon.setEnvironment(u"HOME"_s, u"/anywhere"_s);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY2(says(daemon, "state Gid: Gid:\t1\t1\t1\t1"), daemon.standardOutput());
    QVERIFY(says(daemon, "state Uid: Uid:\t0\t0\t0\t0"));
    QVERIFY(says(daemon, "HOME=/anywhere"));
    QCOMPARE(daemon.quit(), 0);
}

// The daemon opens them, but as that user would.
void tst_DaemonEnvironment::userOwnsUnixSockets()
{
    NEED_NODE();
    NEED_ROOT();
    DaemonProcess daemon;
    daemon.openToEverybody();
    QVERIFY(QDir(daemon.directory()).mkdir(u"run"_s));
    QVERIFY(QFile::setPermissions(daemon.path(u"run"_s), QFile::Permissions(0x7777)));
    writeFile(daemon.path(u"app.js"_s),
              "require('http').createServer((q, s) => s.end(`${process.getuid()}`))"
              ".listen('run/app.sock');\n");
    QJsonObject app{{u"exec"_s, u"app.js"_s}, {u"user"_s, u"nobody"_s}, {u"min_uptime"_s, 100}};
    daemon.writeConfig(app);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const QFileInfo socket(daemon.path(u"run/app.sock"_s));
    QVERIFY(waitFor([&] {
        return HttpClient::unixSocket(socket.filePath()).get("/").body
               == QByteArray::number(socket.ownerId());
    }));
    QVERIFY(QFileInfo(socket.filePath()).ownerId() != 0);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonEnvironment)
#include "tst_environment.moc"
