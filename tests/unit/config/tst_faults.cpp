// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"
#include "core/config/fields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qilin;

// What the reader and the table find, a row a kind. Rules over several keys: tst_rules.
class TestFaults final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void one_data();
    void one();
    void wrongType_data();
    void wrongType();
    void allAtOnce();
    void secretsStaySecret();
    void oneLineEach();
    void notEndless();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestFaults::init()
{
    m_directory.emplace();
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
}

void TestFaults::one_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place"); // LINE:COL KEY
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &json, const QString &place,
                        const QString &says) { QTest::newRow(name) << json << place << says; };
    // a key and its value beside a good exec, on the second line
    const auto key = [&row](const char *name, const QByteArray &pair, const QString &place,
                            const QString &says) {
        row(name, "{\"exec\": \"run\",\n" + pair + "}", place, says);
    };

    row("not an object", "[1]", u"1:1"_s, u"must be an object"_s);
    row("no exec", "{}", u"1:1 exec"_s, u"is missing"_s);
    row("no exec in an entry", "{\"apps\": [\n{}]}", u"2:1 apps[0].exec"_s, u"is missing"_s);
    row("apps is no array", "{\"apps\": {}}", u"1:10 apps"_s, u"array of at least one"_s);
    row("no apps", "{\"apps\": []}", u"1:10 apps"_s, u"array of at least one"_s);
    row("entry is no object", "{\"apps\": [\"run\"]}", u"1:11 apps[0]"_s,
        u"must be an object such as {\"exec\": \"app.js\"}, not a string"_s);
    row("both forms", "{\"apps\": [{\"exec\": \"run\"}],\n \"exec\": \"run\"}", u"2:2 exec"_s,
        u"move it into an entry of \"apps\""_s);
    row("daemon key in an entry", "{\"apps\": [{\"exec\": \"run\",\n\"pidfile\": \"x\"}]}",
        u"2:1 apps[0].pidfile"_s, u"move it beside \"apps\""_s);

    key("unknown", "\"bogus_thing\": 1", u"2:1 bogus_thing"_s, u"unknown key"_s);
    key("swapped letters", "\"worekrs\": 1", u"2:1 worekrs"_s, u"did you mean \"workers\"?"_s);
    key("camel case", "\"reloadDelay\": 1", u"2:1 reloadDelay"_s, u"\"reload_delay\"?"_s);
    key("dashes", "\"daemon-port\": 1", u"2:1 daemon-port"_s, u"\"daemon_port\"?"_s);
    key("app for apps", "\"app\": []", u"2:1 app"_s, u"\"apps\"?"_s);
    key("empty key", "\"\": 1", u"2:1"_s, u"unknown key"_s);
    key("percent in a key", "\"%1%2\": 1", u"2:1 %1%2"_s, u"unknown key"_s);

    key("string for integer", "\"workers\": \"3\"", u"2:12 workers"_s,
        u"must be an integer from 1 to 1024 or \"auto\", not a string"_s);
    key("below", "\"workers\": 0", u"2:12 workers"_s, u"\"auto\", not 0"_s);
    key("above", "\"workers\": 1025", u"2:12 workers"_s, u"\"auto\", not 1025"_s);
    key("negative", "\"workers\": -1", u"2:12 workers"_s, u"\"auto\", not -1"_s);
    key("fraction", "\"workers\": 1.5", u"2:12 workers"_s, u"\"auto\", not 1.5"_s);
    key("huge", "\"workers\": 1e999", u"2:12 workers"_s, u"\"auto\", not 1e999"_s);
    key("null", "\"workers\": null", u"2:12 workers"_s, u"not null"_s);
    key("port", "\"daemon_port\": 65536", u"2:16 daemon_port"_s,
        u"must be an integer from 0 to 65535, not 65536"_s);
    key("time", "\"reload_delay\": 3600001", u"2:17 reload_delay"_s,
        u"milliseconds, an integer from 0 to 3600000, not 3600001"_s);
    key("time as text", "\"reload_delay\": \"5s\"", u"2:17 reload_delay"_s, u"not a string"_s);
    key("time of zero", "\"ready_timeout\": 0", u"2:18 ready_timeout"_s, u"from 1 to"_s);
    key("number for boolean", "\"silent\": 1", u"2:11 silent"_s,
        u"must be true or false, not a number"_s);
    key("text for boolean", "\"silent\": \"true\"", u"2:11 silent"_s, u"not a string"_s);
    key("number for string", "\"name\": 1", u"2:9 name"_s, u"must be a string, not a number"_s);
    key("empty string", "\"name\": \"\"", u"2:9 name"_s, u"must not be empty"_s);
    key("NUL in a string", "\"name\": \"a\\u0000b\"", u"2:9 name"_s, u"NUL"_s);
    key("string for array", "\"watch\": \".\"", u"2:10 watch"_s,
        u"must be an array of strings such as [\"a\", \"b\"], not a string"_s);
    key("number in an array", "\"args\": [\"a\", 8080]", u"2:15 args[1]"_s,
        u"must be a string, not a number"_s);
    key("empty path in an array", "\"watch\": [\"\"]", u"2:11 watch[0]"_s, u"empty"_s);
    key("array for env", "\"env\": []", u"2:8 env"_s, u"must be an object of strings"_s);
    key("number in env", "\"env\": {\"PORT\": 3000}", u"2:17 env.PORT"_s,
        u"must be a string in double quotes, or null, not a number"_s);
    key("name in env", "\"env\": {\"A=B\": \"\"}", u"2:9 env"_s, u"must not be empty nor hold ="_s);
    key("comment-like twice in env", "\"env\": {\"_A\": \"1\", \"_A\": \"2\"}", u"2:20 env._A"_s,
        u"twice"_s);
    const QString size
        = u"must be a size from 0 to 1T such as \"300M\" (K, M, G: powers of 1024)"_s;
    key("size", "\"log_max_size\": \"10X\"", u"2:17 log_max_size"_s, size + u", not \"10X\""_s);
    key("size above", "\"log_max_size\": \"2T\"", u"2:17 log_max_size"_s, size + u", not \"2T\""_s);
    key("negative size", "\"log_max_size\": -1", u"2:17 log_max_size"_s, size + u", not -1"_s);
    key("fraction as size", "\"log_max_size\": 1.5", u"2:17 log_max_size"_s, size + u", not 1.5"_s);
    key("boolean for size", "\"log_max_size\": true", u"2:17 log_max_size"_s,
        size + u", not a truth value"_s);
    key("empty size", "\"log_max_size\": \"\"", u"2:17 log_max_size"_s, size + u", not \"\""_s);
    key("keep", "\"log_keep\": 10001", u"2:13 log_keep"_s,
        u"an integer from 0 to 10000, not 10001"_s);
    key("format", "\"log_format\": \"jsn\"", u"2:15 log_format"_s,
        u"must be one of \"plain\", \"json\": did you mean \"json\"?"_s);
    key("word", "\"balance\": \"round-robbin\"", u"2:12 balance"_s,
        u"must be one of \"shared\", \"round_robin\": did you mean \"round_robin\"?"_s);
    key("word of another type", "\"ready\": true", u"2:10 ready"_s,
        u"must be one of \"auto\", \"listening\", \"notify\", \"uptime\", or {\"http\": URL}, not "
        u"a "
        "truth value"_s);
    key("unknown way of ready", "\"ready\": {\"https\": \"x\"}", u"2:10 ready"_s,
        u"\"uptime\", or {\"http\": URL}"_s);
    key("ready in words", "\"ready\": \"notfy\"", u"2:10 ready"_s,
        u"or {\"http\": URL}: did you mean \"notify\"?"_s);
    key("ready URL", "\"ready\": {\"http\": \"x\"}", u"2:19 ready.http"_s,
        u"must be a URL such as http://127.0.0.1:{port}/health"_s);
    key("ready URL of HTTPS", "\"ready\": {\"http\": \"https://127.0.0.1/\"}", u"2:19 ready.http"_s,
        u"{port}/health: http, with an IP address"_s);
    key("ready URL of a name", "\"ready\": {\"http\": \"http://example.com/\"}",
        u"2:19 ready.http"_s, u"with an IP address or localhost as its host"_s);
    key("ready URL of another type", "\"ready\": {\"http\": 80}", u"2:19 ready.http"_s,
        u"must be a string, not a number"_s);
    key("watchdog in words", "\"watchdog\": \"10s\"", u"2:13 watchdog"_s,
        u"milliseconds, an integer from 0 to 3600000, not a string"_s);
    key("watchdog", "\"watchdog\": -1", u"2:13 watchdog"_s,
        u"milliseconds, an integer from 0 to 3600000, not -1"_s);
    key("listen is no array", "\"listen\": \"*:80\"", u"2:11 listen"_s,
        u"must be an array of addresses such as [\"127.0.0.1:8000\", \"unix:app.sock\"]"_s);
    key("number in listen", "\"listen\": [8000]", u"2:12 listen[0]"_s,
        u"must be a string, not a number"_s);
    for (const char *address :
         {"8000", ":8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
          "127.0.0.1:+80", "127.0.0.1:8000x", "example.com:80", "::1:80", "[::1]", "[127.0.0.1]:80",
          "[::1:80", "tcp:127.0.0.1:80"}) {
        key(address, "\"listen\": [\"*:80\", \"" + QByteArray(address) + "\"]", u"2:20 listen[1]"_s,
            u"\"%1\" must be \"HOST:PORT\", \"[IPv6]:PORT\" or \"unix:PATH\""_s.arg(
                QLatin1StringView(address)));
    }
    key("unix without a path", "\"listen\": [\"unix:\"]", u"2:12 listen[0]"_s,
        u"must name the socket's file after unix:"_s);
    key("duplicate", "\"silent\": true,\n \"silent\": true", u"3:2"_s,
        u"\"silent\" stands at 2:1 already"_s);
    key("trailing comma", "\"silent\": true,", u"2:15"_s, u"no comma after it"_s);
    key("comment", "\"silent\": true // yes\n", u"2:16"_s, u"no comments"_s);
    key("broken", "\"silent\": tru", u"2:11"_s, u"true, false and null"_s);
}

