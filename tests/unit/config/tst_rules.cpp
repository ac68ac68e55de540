// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace qilin;

// Faults over several keys, and those of the machine the daemon runs on.
class TestRules final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void one_data();
    void one();
    void good_data();
    void good();
    void duplicateNames();
    void passwordFileIsNeverQuoted();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestRules::init()
{
    m_directory.emplace();
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
    m_directory->write(u"plain"_s, "hello\n", true);
    m_directory->write(u"x.js"_s, "");
    m_directory->write(u"secret"_s, "hunter2\n", true);
    m_directory->write(u"blank"_s, "\nhunter2\n", true);
    m_directory->write(u"latin"_s, "hunter\xe9\n", true);
    m_directory->write(u"long"_s, QByteArray(2000, 'x'), true);
    QVERIFY(QDir(m_directory->path({})).mkdir(u"folder"_s));
}

void TestRules::one_data()
{
    QTest::addColumn<QByteArray>("pairs"); // on the second line
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &pairs, const QString &place,
                        const QString &says) { QTest::newRow(name) << pairs << place << says; };
    const QByteArray run = R"("exec": "run", )";
    row("username alone", run + R"("auth_username": "a")", u"2:33 auth_username"_s,
        u"needs \"auth_password\" or \"auth_password_file\""_s);
    row("password alone", run + R"("auth_password": "a")", u"2:33 auth_password"_s,
        u"needs \"auth_username\""_s);
    row("password file alone", run + R"("auth_password_file": "secret")",
        u"2:38 auth_password_file"_s, u"needs \"auth_username\""_s);
    row("two passwords",
        run + R"("auth_username": "a", "auth_password": "b", "auth_password_file": "secret")",
        u"2:82 auth_password_file"_s, u"give one of the two"_s);
    row("colon", run + R"("auth_username": "a:b", "auth_password": "b")", u"2:33 auth_username"_s,
        u"colon"_s);
    const QByteArray user = run + R"("auth_username": "a", "auth_password_file": )";
    row("no password file", user + R"("gone")", u"2:60 auth_password_file"_s, u"does not exist"_s);
    row("password directory", user + R"("folder")", u"2:60 auth_password_file"_s,
        u"must be a regular file"_s);
    row("blank password", user + R"("blank")", u"2:60 auth_password_file"_s, u"is empty"_s);
    row("password not UTF-8", user + R"("latin")", u"2:60 auth_password_file"_s, u"UTF-8"_s);
    row("long password", user + R"("long")", u"2:60 auth_password_file"_s, u"1024 bytes at most"_s);
    row("open address", run + R"("daemon_host": "0.0.0.0")", u"2:31 daemon_host"_s,
        u"0.0.0.0 can be reached from other machines"_s);
    row("open IPv6 address", run + R"("daemon_host": "::")", u"2:31 daemon_host"_s,
        u"needs \"auth_username\" and \"auth_password\""_s);
    row("host name", run + R"("daemon_host": "example.com")", u"2:31 daemon_host"_s,
        u"must be an IP address"_s);
    row("brackets", run + R"("daemon_host": "[::1]")", u"2:31 daemon_host"_s,
        u"without brackets"_s);
    row("allowed host with scheme", run + R"("allowed_hosts": ["http://a"])",
        u"2:33 allowed_hosts[0]"_s, u"without scheme"_s);
    row("allowed host with port", run + R"("allowed_hosts": ["::1", "a.example:9999"])",
        u"2:33 allowed_hosts[1]"_s, u"without scheme, port"_s);
    row("allowed host with wildcard", run + R"("allowed_hosts": ["*"])", u"2:33 allowed_hosts[0]"_s,
        u"wildcard"_s);
    row("long socket", run + R"("control_socket": ")" + QByteArray(120, 's') + '"',
        u"2:34 control_socket"_s, u"may have 107 at most"_s);
    row("socket is a directory", run + R"("control_socket": "folder")", u"2:34 control_socket"_s,
        u"is a directory"_s);
    row("pidfile directory", run + R"("pidfile": "gone/pid")", u"2:27 pidfile"_s,
        u"does not exist; create it"_s);
    row("pidfile is a directory", run + R"("pidfile": "folder")", u"2:27 pidfile"_s,
        u"is a directory"_s);
    row("control characters in a name", run + R"("name": "a\nb")", u"2:24 name"_s,
        u"control characters"_s);
    row("no working directory", run + R"("cwd": "gone")", u"2:23 cwd"_s,
        u"does not exist; it must be a directory"_s);
    row("working directory is a file", run + R"("cwd": "run")", u"2:23 cwd"_s,
        u"is not a directory"_s);
    row("no exec", R"("exec": "gone.js")", u"2:9 exec"_s, u"does not exist"_s);
    row("exec is a directory", R"("exec": "folder")", u"2:9 exec"_s, u"is a directory"_s);
    row("exec is text", R"("exec": "plain")", u"2:9 exec"_s, u"without a #! line"_s);
    row("exec is not executable", R"("exec": "x.js", "interpreter": "none")", u"2:9 exec"_s,
        u"not executable; allow it with chmod +x"_s);
    row("no interpreter", run + R"("interpreter": "no-such-program")", u"2:31 interpreter"_s,
        u"\"no-such-program\" is not in PATH; install it"_s);
    row("interpreter with arguments", run + R"("interpreter": "sh -e")", u"2:31 interpreter"_s,
        u"\"interpreter_args\""_s);
    row("interpreter by extension", R"("exec": "x.js", "env": {"PATH": "/nowhere"})", u"2:9 exec"_s,
        u"is run by node, which is not in PATH; install it"_s);
    row("interpreter and exec", R"("exec": "gone.js", "interpreter": "no-such-program")",
        u"2:35 interpreter"_s, u"not in PATH"_s);
    row("never up", run + R"("ready": "uptime", "ready_timeout": 1000)", u"2:52 ready_timeout"_s,
        u"min_uptime (1000) must be less than ready_timeout (1000)"_s);
    row("an address twice", run + R"("listen": ["localhost:80", "127.0.0.1:80"])",
        u"2:43 listen[1]"_s, u"127.0.0.1:80 stands at 2:27 already; give each address once"_s);
    row("a path twice", run + R"("listen": ["unix:a.sock", "unix:./a.sock"])", u"2:42 listen[1]"_s,
        u"stands at 2:27 already"_s);
    row("no directory for a socket", run + R"("listen": ["unix:gone/a.sock"])", u"2:27 listen[0]"_s,
        u"gone does not exist; create it"_s);
    row("a directory for a socket", run + R"("listen": ["unix:folder"])", u"2:27 listen[0]"_s,
        u"is a directory; name the socket in it"_s);
    row("a long path for a socket", run + R"("listen": ["unix:)" + QByteArray(120, 's') + R"("])",
        u"2:27 listen[0]"_s, u"may have 107 at most"_s);
    row("arguments for nobody",
        R"("exec": "run", "interpreter": "none", "interpreter_args": ["x"])",
        u"2:59 interpreter_args"_s, u"no interpreter runs this program"_s);
    row("spares that cannot be parked", run + R"("spare_workers": 2)", u"2:33 spare_workers"_s,
        u"only a Node.js program can be held back at listen()"_s);
    row("too many spares", run + R"("spare_workers": 65)", u"2:33 spare_workers"_s,
        u"must be an integer from 0 to 64, not 65"_s);
    row("spares in words", run + R"("spare_workers": "auto")", u"2:33 spare_workers"_s,
        u"must be an integer from 0 to 64, not a string"_s);
    row("unknown rollout", run + R"("rollout": "roling")", u"2:27 rollout"_s,
        u"must be one of \"switch\", \"rolling\": did you mean \"rolling\"?"_s);
    row("rollout by number", run + R"("rollout": 1)", u"2:27 rollout"_s,
        u"must be one of \"switch\", \"rolling\", not a number"_s);
}

