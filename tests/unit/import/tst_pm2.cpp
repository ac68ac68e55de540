// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/pm2keys.h"
#include "tests/unit/import/imported.h"

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

class TestPm2 final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keys_data();
    void keys();
    void notes_data();
    void notes();
    void pause();
    void table();
    void forms_data();
    void forms();
    void program_data();
    void program();
    void directory();
    void variables();
    void logs();
    void oneLog();
    void watching();
    void places();
    void names();
    void lenient();
    void refused_data();
    void refused();
    void missingProgram();
    void packageScript();
    void python();

private:
    std::unique_ptr<ImportDirectory> m_in;
};

namespace {

// {"script": "app.js"} with one more key.
QByteArray withKey(const QByteArray &key, const QByteArray &value)
{
    return "{\"apps\": [{\"script\": \"app.js\",\n \"" + key + "\": " + value + "}]}";
}

} // namespace

void TestPm2::init()
{
    m_in = std::make_unique<ImportDirectory>();
    m_in->write(u"app.js"_s, "setInterval(() => {}, 1000)\n");
    m_in->write(u"app.env"_s, "A=1\n");
    m_in->write(u"run.sh"_s, "#!/bin/sh\n", true);
    m_in->write(u"bin/www"_s, "console.log(1)\n");
    m_in->write(u"tool"_s, "#!/bin/sh\n", true);
    m_in->write(u"sub/app.js"_s, "setInterval(() => {}, 1000)\n");
}

void TestPm2::keys_data()
{
    addKeyRows({
        {"name", "\"shop\"", "name", u"shop"_s},
        {"args", "\"-p 80 'a b'\"", "args", QJsonArray{u"-p"_s, u"80"_s, u"a b"_s}},
        {"args", "[\"-p\", 80]", "args", QJsonArray{u"-p"_s, u"80"_s}},
        {"node_args", "\"--expose-gc\"", "interpreter_args", QJsonArray{u"--expose-gc"_s}},
        {"interpreter", "\"node\"", "interpreter", u"node"_s},
        {"env", "{\"A\": 1, \"B\": true, \"C\": \"c\", \"D\": null}", "env",
         QJsonObject{
             {u"A"_s, u"1"_s}, {u"B"_s, u"true"_s}, {u"C"_s, u"c"_s}, {u"D"_s, QJsonValue::Null}}},
        {"env_file", "\"app.env\"", "env_file", u"app.env"_s},
        {"port", "8080", "env", QJsonObject{{u"PORT"_s, u"8080"_s}}},
        {"instances", "3", "workers", 3},
        {"instances", "\"2\"", "workers", 2},
        {"instances", "\"max\"", "workers", u"auto"_s},
        {"instances", "0", "workers", u"auto"_s},
        {"watch", "[\"lib\"]", "watch", QJsonArray{u"lib"_s}},
        {"watch", "\"lib\"", "watch", QJsonArray{u"lib"_s}},
        {"watch", "true", "watch", QJsonArray{u"."_s}},
        {"watch_delay", "700", "reload_delay", 700},
        {"kill_timeout", "3000", "worker_disconnect_timeout", 3000},
        {"listen_timeout", "9000", "ready_timeout", 9000},
        {"min_uptime", "\"10s\"", "min_uptime", 10000},
        {"min_uptime", "2000", "min_uptime", 2000},
        {"max_restarts", "7", "max_restarts", 7},
        {"max_memory_restart", "\"300M\"", "max_memory", u"300M"_s},
        {"max_memory_restart", "1073741824", "max_memory", u"1G"_s},
        {"max_memory_restart", "314572800", "max_memory", u"300M"_s},
        {"stop_exit_codes", "[0]", "restart", u"on-failure"_s},
        {"autorestart", "false", "restart", u"never"_s},
        {"autorestart", "true", "restart", QJsonValue(QJsonValue::Undefined)},
        {"cron_restart", "\"30  4 * * 1-5\"", "schedule", u"30 4 * * 1-5"_s},
        {"cron", "\"0 3 * * *\"", "schedule", u"0 3 * * *"_s},
        {"cron_restart", "0", "schedule", QJsonValue(QJsonValue::Undefined)},
        {"restart_delay", "0", "restart_delay_max", QJsonValue(QJsonValue::Undefined)},
        {"log_type", "\"json\"", "log_format", u"json"_s},
        {"disable_logs", "true", "silent", true},
        {"merge_logs", "true", "log_file", QJsonValue(QJsonValue::Undefined)},
    });
}

