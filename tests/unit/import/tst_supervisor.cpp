// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/expansion.h"
#include "core/import/supervisorkeys.h"
#include "core/platform/accounts.h"
#include "tests/unit/import/imported.h"

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

class TestSupervisor final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keys_data();
    void keys();
    void notes_data();
    void notes();
    void table();
    void usualValues();
    void valuesForAll();
    void command();
    void differentProcesses();
    void alikeProcesses();
    void environment();
    void logs_data();
    void logs();
    void silence();
    void syntax();
    void included();
    void notStarted();
    void server();
    void serverForAll();
    void refused_data();
    void refused();
    void expansion_data();
    void expansion();

private:
    std::unique_ptr<ImportDirectory> m_in;
};

void TestSupervisor::init()
{
    m_in = std::make_unique<ImportDirectory>();
    m_in->write(u"app.py"_s, "print(1)\n");
    m_in->write(u"sub/run"_s, "#!/bin/sh\n", true);
}

void TestSupervisor::keys_data()
{
    const QJsonValue none(QJsonValue::Undefined);
    addKeyRows({
        {"startsecs", "5", "min_uptime", 5000},
        {"startsecs", "0", "min_uptime", 0},
        {"startretries", "4", "max_restarts", 4},
        {"autorestart", "false", "restart", u"never"_s},
        {"autorestart", "unexpected", "restart", u"on-failure"_s},
        {"autorestart", "true", "restart", none},
        {"stopsignal", "QUIT", "stop_signal", u"SIGQUIT"_s},
        {"stopsignal", "sigint", "stop_signal", u"SIGINT"_s},
        {"stopsignal", "TERM", "stop_signal", none},
        {"stopwaitsecs", "30", "worker_disconnect_timeout", 30000},
        {"umask", "022", "umask", u"022"_s},
        {"directory", "sub", "cwd", u"sub"_s},
        {"numprocs", "3", "workers", 3},
        {"environment", "A=\"1\"", "env", QJsonObject{{u"A"_s, u"1"_s}}},
        {"exitcodes", "0", "restart", u"on-failure"_s},
        {"killasgroup", "true", "stop_signal", none},
    });
}

void TestSupervisor::keys()
{
    QFETCH(QByteArray, value);
    m_in->importForRow(u"supervisord.conf"_s,
                       "[program:web]\ncommand=sleep 60\n" + keyOfRow() + " = " + value + '\n');
    QCOMPARE(m_in->app().value("name"_L1), u"web"_s);
}

void TestSupervisor::notes_data()
{
    addNoteRows({
        {"priority", "10", "depends_on"},
        {"exitcodes", "0,2", "exit code 0"},
        {"stopasgroup", "true", "process tree"},
        {"serverurl", "AUTO", "no address"},
        {"stdout_events_enabled", "true", "no event listeners"},
        {"stdout_syslog", "true", "nothing is sent to syslog"},
        {"stderr_logfile", "syslog", "nothing is sent to syslog"},
        {"startsecs", "soon", "a time in seconds"},
        {"startretries", "0", "must be an integer from 1 to 1000000"},
        {"stopsignal", "TREM", "did you mean \"SIGTERM\"?"},
        {"autorestart", "maybe", "true, false or unexpected"},
        {"nonsense", "1", "not known as a key of supervisord"},
        {"directory", "%(nothing)s", "%(nothing)s is not known here"},
    });
}

void TestSupervisor::notes()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, says);
    const QByteArray key = keyOfRow();
    m_in->importNoted(u"supervisord.conf"_s,
                      "[program:web]\ncommand=sleep 60\n" + key + '=' + value + '\n',
                      u"3: [program:web] %1: "_s.arg(QString::fromUtf8(key)), says);
}

void TestSupervisor::table()
{
    QCOMPARE(unknownKeys(supervisorProgramKeys()), QStringList());
    QCOMPARE(unknownKeys(supervisorDaemonKeys()), QStringList());
    QCOMPARE(unknownKeys(supervisorServerKeys()), QStringList());
}

