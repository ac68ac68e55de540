// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/needs.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Several applications under one daemon, and programs that are not Node's.
class tst_DaemonApps final : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void reloadOfOne();
    void crashLoopBesideAnother();
    void floodBesideAnother();
    void plainPrograms_data();
    void plainPrograms();
    void programFromPath();
    void workingDirectoryIsALink();
    void environment();
    void descriptors();
};

void tst_DaemonApps::names()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"shop"_s, childApp({u"hang"_s}, 2)}, {u"mail"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QJsonObject info = daemon.info();
    QCOMPARE(workersIn(info, u"shop"_s).size(), 2);
    QCOMPARE(workersIn(info, u"mail"_s).size(), 1);
    QCOMPARE(number(appIn(info, u"shop"_s), "workers"), 2);
    QVERIFY2(daemon.log().contains("[daemon] shop x 2 started\n"), daemon.log());
    QVERIFY2(daemon.log().contains("[daemon] mail x 1 started\n"), daemon.log());
    const HttpAnswer answer = daemon.get("/reload?app=shoop");
    QCOMPARE(answer.status, 404);
    QVERIFY2(answer.body.contains("shop, mail"), answer.body);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonApps::reloadOfOne()
{
    DaemonProcess daemon;
    daemon.writeConfig(severalApps(
        {{u"a b/ü"_s, childApp({u"hang"_s}, 2)}, {u"other"_s, childApp({u"hang"_s}, 2)}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> mine = pidsUp(daemon.info(), u"a b/ü"_s);
    const QList<qint64> others = pidsUp(daemon.info(), u"other"_s);
    QCOMPARE(daemon.post("/reload?app=a%20b%2F%C3%BC").status, 200);
    QCOMPARE(pidsUp(daemon.info(), u"other"_s), others);
    QCOMPARE(number(appIn(daemon.info(), u"other"_s), "generation"), 1);
    QCOMPARE(number(appIn(daemon.info(), u"a b/ü"_s), "generation"), 2);
    for (const qint64 pid : pidsUp(daemon.info(), u"a b/ü"_s))
        QVERIFY(!mine.contains(pid));
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonApps::crashLoopBesideAnother()
{
    DaemonProcess daemon;
    // However long a loaded machine takes to end them, they were never up.
    const auto shortLived
        = [](const QJsonObject &app) { return with(app, u"min_uptime"_s, 20'000); };
    daemon.writeConfig(
        severalApps({{u"crash"_s, shortLived(childApp({u"error=my_last_words"_s, u"exit=7"_s}))},
                     {u"segv"_s, shortLived(childApp({u"signal=SEGV"_s}, 2))},
                     {u"good"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonObject failure = appIn(info, u"crash"_s).value("failure"_L1).toObject();
        return number(failure, "next_try_ms") >= 200;
    }),
             daemon.log());
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return text(appIn(info, u"good"_s), "state") == "up"_L1; }));
    const QJsonObject info = daemon.info();
    QCOMPARE(text(appIn(info, u"crash"_s), "state"), u"degraded"_s);
    const QJsonObject failure = appIn(info, u"crash"_s).value("failure"_L1).toObject();
    QVERIFY2(text(failure, "reason").startsWith(u"exited with code 7 after "_s), daemon.log());
    QCOMPARE(number(failure, "code"), 7);
    QVERIFY(failure.value("signal"_L1).isNull());
    QCOMPARE(failure.value("output"_L1).toArray(), QJsonArray{u"my_last_words"_s});
    const QJsonObject killed = appIn(info, u"segv"_s).value("failure"_L1).toObject();
    QCOMPARE(text(killed, "signal"), u"SIGSEGV"_s);
    QVERIFY2(daemon.log().contains(" exited with code 7 after 0."), daemon.log());
    QVERIFY2(daemon.log().contains(" was killed by SIGSEGV after 0."), daemon.log());
    QVERIFY2(daemon.log().contains("; next try in 0."), daemon.log());
    QCOMPARE(number(workersIn(info, u"good"_s).value(0), "restarts"), 0);

    QCOMPARE(daemon.get("/readyz").status, 503);
    QCOMPARE(daemon.post("/reload?app=good").status, 200);
    const HttpAnswer refused = daemon.post("/reload?app=crash"); // the new code is no better
    QCOMPARE(refused.status, 500);
    QVERIFY2(refused.body.contains("exited with code 7"), refused.body);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonApps::floodBesideAnother()
{
    constexpr qint64 kBytes = 30'000'000;
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"loud"_s, childApp({u"flood=%1"_s.arg(kBytes), u"print=end"_s, u"hang"_s})},
                     {u"good"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    int answers = 0;
    QVERIFY(waitFor([&] {
        answers += daemon.get("/healthz").status == 200 ? 1 : 0;
        return QFile(daemon.path(u"daemon.stdout"_s)).size() >= kBytes;
    }));
    QVERIFY(answers > 0);
    QCOMPARE(daemon.post("/reload?app=good").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(daemon.standardOutput().endsWith("xx\nend\n"), kPatienceMs);
    QCOMPARE(daemon.standardOutput().size(), kBytes + 4); // a file is never too slow
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonApps::plainPrograms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content"); // says "hello ARGUMENT", and "bye" at SIGTERM
    QTest::addColumn<QJsonObject>("keys");
    const QByteArray shell = "trap 'echo bye; exit 0' TERM\n"
                             "echo \"hello $1\"\nsleep 3600 &\nwait\n";
    const QByteArray python = "import signal, sys, time\n"
                              "def bye(*_):\n    print('bye', flush=True)\n    sys.exit(0)\n"
                              "signal.signal(signal.SIGTERM, bye)\n"
                              "print('hello', sys.argv[1], flush=True)\n"
                              "while True:\n    time.sleep(3600)\n";
    QTest::newRow("extension .sh") << u"app.sh"_s << shell << QJsonObject();
    QTest::newRow("#!") << u"app"_s << "#!/bin/sh\n" + shell << QJsonObject();
    QTest::newRow("#! of env") << u"app"_s << "#!/usr/bin/env sh\n" + shell << QJsonObject();
    QTest::newRow("interpreter") << u"app.txt"_s << shell
                                 << QJsonObject{{u"interpreter"_s, u"sh"_s},
                                                {u"interpreter_args"_s, QJsonArray{u"-u"_s}}};
    QTest::newRow("#! by the kernel")
        << u"app"_s << "#!/bin/sh\n" + shell << QJsonObject{{u"interpreter"_s, u"none"_s}};
    if (isBuildServer() || !QStandardPaths::findExecutable(u"python3"_s).isEmpty())
        QTest::newRow("extension .py") << u"app.py"_s << python << QJsonObject();
}

void tst_DaemonApps::plainPrograms()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QJsonObject, keys);
    DaemonProcess daemon;
    const QString path = daemon.path(file);
    writeFile(path, content);
    QVERIFY(QFile::setPermissions(path, QFile::Permissions(0x7755)));
    QJsonObject config = childApp({u"world"_s});
    config.insert("exec"_L1, file);
    for (auto it = keys.begin(); it != keys.end(); ++it)
        config.insert(it.key(), it.value());
    daemon.writeConfig(config);
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), QByteArray("hello world\n"), kPatienceMs);
    QCOMPARE(daemon.post("/reload").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count("bye\n"), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count("hello world\n"), 2, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(daemon.standardOutput().count("bye\n"), 2);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonApps::programFromPath()
{
    DaemonProcess daemon;
    QJsonObject config = childApp({u"3600"_s});
    config.insert("exec"_L1, "sleep"_L1);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(text(appIn(daemon.info()), "name"), u"sleep"_s);
    QCOMPARE(daemon.quit(), 0);
}

// "current" is switched to the next release; the workers that start from then on work there.
void tst_DaemonApps::workingDirectoryIsALink()
{
    DaemonProcess daemon;
    const QDir directory(daemon.directory());
    const QString real = directory.canonicalPath();
    for (const auto &release : {u"releases/1"_s, u"releases/2"_s})
        QVERIFY(directory.mkpath(release));
    const QString link = daemon.path(u"current"_s);
    QVERIFY(QFile::link(u"releases/1"_s, link));
    daemon.writeConfig(with(childApp({u"cwd"_s, u"hang"_s}), u"cwd"_s, u"current"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QByteArray first = "cwd " + real.toUtf8() + "/releases/1\n";
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), first, kPatienceMs);

    QVERIFY(QFile::remove(link) && QFile::link(u"releases/2"_s, link));
    QCOMPARE(daemon.post("/reload").status, 200);
    const QByteArray second = "cwd " + real.toUtf8() + "/releases/2\n";
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), first + second, kPatienceMs);

    QVERIFY(QFile::remove(link)); // and gone: the reload fails, the old ones stay
    const QList<qint64> before = daemon.workerPids();
    const HttpAnswer answer = daemon.post("/reload");
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.body.contains("current does not exist"), answer.body);
    QCOMPARE(daemon.workerPids(), before);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonApps::environment()
{
    DaemonProcess daemon;
    const QStringList privateOnes{u"NODE_CHANNEL_FD"_s, u"NODE_UNIQUE_ID"_s, u"LISTEN_FDS"_s,
                                  u"LISTEN_PID"_s,      u"NOTIFY_SOCKET"_s,  u"WATCHDOG_PID"_s};
    for (const QString &name : privateOnes)
        daemon.setEnvironment(name, u"1"_s);
    daemon.setEnvironment(u"INHERITED"_s, u"yes"_s);
    daemon.setEnvironment(u"REMOVED"_s, u"no"_s);
    QStringList words{u"env=INHERITED"_s, u"env=REMOVED"_s, u"env=EMPTY"_s, u"env=ADDED"_s};
    QByteArray wanted = "INHERITED=yes\nREMOVED unset\nEMPTY=\nADDED=ä = b\n";
    for (const QString &name : privateOnes) {
        words.append(u"env="_s + name);
        wanted += name.toUtf8() + " unset\n";
    }
    QJsonObject config = childApp(words + QStringList{u"hang"_s});
    config.insert("env"_L1, QJsonObject{{u"REMOVED"_s, QJsonValue::Null},
                                        {u"EMPTY"_s, QString(u""_s)},
                                        {u"ADDED"_s, u"ä = b"_s}});
    daemon.writeConfig(config);
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), wanted, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

// A worker gets nothing of the daemon's, and is a session of its own.
void tst_DaemonApps::descriptors()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        with(childApp({u"fds"_s, u"ids"_s, u"hang"_s}), u"daemon_port"_s, QJsonValue(0)));
    QVERIFY(daemon.startAndWaitUntilUp());
    const qint64 pid = daemon.workerPids().value(0);
    const QString ids = u"pid %1 ppid %2 pgid %1 sid %1\n"_s.arg(pid).arg(daemon.pid());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), "fds 0 1 2\n" + ids.toUtf8(), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonApps)
#include "tst_apps.moc"