void TestPm2::keys()
{
    QFETCH(QByteArray, value);
    m_in->importForRow(u"ecosystem.json"_s, withKey(keyOfRow(), value));
}

void TestPm2::notes_data()
{
    addNoteRows({
        {"instances", "-1", "all processors but 1"},
        {"instances", "\"many\"", "must be an integer or \"max\""},
        {"port", "\"web\"", "must be an integer"},
        {"wait_ready", "true", "is not waited for"},
        {"shutdown_with_message", "true", "disconnect"},
        {"treekill", "false", "process tree"},
        {"restart_delay", "4000", "grow by themselves up to restart_delay_max"},
        {"exp_backoff_restart_delay", "100", "grow by themselves up to restart_delay_max"},
        {"namespace", "\"a\"", "no groups"},
        {"merge_logs", "false", "share its log file"},
        {"instance_var", "\"N\"", "not numbered"},
        {"cron_restart", "\"* * * * * *\"", "five fields"},
        {"cron_restart", "\"99 * * * *\"", "\"99\" is no minute of a schedule"},
        {"kill_timeout", "\"soon\"", "milliseconds"},
        {"autorestart", "\"maybe\"", "must be true or false"},
        {"disable_logs", "\"maybe\"", "must be true or false"},
        {"max_restarts", "0", "must be an integer from 1 to 1000000"},
        {"max_memory_restart", "\"lots\"", "a size such as 300M"},
        {"env", "\"A=1\"", "an object of strings"},
        {"env_production", "{\"A\": 1}", "--env production"},
        {"stop_exit_codes", "[0, 1]", "exit code 0"},
        {"nonsense", "1", "not known as a key of PM2"},
        {"interpreter", "\"node@18\"", "no version of Node is chosen"},
    });
}

void TestPm2::notes()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, says);
    const QByteArray key = keyOfRow();
    const QString place = u"2:%1: apps[0].%2: "_s.arg(key.size() + 6).arg(QString::fromUtf8(key));
    m_in->importNoted(u"ecosystem.json"_s, withKey(key, value), place, says);
}

// Theirs comes before each restart, ours is where it ends.
void TestPm2::pause()
{
    m_in->import(u"ecosystem.json"_s, withKey("restart_delay", "4000"));
    QCOMPARE(m_in->app().value("restart_delay_max"_L1), QJsonValue(4000));
}

void TestPm2::table()
{
    QCOMPARE(unknownKeys(pm2Keys()), QStringList());
}

void TestPm2::forms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("apps") << QByteArray(R"({"apps": [{"script": "app.js"}]})");
    QTest::newRow("one in apps") << QByteArray(R"({"apps": {"script": "app.js"}})");
    QTest::newRow("pm2") << QByteArray(R"({"pm2": [{"script": "app.js"}]})");
    QTest::newRow("array") << QByteArray(R"([{"script": "app.js"}])");
    QTest::newRow("bare") << QByteArray(R"({"script": "app.js"})");
    QTest::newRow("exec") << QByteArray(R"({"apps": [{"exec": "app.js"}]})");
}

void TestPm2::forms()
{
    QFETCH(QByteArray, text);
    m_in->import(u"ecosystem.json"_s, text);
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("exec"_L1), u"app.js"_s);
    QCOMPARE(m_in->app().value("name"_L1), u"app"_s);
}

void TestPm2::program_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QString>("interpreter");
    QTest::addColumn<QJsonArray>("args");
    const QJsonArray none;
    QTest::newRow("script") << QByteArray(R"("script": "./app.js")") << u"./app.js"_s << QString()
                            << none;
    QTest::newRow("shell script") << QByteArray(R"("script": "run.sh")") << u"run.sh"_s << u"bash"_s
                                  << none;
    QTest::newRow("no extension") // Express' bin/www, with or without #!
        << QByteArray(R"("script": "bin/www")") << u"bin/www"_s << u"node"_s << none;
    QTest::newRow("own #!") << QByteArray(R"("script": "tool")") << u"tool"_s << QString() << none;
    QTest::newRow("interpreter none") << QByteArray(R"("script": "tool", "interpreter": "none")")
                                      << u"tool"_s << u"none"_s << none;
    QTest::newRow("in PATH") << QByteArray(R"("script": "sleep", "args": "60")") << u"sleep"_s
                             << QString() << QJsonArray{u"60"_s};
    QTest::newRow("command line") << QByteArray(R"("script": "sleep 60")") << u"sleep"_s
                                  << QString() << QJsonArray{u"60"_s};
    QTest::newRow("for a shell") << QByteArray(R"("script": "sleep 1 && sleep $HOME")") << u"sh"_s
                                 << QString() << QJsonArray{u"-c"_s, u"sleep 1 && sleep $HOME"_s};
    QTest::newRow("interpreter of a script") << QByteArray(R"("script": "sh ./run.sh now")")
                                             << u"./run.sh"_s << u"sh"_s << QJsonArray{u"now"_s};
}

