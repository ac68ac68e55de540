// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr int kUsage = 64;
constexpr int kFaultyConfig = 78;

// What a line must begin with and what else it must hold.
struct Expected
{
    QString head;
    QString hint;
};

} // namespace

Q_DECLARE_METATYPE(Expected)
Q_DECLARE_METATYPE(QList<Expected>)

// A configuration that cannot be used: one line a fault, exit code 78, nothing started.
class tst_DaemonFaults final : public QObject
{
    Q_OBJECT

private slots:
    void config_data();
    void config();
    void noConfig_data();
    void noConfig();
    void unreadableConfig();
    void interpreterNotInstalled();
    void options_data();
    void options();

private:
    QString path(const QString &name) const { return m_directory.filePath(name); }

    QTemporaryDir m_directory;
};

void tst_DaemonFaults::config_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<Expected>>("lines");
    using List = QList<Expected>;

    QTest::newRow("empty") << QByteArray() << List{{u":1:1: "_s, u"must be an object such as"_s}};
    QTest::newRow("broken") << QByteArray("{\n  \"exec\": \"app.js\",,\n}")
                            << List{{u":2:20: "_s, u"a key in double quotes is expected"_s}};
    QTest::newRow("cut off") << QByteArray("{\"exec\": \"app.js\"") << List{{u":1:18: "_s, {}}};
    QTest::newRow("no object") << QByteArray("[]") << List{{u":1:1: "_s, u"object such as"_s}};
    QTest::newRow("wrong type") << QByteArray("{\"exec\": \"app.js\",\n \"workers\": \"three\"}")
                                << List{{u":2:13: workers: "_s, u"an integer from 1 to 1024"_s}};
    QTest::newRow("fraction") << QByteArray("{\"exec\": \"app.js\",\n \"workers\": 1.5}")
                              << List{{u":2:13: workers: "_s, u"an integer from 1 to 1024"_s}};
    QTest::newRow("below range") << QByteArray("{\"exec\": \"app.js\",\n \"workers\": 0}")
                                 << List{{u":2:13: workers: "_s, u"from 1 to 1024"_s}};
    QTest::newRow("above range") << QByteArray("{\"exec\": \"app.js\",\n \"daemon_port\": 70000}")
                                 << List{{u":2:17: daemon_port: "_s,
                                          u"an integer from 0 to 65535, not 70000"_s}};
    QTest::newRow("negative time") << QByteArray("{\"exec\": \"app.js\", \"reload_delay\": -1}")
                                   << List{{u":1:36: reload_delay: "_s, u"from 0 to 3600000"_s}};
    QTest::newRow("unknown word") << QByteArray("{\"exec\": \"app.js\", \"balance\": \"sharde\"}")
                                  << List{{u":1:31: balance: "_s, u"did you mean \"shared\"?"_s}};
    QTest::newRow("unknown key") << QByteArray("{\"exec\": \"app.js\",\n \"worker\": 3}")
                                 << List{{u":2:2: worker: "_s, u"did you mean \"workers\"?"_s}};
    QTest::newRow("key twice") << QByteArray("{\"exec\": \"app.js\",\n \"exec\": \"app.js\"}")
                               << List{{u":2:2: "_s, u"stands at 1:2 already; keep one"_s}};
    QTest::newRow("no exec") << QByteArray("{\"workers\": 2}")
                             << List{{u":1:1: exec: "_s, u"must name the program"_s}};
    QTest::newRow("exec is not there")
        << QByteArray("{\"exec\": \"ap.js\"}") << List{{u":1:10: exec: "_s, u"does not exist"_s}};
    QTest::newRow("exec is a directory")
        << QByteArray("{\"exec\": \"sub\"}") << List{{u":1:10: exec: "_s, u"is a directory"_s}};
    QTest::newRow("exec is not executable")
        << QByteArray("{\"exec\": \"tool\"}") << List{{u":1:10: exec: "_s, u"chmod +x"_s}};
    QTest::newRow("interpreter is not there")
        << QByteArray("{\"exec\": \"app.js\",\n \"interpreter\": \"no-such-thing\"}")
        << List{{u":2:17: interpreter: "_s, u"install it, or give its path"_s}};
    QTest::newRow("working directory is not there")
        << QByteArray("{\"exec\": \"app.js\",\n \"cwd\": \"nowhere\"}")
        << List{{u":2:9: cwd: "_s, u"nowhere"_s}};
    QTest::newRow("no credentials")
        << QByteArray("{\"exec\": \"app.js\", \"daemon_port\": 0,\n \"daemon_host\": \"0.0.0.0\"}")
        << List{{u":2:17: daemon_host: 0.0.0.0 "_s, u"needs \"auth_username\""_s}};
    QTest::newRow("half credentials")
        << QByteArray("{\"exec\": \"app.js\",\n \"auth_username\": \"foo\"}")
        << List{{u":2:19: auth_username: "_s, u"needs \"auth_password\""_s}};
    QTest::newRow("pidfile's directory is not there")
        << QByteArray("{\"exec\": \"app.js\",\n \"pidfile\": \"nowhere/d.pid\"}")
        << List{{u":2:13: pidfile: "_s, u"does not exist; create it"_s}};
    QTest::newRow("both forms") << QByteArray("{\"exec\": \"app.js\",\n"
                                              " \"apps\": [{\"exec\": \"app.js\"}]}")
                                << List{{u":1:2: exec: "_s, u"move it into an entry"_s}};
    QTest::newRow("one name for two")
        << QByteArray("{\"apps\": [{\"exec\": \"app.js\"},\n {\"exec\": \"app.js\"}]}")
        << List{{u":2:11: apps[1].name: "_s, u"give each a \"name\""_s}};
    QTest::newRow("half of TLS") << QByteArray("{\"exec\": \"app.js\",\n \"tls_key\": \"key\"}")
                                 << List{{u":2:13: tls_key: "_s,
                                          u"needs \"tls_certificate\" beside it"_s}};
    QTest::newRow("all at once") << QByteArray(
        "{\n \"exce\": \"app.js\",\n \"workers\": true,\n \"silent\": 1,\n"
        " \"watch\": \"lib\"\n}")
                                 << List{{u":1:1: exec: "_s, u"is missing"_s},
                                         {u":2:2: exce: "_s, u"did you mean \"exec\"?"_s},
                                         {u":3:13: workers: "_s, u"not a truth value"_s},
                                         {u":4:12: silent: "_s, u"true or false"_s},
                                         {u":5:11: watch: "_s, u"an array of strings"_s}};
}

