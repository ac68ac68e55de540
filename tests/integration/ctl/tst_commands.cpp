// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/appfile.h"
#include "tests/support/needs.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Every command, in a pipe. One daemon for all but those that need their own.
class tst_CtlCommands final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void status();
    void statusAsJson();
    void reload();
    void reloadThatFails();
    void reloadWaitsForOldWorkers();
    void restart();
    void scale();
    void stopAndStart();
    void logs();
    void refusals_data();
    void refusals();
    void closedOutput();
    void fullDisk();
    void speaksJapanese();
    void quit();

private:
    CtlScene m_scene;
};

void tst_CtlCommands::initTestCase()
{
    QJsonObject config
        = severalApps({{u"時計"_s, childApp({u"print=tick"_s, u"hang"_s}, 2)},
                       {u"web"_s, childApp({u"error=\x1b[31moh\x1b]0;no"_s, u"hang"_s})},
                       {u"slow"_s, childApp({u"ignore=TERM"_s, u"hang"_s})},
                       {u"busy"_s, childApp({u"chatter=50"_s})}});
    m_scene.daemon.writeConfig(config);
    QVERIFY(m_scene.daemon.startAndWaitUntilUp());
}

void tst_CtlCommands::status()
{
    const ShortRun run = m_scene.run({u"status"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    const QStringList lines = QString::fromUtf8(run.out).split(u'\n');
    QCOMPARE(lines.size(), 7); // heading, five workers, and behind the last line
    QCOMPARE(lines[0].simplified(), u"APP ID PID STATE GEN UPTIME RESTARTS CPU MEM NOTE"_s);
    const QList<qint64> pids = m_scene.daemon.workerPids();
    for (const qint64 pid : pids)
        QCOMPARE(lines.filter(QString::number(pid)).size(), 1);
    for (const QString &line : lines.mid(1, 5)) {
        const QStringList words = line.simplified().split(u' ');
        QCOMPARE(words.size(), 10);
        QCOMPARE(words[3], u"up"_s);
    }
    QVERIFY(lines[1].startsWith(u"時計  "_s));
    QVERIFY(!run.out.contains('\x1b'));
}

void tst_CtlCommands::statusAsJson()
{
    const ShortRun run = m_scene.run({u"--json"_s, u"status"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    QCOMPARE(run.out.count('\n'), 1);
    const QJsonObject result
        = QJsonDocument::fromJson(run.out).object().value("result"_L1).toObject();
    const QJsonObject info = m_scene.daemon.info();
    QCOMPARE(number(result.value("master"_L1).toObject(), "pid"), m_scene.daemon.pid());
    QCOMPARE(result.keys(), info.keys());
    QCOMPARE(appIn(result, u"時計"_s), appIn(info, u"時計"_s));
}

void tst_CtlCommands::reload()
{
    const QList<qint64> before = pidsUp(m_scene.daemon.info(), u"時計"_s);
    const ShortRun run = m_scene.run({u"reload"_s, u"時計"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    QVERIFY2(run.out.startsWith("時計: "), run.text());
    QCOMPARE(number(appIn(m_scene.daemon.info(), u"時計"_s), "generation"), 2);
    for (const qint64 pid : before)
        QVERIFY(!pidsUp(m_scene.daemon.info(), u"時計"_s).contains(pid));
    QCOMPARE(number(appIn(m_scene.daemon.info(), u"web"_s), "generation"), 1);
    const ShortRun asJson = m_scene.run({u"reload"_s, u"web"_s, u"--json"_s});
    QCOMPARE(asJson.code, 0);
    QCOMPARE(asJson.out, "{\"result\":\"OK\"}\n"_ba);
}

void tst_CtlCommands::reloadThatFails()
{
    CtlScene scene;
    writeFile(scene.daemon.path(u"app.sh"_s), "sleep 100000\n");
    QJsonObject app{
        {u"exec"_s, u"app.sh"_s}, {u"min_uptime"_s, 200}, {u"reload_delay"_s, 3'600'000}};
    scene.daemon.writeConfig(app);
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    writeFile(scene.daemon.path(u"app.sh"_s), "echo it breaks >&2; exit 3\n");
    for (const bool waits : {false, true}) {
        const ShortRun run
            = scene.run(waits ? QStringList{u"reload"_s, u"--wait"_s} : QStringList{u"reload"_s});
        QVERIFY2(run.code == 1 && run.out.isEmpty(), run.text());
        QVERIFY2(run.err.contains("exited with code 3") && run.err.startsWith("qilinctl: "),
                 run.text());
    }
    const ShortRun asJson = scene.run({u"reload"_s, u"--json"_s});
    QVERIFY2(asJson.code == 1 && asJson.err.isEmpty(), asJson.text());
    const QString error = text(QJsonDocument::fromJson(asJson.out).object(), "error");
    QVERIFY2(error.contains(u"exited with code 3"_s), asJson.text());
    QCOMPARE(pidsUp(scene.daemon.info()).size(), 1);
}

// "slow" ignores SIGTERM, so it is there until worker_disconnect_timeout is over.
void tst_CtlCommands::reloadWaitsForOldWorkers()
{
    const qint64 old = pidsUp(m_scene.daemon.info(), u"slow"_s).value(0);
    const ShortRun run = m_scene.run({u"reload"_s, u"slow"_s, u"--wait"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    const QList<QJsonObject> workers = workersIn(m_scene.daemon.info(), u"slow"_s);
    QCOMPARE(workers.size(), 1);
    QVERIFY(number(workers[0], "pid") != old);
}

void tst_CtlCommands::restart()
{
    const QJsonObject before = workersIn(m_scene.daemon.info(), u"web"_s).value(0);
    const QString id = QString::number(number(before, "id"));
    const ShortRun run = m_scene.run({u"restart"_s, id});
    QVERIFY2(run.code == 0 && run.out.contains(id.toUtf8()), run.text());
    const QList<qint64> now = pidsUp(m_scene.daemon.info(), u"web"_s); // the old one may still go
    QVERIFY(now.size() == 1 && now[0] != number(before, "pid"));
}

void tst_CtlCommands::scale()
{
    const ShortRun more = m_scene.run({u"scale"_s, u"web"_s, u"3"_s});
    QVERIFY2(more.code == 0, more.text());
    QCOMPARE(pidsUp(m_scene.daemon.info(), u"web"_s).size(), 3);
    const ShortRun fewer = m_scene.run({u"scale"_s, u"web"_s, u"1"_s});
    QVERIFY2(fewer.code == 0, fewer.text());
    QVERIFY(m_scene.daemon.waitForInfo(
        [](const QJsonObject &info) { return workersIn(info, u"web"_s).size() == 1; }));
}

void tst_CtlCommands::stopAndStart()
{
    const ShortRun stopped = m_scene.run({u"stop"_s, u"web"_s});
    QVERIFY2(stopped.code == 0, stopped.text());
    QCOMPARE(text(appIn(m_scene.daemon.info(), u"web"_s), "state"), u"stopped"_s);
    const ShortRun status = m_scene.run({u"status"_s});
    QVERIFY2(QString::fromUtf8(status.out).simplified().contains(u"web - - stopped"_s),
             status.text());
    const ShortRun started = m_scene.run({u"start"_s, u"web"_s});
    QVERIFY2(started.code == 0, started.text());
    QCOMPARE(pidsUp(m_scene.daemon.info(), u"web"_s).size(), 1);
}

void tst_CtlCommands::logs()
{
    const ShortRun all = m_scene.run({u"logs"_s});
    QVERIFY2(all.code == 0 && all.out.contains(" out "), all.text());
    const ShortRun web = m_scene.run({u"logs"_s, u"--app=web"_s});
    QVERIFY2(web.out.contains("web[") && web.out.contains("] err oh^[]0;no\n"), web.text());
    QVERIFY2(!web.out.contains('\x1b'), web.text());
    const ShortRun one = m_scene.run({u"logs"_s, u"--app"_s, u"時計"_s, u"-n"_s, u"1"_s});
    QVERIFY2(one.code == 0 && one.out.count('\n') == 1 && one.out.endsWith(" out tick\n"),
             one.text());
    const ShortRun none = m_scene.run({u"logs"_s, u"-n"_s, u"0"_s});
    QVERIFY2(none.code == 0 && none.out.isEmpty(), none.text());
    const ShortRun asJson = m_scene.run({u"logs"_s, u"--app"_s, u"web"_s, u"--json"_s});
    const QJsonArray lines
        = QJsonDocument::fromJson(asJson.out).object().value("result"_L1).toArray();
    QVERIFY2(!lines.isEmpty(), asJson.text());
    QCOMPARE(text(lines[0].toObject(), "text"), u"\x1b[31moh\x1b]0;no"_s); // the value is whole
}

void tst_CtlCommands::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("app") << QStringList{u"stop"_s, u"nope"_s} << "unknown app 'nope'; known: "_ba;
    QTest::newRow("worker") << QStringList{u"restart"_s, u"99999"_s} << "unknown worker 99999"_ba;
    QTest::newRow("which app") << QStringList{u"scale"_s, u"2"_s} << "'app' is missing"_ba;
    QTest::newRow("too many") << QStringList{u"scale"_s, u"web"_s, u"5000"_s} << "1 to 1024"_ba;
    QTest::newRow("logs") << QStringList{u"logs"_s, u"--app=nope"_s} << "unknown app 'nope'"_ba;
    QTest::newRow("logs -f") << QStringList{u"logs"_s, u"-f"_s, u"--app=nope"_s}
                             << "unknown app"_ba;
    QTest::newRow("events") << QStringList{u"events"_s, u"--app=nope"_s} << "unknown app 'nope'"_ba;
}

void tst_CtlCommands::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const ShortRun run = m_scene.run(arguments);
    QVERIFY2(run.code == 1 && run.out.isEmpty(), run.text());
    QVERIFY2(run.err.startsWith("qilinctl: ") && run.err.contains(says), run.text());
}

void tst_CtlCommands::closedOutput()
{
    ShortRunSetup setup;
    setup.directory = m_scene.daemon.directory();
    setup.program = u"/bin/bash"_s;
    setup.environment = m_scene.environment;
    for (const char *command :
         {"status", "logs", "logs -f"}) { // the last one ends with the next line
        const ShortRun run
            = runDaemon({u"-c"_s, u"set -o pipefail; %1 %2 | head -n 1"_s.arg(
                                      QStringLiteral(QILINCTL_PATH), QLatin1StringView(command))},
                        setup);
        QVERIFY2(run.code == 0 && run.out.count('\n') == 1 && run.err.isEmpty(), run.text());
    }
}

void tst_CtlCommands::fullDisk()
{
    NEED(QFile::exists(u"/dev/full"_s), "there is no /dev/full");
    ShortRunSetup setup;
    setup.directory = m_scene.daemon.directory();
    setup.program = u"/bin/sh"_s;
    setup.environment = m_scene.environment;
    const ShortRun run
        = runDaemon({u"-c"_s, QStringLiteral(QILINCTL_PATH " status > /dev/full")}, setup);
    QVERIFY2(run.code == 1 && run.err.contains("No space left on device"), run.text());
}

void tst_CtlCommands::speaksJapanese()
{
    CtlScene other;
    other.environment.insert(u"LC_ALL"_s, u"ja_JP.UTF-8"_s);
    const ShortRun run = other.run({u"staus"_s});
    QCOMPARE(run.code, 64);
    QVERIFY2(run.err.contains("未知のコマンド"), run.text());
    QVERIFY2(other.run({u"--help"_s}).out.contains("使い方"), run.text());
}

void tst_CtlCommands::quit()
{
    const qint64 pid = m_scene.daemon.pid();
    const ShortRun run = m_scene.run({u"quit"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    QVERIFY(pid > 0);
    QCOMPARE(m_scene.daemon.waitForExit(), 0);
    QVERIFY(!QFile::exists(m_scene.daemon.path(u"control.sock"_s)));
    QCOMPARE(m_scene.run({u"status"_s}).code, 2);
}

QTEST_GUILESS_MAIN(tst_CtlCommands)
#include "tst_commands.moc"