void TestPm2::program()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, exec);
    QFETCH(QString, interpreter);
    QFETCH(QJsonArray, args);
    m_in->import(u"ecosystem.json"_s, "{\"apps\": [{" + keys + "}]}");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("exec"_L1).toString(), exec);
    QCOMPARE(m_in->app().value("interpreter"_L1).toString(), interpreter);
    QCOMPARE(m_in->app().value("args"_L1).toArray(), args);
}

// PM2 resolves script, log files and watched paths from cwd; we from the configuration.
void TestPm2::directory()
{
    m_in->import(u"ecosystem.json"_s, R"([{"cwd": "./sub", "script": "app.js", "watch": ["lib"],
        "out_file": "logs/a.log"}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("cwd"_L1), u"sub"_s);
    QCOMPARE(m_in->app().value("exec"_L1), u"sub/app.js"_s);
    QCOMPARE(m_in->app().value("watch"_L1).toArray(), QJsonArray{u"sub/lib"_s});
    m_in->import(u"ecosystem.json"_s, R"([{"cwd": "./", "script": "app.js", "watch": true}])");
    QVERIFY(!m_in->app().contains("cwd"_L1));
    QCOMPARE(m_in->app().value("watch"_L1).toArray(), QJsonArray{u"."_s});
}

void TestPm2::variables()
{
    const QByteArray text = R"([{"script": "app.js", "env": {"A": "1", "B": "2"},
        "env_production": {"B": "3", "C": "4"}, "env_test": {"A": "5"}}])";
    m_in->import(u"ecosystem.json"_s, text, u"production"_s);
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonObject expected{{u"A"_s, u"1"_s}, {u"B"_s, u"3"_s}, {u"C"_s, u"4"_s}};
    QCOMPARE(m_in->app().value("env"_L1).toObject(), expected);
    QVERIFY(m_in->says(u"ecosystem.json"_s, u"2:"_s, u"--env test"_s));
    QVERIFY(!m_in->says(u"ecosystem.json"_s, u"2:"_s, u"--env production"_s));
}

void TestPm2::logs()
{
    m_in->import(u"ecosystem.json"_s,
                 R"([{"script": "app.js", "out_file": "/dev/null", "error_file": "/dev/null"}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("silent"_L1), QJsonValue(true));
    m_in->import(u"ecosystem.json"_s, R"([{"script": "app.js",
        "out_file": "out.log", "error_file": "err.log"}])");
    QCOMPARE(m_in->app().value("log_file"_L1), u"out.log"_s);
    QVERIFY2(
        m_in->says(u"ecosystem.json"_s, u"2:21: [0].out_file: "_s, u"here it is rotated at 10M"_s),
        m_in->all());
    QVERIFY2(m_in->says(u"ecosystem.json"_s, u"2:46: [0].error_file: "_s, u"one log file"_s),
             m_in->all());
}

void TestPm2::oneLog()
{
    for (const QByteArray key : {"log_file", "log", "out_file", "out", "error_file", "err"}) {
        m_in->import(u"ecosystem.json"_s, withKey(key, "\"a.log\""));
        QVERIFY2(m_in->outcome.faults.isEmpty() && m_in->outcome.notes.size() == 1, m_in->all());
        QCOMPARE(m_in->app().value("log_file"_L1), u"a.log"_s);
    }
}

void TestPm2::watching()
{
    m_in->import(u"ecosystem.json"_s, R"([{"script": "app.js", "watch": [".", "../x"],
        "ignore_watch": ["./logs/", "node_modules", "[\\/\\\\]\\./"]}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonArray expected{u"."_s, u"../x"_s};
    QCOMPARE(m_in->app().value("watch"_L1).toArray(), expected);
    const QJsonArray ignored = m_in->app().value("watch_ignore"_L1).toArray();
    QCOMPARE(ignored.at(0), u"logs"_s);
    QVERIFY(ignored.contains(u".git"_s)); // the default goes on
    QVERIFY(m_in->says(u"ecosystem.json"_s, u"2:"_s, u"regular expression"_s));
    QVERIFY(!m_in->app().contains("reload_on"_L1));
    m_in->import(u"ecosystem.json"_s, R"([{"script": "app.js"}])");
    QCOMPARE(m_in->app().value("reload_on"_L1), u"never"_s);
}