void TestFaults::one()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const LoadResult result = m_directory->load(json);
    QVERIFY(!result.config);
    QVERIFY(!result.unreadable);
    QCOMPARE(placesOf(result.faults), QStringList{place});
    QVERIFY2(result.faults.first().text.contains(says), qPrintable(result.faults.first().text));
}

// Every key of the table: null is none of any type.
void TestFaults::wrongType_data()
{
    QTest::addColumn<QString>("key");
    for (const Field<DaemonConfig> &field : fields<DaemonConfig>())
        QTest::newRow(field.key.data()) << QString(field.key);
    for (const Field<AppConfig> &field : fields<AppConfig>())
        QTest::newRow(field.key.data()) << QString(field.key);
}

void TestFaults::wrongType()
{
    QFETCH(QString, key);
    const QByteArray exec = key == "exec"_L1 ? "" : "\"exec\": \"run\",";
    const LoadResult result = m_directory->load("{" + exec + "\n\"" + key.toUtf8() + "\": null}");
    QVERIFY(!result.config);
    const auto fault // beside such as: needs "auth_username"
        = std::find_if(result.faults.begin(), result.faults.end(),
                       [](const Fault &one) { return one.text.endsWith(", not null"_L1); });
    QVERIFY2(fault != result.faults.end(), qPrintable(result.messages().join(u'\n')));
    QCOMPARE(placesOf({*fault}), QStringList{u"2:%1 %2"_s.arg(key.size() + 5).arg(key)});
    QVERIFY2(fault->text.startsWith("must be "_L1), qPrintable(fault->text));
}