void TestRules::one()
{
    QFETCH(QByteArray, pairs);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const LoadResult result = m_directory->load("{\n" + pairs + "}");
    QVERIFY(!result.config);
    QVERIFY2(placesOf(result.faults) == QStringList{place},
             qPrintable(result.messages().join(u'\n')));
    QVERIFY2(result.faults.first().text.contains(says), qPrintable(result.faults.first().text));
}

void TestRules::good_data()
{
    QTest::addColumn<QByteArray>("pairs");
    const auto row = [](const QByteArray &pairs) { QTest::newRow(pairs) << pairs; };
    row(R"("daemon_host": "localhost")");
    row(R"("daemon_host": "::1")");
    row(R"("daemon_host": "127.0.0.2")");
    row(R"("daemon_host": "0.0.0.0", "auth_username": "a", "auth_password": "b")");
    row(R"("daemon_host": "0.0.0.0", "auth_username": "a", "auth_password_file": "secret")");
    row(R"("control_socket": "s")");
    row(R"("pidfile": "folder/pid")");
    row(R"("cwd": "folder")");
    row(R"("rollout": "rolling", "spare_workers": 0)");
}

void TestRules::good()
{
    QFETCH(QByteArray, pairs);
    const LoadResult result = m_directory->load("{\"exec\": \"run\", " + pairs + "}");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
}

void TestRules::duplicateNames()
{
    const LoadResult result = m_directory->load(R"({"apps": [
 {"exec": "run"},
 {"exec": "run", "name": "a"},
 {"exec": "run", "name": "run"},
 {"exec": "run"}]})");
    QCOMPARE(placesOf(result.faults),
             QStringList({u"4:26 apps[2].name"_s, u"5:11 apps[3].name"_s}));
    QVERIFY2(result.faults.first().text.contains(
                 u"\"run\" at 4:26 is the name of the application at 2:11 too"_s),
             qPrintable(result.faults.first().text));
}

void TestRules::passwordFileIsNeverQuoted()
{
    for (const QByteArray file : {"blank", "latin"}) {
        const LoadResult result = m_directory->load(
            R"({"exec": "run", "auth_username": "a", "auth_password_file": ")" + file + R"("})");
        QVERIFY(!result.config);
        QVERIFY(!result.messages().join(u'\n').contains(u"hunter"_s));
    }
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
