// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Options, and what of the process itself can be seen from outside.
class tst_DaemonCommandline final : public QObject
{
    Q_OBJECT

private slots:
    void checkOfAGoodConfig();
    void checkOfTheOriginalSample();
    void showConfig();
    void version();
    void help();
    void pidfile_data();
    void pidfile();
    void logLevel_data();
    void logLevel();
    void logLines();
    void directory();
    void defaultConfig();
    void processTitle();
    void withoutHeadless();
};

void tst_DaemonCommandline::checkOfAGoodConfig()
{
    DaemonProcess daemon; // for its directory
    QJsonObject config = childApp({u"hang"_s});
    config.insert("pidfile"_L1, "daemon.pid"_L1);
    config.insert("watch"_L1, QJsonArray{u"later"_s});
    daemon.writeConfig(config);
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    const ShortRun run = runDaemon({u"--check"_s, file});
    QVERIFY2(run.code == 0 && run.leftBehind.isEmpty(), run.text());
    QCOMPARE(run.out, file.toUtf8() + " is valid\n");
    QVERIFY2(run.errLines().size() == 1, run.text()); // a warning is no fault
    QVERIFY2(run.err.contains("is watched for"), run.text());
    QCOMPARE(QDir(daemon.directory()).entryList(QDir::Files | QDir::System),
             QStringList{u"qilin-daemon.json"_s});
}

// The file of 2013, key for key.
void tst_DaemonCommandline::checkOfTheOriginalSample()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.js"_s), "setInterval(() => {}, 1000);\n");
    writeFile(daemon.path(u"lib/index.js"_s), "");
    daemon.writeConfigText(R"({
  "exec": "app.js",
  "args": ["--port", "3000"],
  "workers": 3,
  "worker_disconnect_timeout": 5000,
  "daemon_port": 9999,
  "watch": ["app.js", "lib"],
  "reload_delay": 5000,
  "auth_username": "foo",
  "auth_password": "bar"
})");
    const ShortRun run = runDaemon({u"--check"_s, daemon.path(u"qilin-daemon.json"_s)});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
}

void tst_DaemonCommandline::showConfig()
{
    const ShortRun run = runDaemon({u"--show-config"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    const QStringList keys
        = u"daemon_port daemon_host auth_username auth_password auth_password_file allowed_hosts "
          "control_socket pidfile ps_name exec name args interpreter interpreter_args cwd env "
          "workers silent log_file log_max_size log_keep log_format watch watch_ignore "
          "reload_delay worker_disconnect_timeout ready "
          "ready_timeout min_uptime restart_delay_max balance apps"_s.split(u' ');
    const QString text = QString::fromUtf8(run.out);
    for (const QString &key : keys) {
        const QRegularExpression word(u"(^|[^a-z_])%1([^a-z_]|$)"_s.arg(key),
                                      QRegularExpression::MultilineOption);
        QVERIFY2(text.contains(word), qPrintable(key));
    }
    QVERIFY(text.contains("1024"_L1));    // a range
    QVERIFY(text.contains("3600000"_L1)); // another
    QVERIFY(text.contains("15000"_L1));   // a default
}

void tst_DaemonCommandline::version()
{
    const ShortRun run = runDaemon({u"--version"_s});
    QVERIFY2(run.code == 0, run.text());
    QCOMPARE(run.out, QByteArray("qilin-daemon " QILIN_VERSION "\n"));
}

void tst_DaemonCommandline::help()
{
    const ShortRun run = runDaemon({u"--help"_s});
    QVERIFY2(run.code == 0 && run.err.isEmpty(), run.text());
    for (const char *word : {"CONFIG", "--headless", "--check", "--against", "--import",
                             "--pidfile", "--log-level", "--show-config", "--version", "--help"})
        QVERIFY2(run.out.contains(word), word);
}

void tst_DaemonCommandline::pidfile_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("file");
    QTest::newRow("key") << QStringList() << u"key.pid"_s;
    QTest::newRow("option wins") << QStringList{u"--pidfile=option.pid"_s} << u"option.pid"_s;
}

void tst_DaemonCommandline::pidfile()
{
    QFETCH(QStringList, options);
    QFETCH(QString, file);
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"hang"_s}), u"pidfile"_s, u"key.pid"_s));
    QVERIFY(daemon.start(options));
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(QDir(daemon.directory()).entryList({u"*.pid"_s}), QStringList{file});
    QFile pidfile(daemon.path(file));
    QVERIFY(pidfile.open(QIODevice::ReadOnly));
    QCOMPARE(pidfile.readAll(), QByteArray::number(daemon.pid()) + '\n');
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(QDir(daemon.directory()).entryList({u"*.pid"_s}), QStringList());
}

