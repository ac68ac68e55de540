// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// --import: what it prints passes --check as it stands, and runs what the other manager would run.
class tst_DaemonImport final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_daemon = std::make_unique<DaemonProcess>(); }
    void cleanup();

    void ecosystemProgram();
    void ecosystemJson();
    void ecosystemKeys();
    void procfile();
    void supervisor();
    void supervisorKeys();
    void faults_data();
    void faults();
    void unreadable();

private:
    [[nodiscard]] QByteArray import(const QString &file, const QStringList &options = {});
    void runImported(const QByteArray &json);
    void waitForLines(const QByteArrayList &lines);
    // Whether the file ends with these lines, soon.
    [[nodiscard]] bool holds(const QString &file, const QByteArray &lines);

    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_DaemonImport::cleanup()
{
    if (!QTest::currentTestFailed() && m_daemon->isRunning())
        QCOMPARE(m_daemon->quit(), 0);
    m_daemon.reset();
}

// What it says on stderr.
QByteArray tst_DaemonImport::import(const QString &file, const QStringList &options)
{
    const ShortRun run = runDaemon(QStringList{u"--import"_s, m_daemon->path(file)} + options);
    if (run.code != 0 || !run.leftBehind.isEmpty()) {
        qWarning("%s", run.text().constData());
        return run.text();
    }
    runImported(run.out);
    return run.err;
}

void tst_DaemonImport::runImported(const QByteArray &json)
{
    const QString target = m_daemon->path(u"qilin-daemon.json"_s);
    m_daemon->writeConfigText(json);
    const ShortRun check = runDaemon({u"--check"_s, target});
    QVERIFY2(check.code == 0, check.text());
    m_daemon->writeConfig(QJsonDocument::fromJson(json).object()); // with the test's own socket
    QVERIFY(m_daemon->startAndWaitUntilUp());
}

// In any order: the workers print side by side.
void tst_DaemonImport::waitForLines(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        QVERIFY2(waitFor([&] {
                     return ('\n' + m_daemon->standardOutput()).contains('\n' + line + '\n');
                 }),
                 line);
    }
}

bool tst_DaemonImport::holds(const QString &file, const QByteArray &lines)
{
    return waitFor([&] {
        QFile log(m_daemon->path(file));
        return log.open(QIODevice::ReadOnly) && log.readAll().endsWith(lines);
    });
}

// Two workers share a port, as in PM2's cluster mode; what the file computes is in it.
void tst_DaemonImport::ecosystemProgram()
{
    NEED_NODE();
    const quint16 port = freePort();
    const AppFile app(m_daemon->directory(), u"hello.js"_s, u"sub/server.js"_s);
    writeFile(m_daemon->path(u"ecosystem.config.js"_s),
              "const port = " + QByteArray::number(port - 1) + R"( + 1;
console.log('not part of the answer');
module.exports = {
  apps: [
    { name: 'web', cwd: './sub', script: 'server.js', instances: 2, exec_mode: 'cluster',
      wait_ready: true, listen_timeout: 60000, kill_timeout: 2000,
      env: { COLOUR: 'red' }, env_production: { PORT: port } },
    { name: 'job', script: ')"
                  + QByteArray(QILIN_TESTCHILD_PATH) + R"(',
      args: 'print="two words" env=COLOUR hang', env: { COLOUR: 'blue' } },
  ],
  deploy: { production: {} },
};
)");
    const QByteArray said = import(u"ecosystem.config.js"_s, {u"--env"_s, u"production"_s});
    QVERIFY(m_daemon->isRunning());
    QCOMPARE(pidsUp(m_daemon->info(), u"web"_s).size(), 2);
    // Where Node takes long to start, it was up by its age.
    QVERIFY(waitFor([port] { return HttpClient::tcp(port).get("/").status == 200; }));
    QVERIFY(waitFor([this] { return m_daemon->standardOutput().contains("COLOUR=blue\n"); }));
    waitForLines({"two words"});
    const QByteArray file = m_daemon->path(u"ecosystem.config.js"_s).toUtf8();
    QVERIFY2(said.contains(file + ": apps[0].wait_ready: "), said);
    QVERIFY2(said.contains(file + ": deploy: only applications"), said);
    QVERIFY2(said.contains("not part of the answer\n"), said);
}