// What supervisord does where nothing is said, and we would do otherwise.
void TestSupervisor::usualValues()
{
    m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 60\nautorestart=true\n");
    QCOMPARE(m_in->app().value("worker_disconnect_timeout"_L1), QJsonValue(10000));
    QCOMPARE(m_in->app().value("reload_on"_L1), u"never"_s);
    QVERIFY(!m_in->app().contains("restart"_L1));
    m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 60\n");
    QCOMPARE(m_in->app().value("restart"_L1), u"on-failure"_s);
}

// Those of [supervisord] are meant for programs without their own.
void TestSupervisor::valuesForAll()
{
    const QByteArray me = QByteArray::number(ownAccount().uid);
    m_in->import(u"a.ini"_s, "[supervisord]\numask=027\nuser=" + me
                                 + "\nminfds=1024\n[program:a]\ncommand=sleep 1\n"
                                   "[program:b]\ncommand=sleep 1\numask=077\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app(u"a"_s).value("umask"_L1), u"027"_s);
    QCOMPARE(m_in->app(u"b"_s).value("umask"_L1), u"077"_s);
    QCOMPARE(m_in->app(u"b"_s).value("user"_L1), QString::fromLatin1(me));
    QVERIFY2(m_in->outcome.notes.size() == 1, m_in->all());
    QVERIFY2(m_in->says(u"a.ini"_s, u"4: [supervisord] minfds: "_s, u"\"limits\""_s), m_in->all());
}

void TestSupervisor::command()
{
    m_in->import(u"a.ini"_s, "[program:web]\n"
                             "command=sh app.py --name=%(program_name)s \"50%%; yes\" ; ours\n"
                             "[program:x]\ndirectory=%(here)s/sub\ncommand=./run\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonObject web = m_in->app(u"web"_s);
    QCOMPARE(web.value("exec"_L1), u"app.py"_s);
    QCOMPARE(web.value("interpreter"_L1), u"sh"_s);
    const QJsonArray args{u"--name=web"_s, u"50%; yes"_s};
    QCOMPARE(web.value("args"_L1).toArray(), args);
    QCOMPARE(m_in->app(u"x"_s).value("exec"_L1), m_in->path(u"sub/run"_s));
}

void TestSupervisor::differentProcesses()
{
    m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 80%(process_num)02d\nnumprocs=2\n"
                             "numprocs_start=3\nprocess_name=%(program_name)s-%(process_num)d\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app(u"web-3"_s).value("args"_L1).toArray(), QJsonArray{u"8003"_s});
    QCOMPARE(m_in->app(u"web-4"_s).value("args"_L1).toArray(), QJsonArray{u"8004"_s});
    QVERIFY(!m_in->app(u"web-3"_s).contains("workers"_L1));
    QVERIFY(m_in->says(u"a.ini"_s, u"3: [program:web] numprocs: "_s, u"not alike"_s));
}

void TestSupervisor::alikeProcesses()
{
    m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 60\nnumprocs=4\n"
                             "process_name=%(program_name)s_%(process_num)02d\n");
    QCOMPARE(m_in->app(u"web"_s).value("workers"_L1), QJsonValue(4));
}

// A variable that is only passed on is inherited, and its value stays where it is.
void TestSupervisor::environment()
{
    qputenv("IMPORT_SECRET", "hush");
    qputenv("IMPORT_COLOUR", "red");
    m_in->import(u"a.ini"_s, "[supervisord]\nenvironment=A=1,B=\"2\"\n"
                             "[program:web]\ncommand=sleep 60\n"
                             "environment=B=\"3,x\",\n  C='%(ENV_IMPORT_COLOUR)s!',\n"
                             "  IMPORT_SECRET=\"%(ENV_IMPORT_SECRET)s\",D=%(ENV_NOWHERE)s\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonObject expected{{u"A"_s, u"1"_s}, {u"B"_s, u"3,x"_s}, {u"C"_s, u"red!"_s}};
    QCOMPARE(m_in->app().value("env"_L1).toObject(), expected);
    QVERIFY2(!m_in->all().contains("hush"), m_in->all());
    QVERIFY2(m_in->says(u"a.ini"_s, u"5: [program:web] environment: D: "_s,
                        u"%(ENV_NOWHERE)s is not known"_s),
             m_in->all());
}

void TestSupervisor::logs_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("size");
    QTest::addColumn<int>("keep");
    QTest::newRow("one file") << QByteArray(
        "redirect_stderr=true\nstdout_logfile=/tmp/a.log\n"
        "stdout_logfile_maxbytes=20MB\nstdout_logfile_backups=3\n")
                              << u"/tmp/a.log"_s << u"20M"_s << 3;
    QTest::newRow("never rotated") << QByteArray(
        "redirect_stderr=true\nstdout_logfile=/tmp/a.log\nstdout_logfile_maxbytes=0\n")
                                   << u"/tmp/a.log"_s << u"0"_s << 10;
    QTest::newRow("stderr only") << QByteArray(
        "stderr_logfile=/tmp/e.log\nstderr_logfile_maxbytes=1GB\n"
        "stdout_logfile_maxbytes=3MB\nstderr_logfile_backups=0\n")
                                 << u"/tmp/e.log"_s << u"1G"_s << 0;
    QTest::newRow("usual rotation")
        << QByteArray("stdout_logfile=/tmp/o.log\nstderr_logfile=NONE\n") << u"/tmp/o.log"_s
        << u"50M"_s << 10;
    QTest::newRow("passed on") << QByteArray("stdout_logfile=/dev/stdout\n"
                                             "stdout_logfile_maxbytes=0\n")
                               << QString() << QString() << -1;
    QTest::newRow("automatic") << QByteArray("stdout_logfile=AUTO\n") << QString() << QString()
                               << -1;
}

void TestSupervisor::logs()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, file);
    QFETCH(QString, size);
    QFETCH(int, keep);
    m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 60\n" + keys);
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("log_file"_L1).toString(), file);
    QCOMPARE(m_in->app().value("log_max_size"_L1).toString(), size);
    QCOMPARE(m_in->app().value("log_keep"_L1).toInt(-1), keep);
}