void tst_DaemonFaults::config()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<Expected>, lines);
    writeFile(path(u"app.js"_s), "setInterval(() => {}, 1000);\n");
    writeFile(path(u"tool"_s), "\x7f"
                               "ELF, not executable");
    QDir(m_directory.path()).mkpath(u"sub"_s);
    const QString file = path(u"qilin-daemon.json"_s);
    writeFile(file, text);

    const QString before = QDir(m_directory.path()).entryList(QDir::Files).join(u' ');
    const ShortRun run = runDaemon({u"--headless"_s, file});
    QVERIFY2(run.code == kFaultyConfig, run.text());
    QVERIFY2(run.leftBehind.isEmpty(), run.text());
    QVERIFY2(run.out.isEmpty(), run.text());
    QCOMPARE(QDir(m_directory.path()).entryList(QDir::Files).join(u' '), before);
    QVERIFY2(run.errLines().size() == lines.size(), run.text());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QVERIFY2(run.errLines().at(i).startsWith(file + lines[i].head), run.text());
        QVERIFY2(run.errLines().at(i).contains(lines[i].hint), run.text());
    }

    // What --check says is the same.
    const ShortRun check = runDaemon({u"--check"_s, file});
    QVERIFY2(check.code == kFaultyConfig, check.text());
    QCOMPARE(check.err, run.err);
}