void tst_DaemonImport::ecosystemJson()
{
    writeFile(m_daemon->path(u"ecosystem.json"_s), R"({"apps": [{"name": "job", "script": ")"
                                                       + QByteArray(QILIN_TESTCHILD_PATH)
                                                       + R"(", "instances": 3, "vizion": false,
 "namespace": "x", "args": ["env=COLOUR", "hang"], "env": {"COLOUR": 5}}]})");
    const QByteArray said = import(u"ecosystem.json"_s);
    QVERIFY(m_daemon->isRunning());
    QCOMPARE(pidsUp(m_daemon->info(), u"job"_s).size(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(m_daemon->standardOutput(),
                              QByteArray("COLOUR=5\nCOLOUR=5\nCOLOUR=5\n"), kPatienceMs);
    const QByteArray file = m_daemon->path(u"ecosystem.json"_s).toUtf8();
    QVERIFY2(said.contains(file + ":2:15: apps[0].namespace: "), said);
}

// Every key that has a like here, at once: nothing of it is told as lost.
void tst_DaemonImport::ecosystemKeys()
{
    writeFile(m_daemon->path(u"job.env"_s), "COLOUR=green\n");
    writeFile(m_daemon->path(u"ecosystem.json"_s), R"({"apps": [{"name": "job", "script": ")"
                                                       + QByteArray(QILIN_TESTCHILD_PATH)
                                                       + R"(", "args": ["env=COLOUR", "hang"],
 "env_file": "job.env", "exec_mode": "fork", "instances": 1, "autorestart": false,
 "max_restarts": 5, "max_memory_restart": "300M", "min_uptime": "1s", "cron_restart": "30 4 1 1 *",
 "kill_timeout": 3000, "listen_timeout": 9000, "watch": ["."], "ignore_watch": ["tmp"],
 "watch_delay": 60000, "log_file": "job.log", "merge_logs": true, "exp_backoff_restart_delay": 100}]})");
    const QByteArray said = import(u"ecosystem.json"_s);
    QVERIFY(m_daemon->isRunning());
    QVERIFY(holds(u"job.log"_s, "COLOUR=green\n"));
    QVERIFY2(said.count('\n') == 2 && said.contains("apps[0].exp_backoff_restart_delay: ")
                 && said.contains("apps[0].log_file: PM2 lets the file grow; here it is rotated"),
             said);
}

void tst_DaemonImport::procfile()
{
    const QByteArray child = QILIN_TESTCHILD_PATH;
    writeFile(m_daemon->path(u"Procfile"_s),
              "web: COLOUR='light blue' " + child
                  + " env=PORT env=COLOUR print=\"port $PORT\" hang\n"
                    "worker: "
                  + child
                  + " print=\"in $PWD\" env=PORT hang\n"
                    "release: "
                  + child + " print=never\n");
    const QByteArray said = import(u"Procfile"_s);
    QVERIFY(m_daemon->isRunning());
    const QByteArray here = QDir(m_daemon->directory()).canonicalPath().toUtf8();
    waitForLines({"PORT=5000", "COLOUR=light blue", "port 5000", "in " + here, "PORT=5100"});
    QVERIFY(!m_daemon->standardOutput().contains("never"));
    const QByteArray file = m_daemon->path(u"Procfile"_s).toUtf8();
    QVERIFY2(said.contains(file + ":2: worker: a shell has to expand"), said);
    QVERIFY2(said.contains(file + ":3: release: "), said);
}

void tst_DaemonImport::supervisor()
{
    const QByteArray child = QILIN_TESTCHILD_PATH;
    QDir(m_daemon->directory()).mkdir(u"work"_s);
    writeFile(m_daemon->path(u"supervisord.conf"_s), "[supervisord]\nlogfile=/tmp/s.log\n"
                                                     "[include]\nfiles = conf.d/*.ini\n");
    writeFile(
        m_daemon->path(u"conf.d/a.ini"_s),
        "[program:many]\ncommand=" + child
            + " \"print=%(program_name)s here\" cwd hang\n"
              "directory=%(here)s/work\nnumprocs=2\n"
              "process_name=%(program_name)s_%(process_num)02d\nautorestart=true\nstartsecs=0\n"
              "stopwaitsecs=2\n");
    writeFile(m_daemon->path(u"conf.d/b.ini"_s),
              "[program:each]\ncommand=" + child
                  + " print=number-%(process_num)d env=COLOUR hang\n"
                    "environment=COLOUR=\"grey, %(program_name)s\"\nnumprocs=2\n"
                    "process_name=%(program_name)s_%(process_num)d\npriority=5\n");
    const QByteArray said = import(u"supervisord.conf"_s);
    QVERIFY(m_daemon->isRunning());
    QCOMPARE(pidsUp(m_daemon->info(), u"many"_s).size(), 2);
    QCOMPARE(pidsUp(m_daemon->info(), u"each_1"_s).size(), 1);
    const QByteArray here = QDir(m_daemon->path(u"work"_s)).canonicalPath().toUtf8();
    waitForLines({"many here", "cwd " + here, "number-0", "number-1", "COLOUR=grey, each"});
    const QByteArray main = m_daemon->path(u"supervisord.conf"_s).toUtf8();
    QVERIFY2(said.contains(main + ":2: [supervisord] logfile: "), said);
    const QByteArray second = m_daemon->path(u"conf.d/b.ini"_s).toUtf8();
    QVERIFY2(said.contains(second + ":6: [program:each] priority: "), said);
}

