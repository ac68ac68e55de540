// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/cli.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestCli final : public QObject
{
    Q_OBJECT

private slots:
    void defaults();
    void all();
    void help_data();
    void help();
    void version();
    void faults_data();
    void faults();
};

namespace {

CliResult parse(const QStringList &arguments)
{
    return parseCli(QStringList{u"qilin-daemon"_s} + arguments);
}

} // namespace

void TestCli::defaults()
{
    const CliResult result = parse({});
    QVERIFY(!result.exit);
    QCOMPARE(result.options.configPath, u"./qilin-daemon.json"_s);
    QVERIFY(!result.options.headless);
    QVERIFY(!result.options.check);
    QVERIFY(!result.options.showConfig);
    QVERIFY(!result.options.pidfile);
    QVERIFY(!result.options.against);
    QVERIFY(!result.options.import);
    QVERIFY(!result.options.logLevel);
}

void TestCli::all()
{
    const CliResult result
        = parse({u"--headless"_s, u"--check"_s, u"--show-config"_s, u"--pidfile=/run/x.pid"_s,
                 u"--log-level"_s, u"debug"_s, u"shop.json"_s});
    QVERIFY2(!result.exit, qPrintable(result.exit ? result.exit->text : QString()));
    QCOMPARE(result.options.configPath, u"shop.json"_s);
    QVERIFY(result.options.headless);
    QVERIFY(result.options.check);
    QVERIFY(result.options.showConfig);
    QCOMPARE(result.options.pidfile.value_or(QString()), u"/run/x.pid"_s);
    QVERIFY(result.options.logLevel == LogLevel::Debug);
    QCOMPARE(parse({u"--check"_s, u"--against=a"_s, u"b"_s}).options.against, u"a"_s);
    const CliOptions import = parse({u"--import=Procfile"_s, u"--env"_s, u"test"_s}).options;
    QCOMPARE(import.import, u"Procfile"_s);
    QCOMPARE(import.importEnvironment, u"test"_s);
    QCOMPARE(parse({u"--"_s, u"--odd.json"_s}).options.configPath, u"--odd.json"_s);
}

void TestCli::help_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word :
         {"--help", "-h", "--headless", "--check", "--against", "--import", "--env", "--pidfile",
          "--log-level", "--show-config", "--version", "[CONFIG]"}) {
        QTest::newRow(word) << QString::fromLatin1(word);
    }
}

void TestCli::help()
{
    QFETCH(QString, word);
    const CliResult result = parse({u"--help"_s, u"more"_s});
    QVERIFY(result.exit);
    QCOMPARE(result.exit->code, 0);
    QVERIFY2(result.exit->text.contains(word), qPrintable(result.exit->text));
    QVERIFY(parse({u"-h"_s}).exit);
}

void TestCli::version()
{
    const CliResult result = parse({u"--version"_s});
    QVERIFY(result.exit);
    QCOMPARE(result.exit->code, 0);
    QCOMPARE(result.exit->text, QStringLiteral("qilin-daemon " QILIN_VERSION));
}

void TestCli::faults_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QStringList &arguments, const QString &says) {
        QTest::newRow(name) << arguments << says;
    };
    row("unknown", {u"--frobnicate"_s}, u"unknown option --frobnicate\n"_s);
    row("near", {u"--headles"_s}, u"unknown option --headles: did you mean --headless?"_s);
    row("short", {u"-x"_s}, u"unknown option -x\n"_s);
    row("two files", {u"a"_s, u"b"_s}, u"one CONFIG at most may be named, not 2"_s);
    row("empty file", {u""_s}, u"CONFIG must name a file"_s);
    row("no value", {u"--pidfile"_s}, u"--pidfile"_s);
    row("empty value", {u"--pidfile="_s}, u"--pidfile must name a file"_s);
    row("value for a switch", {u"--headless=1"_s}, u"--headless"_s);
    row("level", {u"--log-level=loud"_s}, u"--log-level must be error, warning, info or debug"_s);
    row("against without check", {u"--against=a"_s, u"b"_s}, u"--against goes with --check"_s);
    row("against nothing", {u"--check"_s, u"--against="_s}, u"--against must name a file"_s);
    row("import nothing", {u"--import="_s}, u"--import must name a file"_s);
    row("import and a file", {u"--import=a"_s, u"b"_s}, u"takes no CONFIG"_s);
    row("import and check", {u"--import=a"_s, u"--check"_s}, u"no --check"_s);
    row("environment alone", {u"--env=a"_s}, u"--env goes with --import"_s);
    row("near level", {u"--log-level=warn1ng"_s}, u"did you mean \"warning\"?"_s);
}

void TestCli::faults()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const CliResult result = parse(arguments);
    QVERIFY(result.exit);
    QCOMPARE(result.exit->code, 64);
    QVERIFY2(result.exit->text.contains(says), qPrintable(result.exit->text));
    QVERIFY(result.exit->text.contains(u"--help"_s));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