void tst_DaemonFaults::noConfig_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("line");
    QTest::newRow("default") << QStringList()
                             << u"./qilin-daemon.json: there is no such file; create it"_s;
    QTest::newRow("named") << QStringList{u"nowhere/daemon.json"_s}
                           << u"nowhere/daemon.json: there is no such file; create it"_s;
    QTest::newRow("directory") << QStringList{u"."_s}
                               << u".: this is a directory; name the configuration file in it"_s;
    QTest::newRow("device") << QStringList{u"/dev/null"_s}
                            << u"/dev/null: the configuration must be a regular file"_s;
}

void tst_DaemonFaults::noConfig()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, line);
    const QTemporaryDir empty;
    ShortRunSetup setup;
    setup.directory = empty.path();
    const ShortRun run = runDaemon(QStringList{u"--headless"_s} + arguments, setup);
    QVERIFY2(run.code == kFaultyConfig, run.text());
    QVERIFY2(run.errLines().size() == 1 && run.errLines().first().startsWith(line), run.text());
    QVERIFY2(run.leftBehind.isEmpty(), run.text());
}

void tst_DaemonFaults::unreadableConfig()
{
    const QString file = path(u"secret.json"_s);
    writeFile(file, "{}");
    QVERIFY(QFile::setPermissions(file, {}));
    ShortRunSetup setup;
    if (isRoot()) { // who may read everything
        setup.asNobody = true;
        setup.program = path(u"daemon"_s);
        QVERIFY(QFile::copy(QStringLiteral(QILIN_DAEMON_PATH), setup.program));
        QVERIFY(QFile::setPermissions(setup.program, QFile::Permissions(0x5555)));
        QVERIFY(QFile::setPermissions(m_directory.path(), QFile::Permissions(0x7755)));
        setup.environment.insert(u"HOME"_s, u"/"_s);
    }
    const ShortRun run = runDaemon({u"--headless"_s, file}, setup);
    QVERIFY2(run.code == kFaultyConfig, run.text());
    QVERIFY2(run.errLines().size() == 1, run.text());
    QVERIFY2(run.errLines().first().startsWith(file + ": the file must be readable: "_L1),
             run.text());
}

void tst_DaemonFaults::interpreterNotInstalled()
{
    const QTemporaryDir empty;
    const QString file = path(u"ruby.json"_s);
    writeFile(path(u"app.rb"_s), "sleep 1000\n");
    writeFile(file, "{\"exec\": \"app.rb\"}");
    ShortRunSetup setup;
    setup.environment.insert(u"PATH"_s, empty.path());
    const ShortRun run = runDaemon({u"--headless"_s, file}, setup);
    QVERIFY2(run.code == kFaultyConfig, run.text());
    QVERIFY2(run.errLines().size() == 1, run.text());
    QVERIFY2(run.errLines().first().startsWith(file + ":1:10: exec: "_L1), run.text());
    QVERIFY2(run.errLines().first().contains(u"is run by ruby, which is not in PATH; install it"_s),
             run.text());
}

void tst_DaemonFaults::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("hint");
    QTest::newRow("unknown") << QStringList{u"--headles"_s}
                             << u"unknown option --headles: did you mean --headless?"_s;
    QTest::newRow("two files") << QStringList{u"a.json"_s, u"b.json"_s} << u"one CONFIG at most"_s;
    QTest::newRow("level") << QStringList{u"--log-level=loud"_s}
                           << u"--log-level must be error, warning, info or debug"_s;
    QTest::newRow("pidfile") << QStringList{u"--pidfile="_s} << u"--pidfile must name a file"_s;
    QTest::newRow("value missing") << QStringList{u"--log-level"_s} << u"log-level"_s;
}

void tst_DaemonFaults::options()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, hint);
    const ShortRun run = runDaemon(arguments);
    QVERIFY2(run.code == kUsage, run.text());
    QVERIFY2(run.out.isEmpty() && run.leftBehind.isEmpty(), run.text());
    QVERIFY2(run.errLines().size() == 2, run.text());
    QVERIFY2(run.errLines().first().startsWith(u"qilin-daemon: "_s), run.text());
    QVERIFY2(run.errLines().first().contains(hint), run.text());
    QCOMPARE(run.errLines().last(), u"Try qilin-daemon --help."_s);
}

QTEST_GUILESS_MAIN(tst_DaemonFaults)
#include "tst_faults.moc"