void TestFaults::allAtOnce()
{
    const LoadResult result = m_directory->load(R"({
    "exec": "gone.bin", // comment
    "workers": "many",
    "env": {"A": 1, "B": true},
    "args": [1, "x", null],
    "watch": ".",
    "daemon_port": -1,
    "daemon_host": "0.0.0.0",
    "auth_username": "a:b",
    "cwd": "nowhere",
    "unknwn": {},
    "tls_key": "x",
})");
    QCOMPARE(
        placesOf(result.faults),
        QStringList({u"2:25"_s, u"3:16 workers"_s, u"4:18 env.A"_s, u"4:26 env.B"_s,
                     u"5:14 args[0]"_s, u"5:22 args[2]"_s, u"6:14 watch"_s, u"7:20 daemon_port"_s,
                     u"8:20 daemon_host"_s, u"9:22 auth_username"_s, u"9:22 auth_username"_s,
                     u"10:12 cwd"_s, u"11:5 unknwn"_s, u"12:16 tls_key"_s, u"12:19"_s}));
}

void TestFaults::secretsStaySecret()
{
    for (const QByteArray pair :
         {"\"auth_password\": 4711000", "\"auth_password\": [\"hunter4711\"]",
          "\"auth_password\": {\"x\": \"hunter4711\"}", "\"env\": {\"KEY\": 4711000}",
          "\"env\": {\"KEY\": [\"hunter4711\"]}", "\"auth_pasword\": \"hunter4711\"",
          "\"args\": [4711000]"}) {
        const LoadResult result = m_directory->load("{\"exec\": \"run\", " + pair + "}");
        QVERIFY(!result.config);
        QVERIFY2(!result.messages().join(u'\n').contains(u"4711"_s),
                 qPrintable(result.messages().join(u'\n')));
    }
}

void TestFaults::oneLineEach()
{
    const LoadResult result = m_directory->load(R"({"exec": "a\nb", "x\n\u001b[31m": 1, ")"
                                                + QByteArray(5000, 'k') + R"(": 1})");
    QCOMPARE(result.messages().size(), 4);
    for (const QString &message : result.messages()) {
        QVERIFY(!message.contains(u'\n'));
        QVERIFY(!message.contains(u'\x1b'));
        QVERIFY(message.size() < 500);
    }
}

void TestFaults::notEndless()
{
    QByteArray json = "{\"exec\": \"run\"";
    for (int i = 0; i < 100000; ++i)
        json += ", \"wrokers" + QByteArray::number(i) + "\": 1";
    const LoadResult result = m_directory->load(json + '}');
    QCOMPARE(result.faults.size(), 101);
    QVERIFY(result.messages().last().endsWith(u"there are more faults than these"_s));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