void tst_DaemonImport::supervisorKeys()
{
    QDir(m_daemon->directory()).mkdir(u"work"_s);
    writeFile(m_daemon->path(u"supervisord.conf"_s),
              "[supervisord]\numask=027\n[program:job]\ncommand=" QILIN_TESTCHILD_PATH
              " cwd env=COLOUR hang\ndirectory=work\nenvironment=COLOUR=\"green\"\n"
              "autorestart=unexpected\nexitcodes=0\nstartsecs=1\nstartretries=5\nstopsignal=INT\n"
              "stopwaitsecs=2\nredirect_stderr=true\nstdout_logfile=%(here)s/job.log\n"
              "stdout_logfile_maxbytes=1MB\nstdout_logfile_backups=3\nkillasgroup=true\n");
    const QByteArray said = import(u"supervisord.conf"_s);
    QVERIFY(m_daemon->isRunning());
    QVERIFY(holds(u"job.log"_s, "/work\nCOLOUR=green\n"));
    QVERIFY2(said.isEmpty(), said);
}

void tst_DaemonImport::faults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("prints");
    QTest::newRow("not there") << u"nowhere.json"_s << QByteArray()
                               << u": there is no such file; name the one to import"_s << false;
    QTest::newRow("directory") << u"."_s << QByteArray() << u": it must be a regular file"_s
                               << false;
    QTest::newRow("unknown kind") << u"notes.txt"_s << QByteArray("hello\n")
                                  << u": it must be an ecosystem file of PM2"_s << false;
    QTest::newRow("program is not there")
        << u"a.json"_s << QByteArray("[{\"script\": \"gone.js\"}]")
        << u":1:13: [0].script: \"exec\": "_s << true;
    QTest::newRow("nothing to run")
        << u"Procfile"_s << QByteArray("#\n") << u": there is no line NAME: COMMAND"_s << false;
}

void tst_DaemonImport::faults()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    QFETCH(bool, prints);
    if (!text.isEmpty())
        writeFile(m_daemon->path(name), text);
    const ShortRun run = runDaemon({u"--import"_s, m_daemon->path(name)});
    QVERIFY2(run.code == 78, run.text());
    QCOMPARE(!run.out.isEmpty(), prints);
    QVERIFY2(run.errLines().last().startsWith(m_daemon->path(name) + says), run.text());
}

void tst_DaemonImport::unreadable()
{
    ShortRunSetup setup;
    const QString file = m_daemon->path(u"a.json"_s);
    writeFile(file, "{}");
    QVERIFY(QFile::setPermissions(file, {}));
    if (isRoot()) { // who may read everything
        setup.asNobody = true;
        setup.program = m_daemon->path(u"daemon"_s);
        QVERIFY(QFile::copy(QStringLiteral(QILIN_DAEMON_PATH), setup.program));
        QVERIFY(QFile::setPermissions(setup.program, QFile::Permissions(0x5555)));
        QVERIFY(QFile::setPermissions(m_daemon->directory(), QFile::Permissions(0x7755)));
        setup.environment.insert(u"HOME"_s, u"/"_s);
    }
    const ShortRun run = runDaemon({u"--import"_s, file}, setup);
    QVERIFY2(run.code == 78, run.text());
    QVERIFY2(run.err.startsWith(file.toUtf8() + ": the file must be readable: "), run.text());
}

QTEST_GUILESS_MAIN(tst_DaemonImport)
#include "tst_import.moc"