// A program's places would be those of what it exported.
void TestPm2::places()
{
    m_in->import(u"ecosystem.json"_s, "[{\"script\": \"app.js\",\n\n \"namespace\": \"x\"}]");
    QVERIFY2(m_in->says(u"ecosystem.json"_s, u"3:15: [0].namespace: "_s, {}), m_in->all());
}

void TestPm2::names()
{
    m_in->import(u"ecosystem.json"_s, R"([{"script": "app.js"}, {"script": "sub/app.js"}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app(u"app"_s).value("exec"_L1), u"app.js"_s);
    QCOMPARE(m_in->app(u"app-2"_s).value("exec"_L1), u"sub/app.js"_s);
    QVERIFY(m_in->says(u"ecosystem.json"_s, u"1:"_s, u"this one is named \"app-2\""_s));
}

void TestPm2::lenient()
{
    m_in->import(u"ecosystem.json"_s, "// ours\n{\"apps\": [{\"script\": \"app.js\",}],}");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QVERIFY(m_in->says(u"ecosystem.json"_s, u"1:1: "_s, u"no comments"_s));
}

void TestPm2::refused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no apps") << u"a.json"_s << QByteArray("{\"a\": 1}") << u"must export"_s;
    QTest::newRow("no object") << u"a.json"_s << QByteArray("3") << u"must export"_s;
    QTest::newRow("empty") << u"a.json"_s << QByteArray("{\"apps\": []}") << u"must export"_s;
    QTest::newRow("no script") << u"a.json"_s << QByteArray("[{\"name\": \"a\"}]")
                               << u"nothing in it to run"_s;
    QTest::newRow("broken") << u"a.json"_s << QByteArray("{\"apps\"") << u"read as JSON"_s;
    QTest::newRow("yaml") << u"a.yaml"_s << QByteArray("apps:\n") << u"YAML"_s;
    QTest::newRow("something") << u"a.txt"_s << QByteArray("hello\n") << u"ecosystem file"_s;
    QTest::newRow("binary") << u"Procfile"_s << QByteArray("a: b\n\xff") << u"UTF-8"_s;
}

void TestPm2::refused()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    m_in->import(name, text);
    QVERIFY2(m_in->outcome.json.isEmpty(), m_in->all());
    QCOMPARE(m_in->outcome.faults.size(), 1);
    QVERIFY2(m_in->says(name, {}, says), m_in->all());
}

// The file is as right as can be, and what --check would say is told.
void TestPm2::missingProgram()
{
    m_in->import(u"ecosystem.json"_s, "[{\n\"script\": \"gone/app.js\"}]");
    QCOMPARE(m_in->app().value("exec"_L1), u"gone/app.js"_s);
    QCOMPARE(m_in->outcome.faults.size(), 1);
    QVERIFY2(
        m_in->says(u"ecosystem.json"_s, u"2:11: [0].script: \"exec\": "_s, u"does not exist"_s),
        m_in->all());
}

void TestPm2::packageScript()
{
    m_in->write(u"sub/package.json"_s, R"({"scripts": {"start": "sh app.js -v"}})");
    m_in->import(u"ecosystem.json"_s,
                 R"([{"cwd": "sub", "name": "x", "script": "npm", "args": "start"}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("exec"_L1), u"sub/app.js"_s);
    QCOMPARE(m_in->app().value("name"_L1), u"x"_s);
    QCOMPARE(m_in->app().value("args"_L1).toArray(), QJsonArray{u"-v"_s});
}

void TestPm2::python()
{
    m_in->write(u"job.py"_s, "print(1)\n");
    m_in->import(u"ecosystem.json"_s, R"([{"script": "job.py", "env": {"A": "1"}}])");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonObject expected{{u"A"_s, u"1"_s}, {u"PYTHONUNBUFFERED"_s, u"1"_s}};
    QCOMPARE(m_in->app().value("env"_L1).toObject(), expected);
}

QTEST_GUILESS_MAIN(TestPm2)
#include "tst_pm2.moc"