void tst_DaemonCommandline::logLevel_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("nodeEnv");
    QTest::addColumn<QStringList>("levels");
    const QStringList all{u"debug"_s, u"info"_s, u"warning"_s};
    QTest::newRow("default") << QStringList() << QString() << all.mid(1);
    QTest::newRow("production") << QStringList() << u"production"_s << all.mid(2);
    QTest::newRow("development") << QStringList() << u"development"_s << all.mid(1);
    QTest::newRow("error") << QStringList{u"--log-level=error"_s} << QString() << QStringList();
    QTest::newRow("warning") << QStringList{u"--log-level=warning"_s} << QString() << all.mid(2);
    QTest::newRow("option over NODE_ENV")
        << QStringList{u"--log-level=debug"_s} << u"production"_s << all;
}

// One application that is up tells at level info, one that fails at level warning.
void tst_DaemonCommandline::logLevel()
{
    QFETCH(QStringList, options);
    QFETCH(QString, nodeEnv);
    QFETCH(QStringList, levels);
    DaemonProcess daemon;
    if (!nodeEnv.isEmpty())
        daemon.setEnvironment(u"NODE_ENV"_s, nodeEnv);
    daemon.writeConfig(severalApps(
        {{u"good"_s, childApp({u"hang"_s})}, {u"bad"_s, childApp({u"wait=200"_s, u"exit=3"_s})}}));
    QVERIFY(daemon.start(options));
    QVERIFY(daemon.waitForLog(u"[daemon] good x 1 started"_s)); // shown at every level
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return appIn(info, u"bad"_s).contains("failure"_L1); }));
    QCOMPARE(daemon.quit(), 0);
    const QString log = QString::fromUtf8(daemon.log());
    for (const char *level : {"debug", "info", "warning"}) {
        const bool wanted = levels.contains(QLatin1StringView(level));
        QVERIFY2(log.contains(u"Z - %1: "_s.arg(QLatin1StringView(level))) == wanted,
                 (level + QByteArray(":\n") + daemon.log()).constData());
    }
    QVERIFY2(log.contains("[daemon] all workers are gone"_L1), daemon.log());
}

// The original's lines, to the letter.
void tst_DaemonCommandline::logLines()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"hang"_s}, 2), u"daemon_port"_s, 0));
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(daemon.get("/reload").status, 200);
    QCOMPARE(daemon.quit(), 0);
    const QString log = QString::fromUtf8(daemon.log());
    const QString time = u"(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"_s;
    for (const QString &line : {time + u" - info: Worker\\[2\\] is up: \\d+$"_s,
                                time + u" - info: Worker\\[1\\] died: \\d+$"_s,
                                u"(?m)^\\[daemon\\] testchild x 2 started "
                                "\\(daemon_port: \\d+\\)$"_s,
                                u"(?m)^\\[daemon\\] restart workers$"_s}) {
        QVERIFY2(log.contains(QRegularExpression(line)),
                 (line.toUtf8() + " is not in\n" + daemon.log()).constData());
    }
}

void tst_DaemonCommandline::directory()
{
    DaemonProcess daemon;
    daemon.setWorkingDirectory(u"/"_s);
    QJsonObject config = childApp({u"cwd"_s, u"hang"_s});
    config.insert("pidfile"_L1, "sub/../here.pid"_L1);
    daemon.writeConfig(config);
    QVERIFY(QDir(daemon.directory()).mkdir(u"sub"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QString real = QDir(daemon.directory()).canonicalPath();
    QCOMPARE(QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(daemon.pid())), real);
    QVERIFY(waitFor([&] { return !daemon.standardOutput().isEmpty(); }));
    QCOMPARE(daemon.standardOutput(), "cwd " + real.toUtf8() + '\n');
    QVERIFY(QFile::exists(daemon.path(u"here.pid"_s)));
    QCOMPARE(daemon.quit(), 0);
}

// Without CONFIG it is ./qilin-daemon.json, and is found again after the directory has changed.
void tst_DaemonCommandline::defaultConfig()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"hang"_s}));
    daemon.setWorkingDirectory(daemon.directory());
    daemon.setWrapper({u"sh"_s, u"-c"_s, u"exec \"$0\" --headless"_s});
    QVERIFY(daemon.startAndWaitUntilUp());
    const qsizetype before = daemon.logLines().size();
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"no application has changed"_s, before), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonCommandline::processTitle()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"hang"_s}), u"ps_name"_s, u"shop daemon"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QFile file(u"/proc/%1/cmdline"_s.arg(daemon.pid()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray title = file.readAll().replace('\0', ' ').trimmed();
    QCOMPARE(title, QByteArray("shop daemon"));
    // The environment it stood in is still what workers get.
    QCOMPARE(daemon.processes().size(), 1);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonCommandline::withoutHeadless()
{
    DaemonProcess daemon;
    daemon.unsetEnvironment(u"DISPLAY"_s);
    daemon.unsetEnvironment(u"WAYLAND_DISPLAY"_s);
    daemon.writeConfig(childApp({u"hang"_s}));
    daemon.setWrapper(
        {u"sh"_s, u"-c"_s, u"daemon=$1; shift 2; exec \"$daemon\" \"$@\""_s, u"sh"_s});
    QVERIFY(daemon.startAndWaitUntilUp());
    QCOMPARE(daemon.logLines().filter(u"tray"_s).size(), 1);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonCommandline)
#include "tst_commandline.moc"