void TestSupervisor::silence()
{
    for (const QByteArray none : {"NONE", "off", "/dev/null"}) {
        m_in->import(u"a.ini"_s, "[program:web]\ncommand=sleep 60\nstdout_logfile=" + none
                                     + "\nredirect_stderr=true\n");
        QCOMPARE(m_in->app().value("silent"_L1), QJsonValue(true));
    }
}

void TestSupervisor::syntax()
{
    m_in->import(u"a.conf"_s, "; ours\n[program:web]   ; the site\ncommand : sleep\n   60  # long\n"
                              "#x=1\n\nAutoRestart = true\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("args"_L1).toArray(), QJsonArray{u"60"_s});
    QVERIFY2(m_in->outcome.notes.isEmpty(), m_in->all());
}

void TestSupervisor::included()
{
    m_in->write(u"conf.d/b.ini"_s, "[program:b]\ncommand=sleep 1\n");
    m_in->write(u"conf.d/a.ini"_s, "[program:a]\ncommand=sleep 1\npriority=1\n");
    m_in->write(u"conf.d/c.txt"_s, "[program:c]\ncommand=sleep 1\n");
    m_in->write(u"more/d.conf"_s, "[program:d]\ncommand=sleep 1\n");
    m_in->import(u"a.conf"_s, "[supervisord]\nnodaemon=true\n[include]\n"
                              "files = conf.d/*.ini %(here)s/m?re/d.conf nowhere/*.ini\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QStringList names;
    const QJsonArray apps = m_in->config.value("apps"_L1).toArray();
    for (const QJsonValue &app : apps)
        names.append(app.toObject().value("name"_L1).toString());
    QCOMPARE(names, QStringList({u"a"_s, u"b"_s, u"d"_s}));
    QVERIFY(m_in->says(u"conf.d/a.ini"_s, u"3: [program:a] priority: "_s, {}));
    QVERIFY(m_in->says(u"a.conf"_s, u"4: [include] files: "_s, u"nowhere/*.ini means no file"_s));
}

void TestSupervisor::notStarted()
{
    m_in->import(u"a.ini"_s, "[program:a]\ncommand=sleep 1\nautostart=false\n"
                             "[program:b]\ncommand=sleep 1\n[group:g]\nprograms=a,b\n"
                             "[eventlistener:e]\ncommand=x\n[fcgi-program:f]\ncommand=x\n[what]\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("name"_L1), u"b"_s);
    QVERIFY(m_in->says(u"a.ini"_s, u"3: [program:a] autostart: "_s, u"left out"_s));
    QVERIFY(m_in->says(u"a.ini"_s, u"6: [group:g]: "_s, u"no groups"_s));
    QVERIFY(m_in->says(u"a.ini"_s, u"8: [eventlistener:e]: "_s, u"no event listeners"_s));
    QVERIFY(m_in->says(u"a.ini"_s, u"10: [fcgi-program:f]: "_s, u"LISTEN_FDS"_s));
    QVERIFY(m_in->says(u"a.ini"_s, u"12: [what]: "_s, u"not known as a section"_s));
}

void TestSupervisor::server()
{
    m_in->import(u"a.ini"_s, "[inet_http_server]\nport=127.0.0.1:9001\nusername=u\npassword=p\n"
                             "[program:b]\ncommand=sleep 1\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->config.value("daemon_port"_L1), QJsonValue(9001));
    QCOMPARE(m_in->config.value("daemon_host"_L1), u"127.0.0.1"_s);
    QCOMPARE(m_in->config.value("auth_password"_L1), u"p"_s);
    m_in->import(u"a.ini"_s, "[inet_http_server]\nport=9001\nusername=u\npassword={SHA}82ab\n"
                             "[program:b]\ncommand=sleep 1\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QVERIFY(!m_in->config.contains("auth_username"_L1));
    QVERIFY(m_in->says(u"a.ini"_s, u"4: "_s, u"auth_password_file"_s));
    m_in->import(u"a.ini"_s, "[inet_http_server]\nport=9001\nusername=u\n"
                             "password=%(ENV_SECRET)s\n[program:b]\ncommand=sleep 1\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QVERIFY(!m_in->config.contains("auth_username"_L1));
    QVERIFY(!m_in->config.contains("auth_password"_L1));
    QVERIFY(m_in->says(u"a.ini"_s, u"4: "_s, u"auth_password_file"_s));
    m_in->import(u"a.ini"_s, "[inet_http_server]\nport=9001\nusername=u\npassword=50%%\n"
                             "[program:b]\ncommand=sleep 1\n");
    QCOMPARE(m_in->config.value("auth_password"_L1), u"50%"_s);
}

// An address that others reach needs a password here: it is not taken over without one.
void TestSupervisor::serverForAll()
{
    m_in->import(u"a.ini"_s, "[inet_http_server]\nport=*:9001\n[program:b]\ncommand=sleep 1\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QVERIFY(!m_in->config.contains("daemon_host"_L1));
    QVERIFY2(m_in->says(u"a.ini"_s, u"2: [inet_http_server] port: "_s, u"left out"_s), m_in->all());
}

void TestSupervisor::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no program") << QByteArray("[supervisord]\nnodaemon=true\n")
                                << u"no section [program:NAME]"_s;
    QTest::newRow("no pair") << QByteArray("[program:a]\ncommand\n")
                             << u"line 2: must be key = value"_s;
    QTest::newRow("no section first") << QByteArray("a=1\n[program:a]\n") << u"line 1: a section"_s;
    QTest::newRow("no command") << QByteArray("[program:a]\nnumprocs=1\n")
                                << u"nothing in it to run"_s;
}

void TestSupervisor::refused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    m_in->import(u"a.ini"_s, text);
    QVERIFY2(m_in->outcome.json.isEmpty(), m_in->all());
    QVERIFY2(m_in->says(u"a.ini"_s, {}, says), m_in->all());
}

void TestSupervisor::expansion_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // null: an error
    QTest::newRow("none") << u"a b"_s << u"a b"_s;
    QTest::newRow("string") << u"x-%(a)s-y"_s << u"x-1-y"_s;
    QTest::newRow("number") << u"%(a)d%(a)02d%(a)3d"_s << u"101  1"_s;
    QTest::newRow("percent") << u"100%%"_s << u"100%"_s;
    QTest::newRow("single") << u"100% x"_s << QString();
    QTest::newRow("unknown") << u"%(b)s"_s << QString();
}

void TestSupervisor::expansion()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Result<QString> result = expand(text, {{u"a"_s, u"1"_s}});
    QCOMPARE(bool(result), !expected.isNull());
    if (result)
        QCOMPARE(*result, expected);
}

QTEST_GUILESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"
