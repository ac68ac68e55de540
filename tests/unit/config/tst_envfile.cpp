// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/envfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

using Variables = QMap<QString, QString>;

class TestEnvFile final : public QObject
{
    Q_OBJECT

private slots:
    void good_data();
    void good();
    void faults_data();
    void faults();
    void files();
    void ownEnvironmentWins();
};

void TestEnvFile::good_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Variables>("variables");
    const auto row = [](const QByteArray &text, const Variables &variables) {
        QTest::newRow(text.left(40)) << text << variables;
    };
    row("", {});
    row("\n \t\n# A=1\n  # A=2\n", {});
    row("A=1", {{u"A"_s, u"1"_s}});
    row("A=1\nB=2\n", {{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}});
    row("A=1\r\nB=2\r\n", {{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}});
    row("\xef\xbb\xbf"
        "A=1",
        {{u"A"_s, u"1"_s}});
    row("export A=1", {{u"A"_s, u"1"_s}});
    row("\texport\t A=1", {{u"A"_s, u"1"_s}});
    row("export=1", {{u"export"_s, u"1"_s}});
    row("export =1", {{u"export"_s, u"1"_s}});
    row("exportA=1", {{u"exportA"_s, u"1"_s}});
    row("_a9=1", {{u"_a9"_s, u"1"_s}});
    row(" A = 1 2 \t", {{u"A"_s, u"1 2"_s}});
    row("A=", {{u"A"_s, u""_s}});
    row("A= # nothing", {{u"A"_s, u""_s}});
    row("A=1 # one", {{u"A"_s, u"1"_s}});
    row("A=1#2", {{u"A"_s, u"1#2"_s}});
    row("A=#2", {{u"A"_s, u""_s}});
    row("A=a=b", {{u"A"_s, u"a=b"_s}});
    row("A=it's \"so\"", {{u"A"_s, u"it's \"so\""_s}});
    row("A=C:\\new $HOME", {{u"A"_s, u"C:\\new $HOME"_s}});
    row("A='1 # 2' # three", {{u"A"_s, u"1 # 2"_s}});
    row("A='\\n$B\"'", {{u"A"_s, u"\\n$B\""_s}});
    row("A=\"1\\n2\\t\\\"\\\\\\$\\`\\x\\r\"", {{u"A"_s, u"1\n2\t\"\\$`\\x\r"_s}});
    row("A=\"1\n# 2\n\"\nB=3", {{u"A"_s, u"1\n# 2\n"_s}, {u"B"_s, u"3"_s}});
    row("A='-----BEGIN\nMII\n-----END'  ", {{u"A"_s, u"-----BEGIN\nMII\n-----END"_s}});
    row("A=\"\"", {{u"A"_s, u""_s}});
    row("A=1\nA=2", {{u"A"_s, u"2"_s}});
    row("A=\xc3\xa4\xf0\x9f\x98\x80", {{u"A"_s, u"ä😀"_s}});
}

void TestEnvFile::good()
{
    QFETCH(QByteArray, text);
    QFETCH(Variables, variables);
    const Result<Variables> read = parseEnvFile(text, u"f"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    QCOMPARE(*read, variables);
}

void TestEnvFile::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("begins");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &text, const QString &begins, const QString &says) {
        QTest::newRow(text.left(40)) << text << begins << says;
    };
    row("hunter2", u"f:1:8: "_s, u"must be NAME=value"_s);
    row("A=1\n\n  hunter2 = 3\nhunter2", u"f:4:8: "_s, u"must be NAME=value"_s);
    row("export hunter2", u"f:1:15: "_s, u"must be NAME=value"_s);
    row("=hunter2", u"f:1:1: "_s, u"the name of letters, digits and _"_s);
    row("2A=hunter2", u"f:1:1: "_s, u"no digit first"_s);
    row("A-B=hunter2", u"f:1:2: "_s, u"the name of letters"_s);
    row("\xc3\xa4=hunter2", u"f:1:1: "_s, u"the name of letters"_s);
    row("hun ter2=1", u"f:1:5: "_s, u"must be NAME=value"_s);
    row("A=1\nB=\"hunter2\n\n", u"f:2:3: "_s, u"the quote that begins here is never closed"_s);
    row("B='hunter2", u"f:1:3: "_s, u"never closed"_s);
    row("\xf0\x9f\x98\x80", u"f:1:1: "_s, u"NAME=value"_s);
    row("A='\xf0\x9f\x98\x80'x", u"f:1:6: "_s, u"only a comment may follow the closing quote"_s);
    row("A='hunter2'# x", u"f:1:12: "_s, u"only a comment"_s);
    row("A=1\nB=\xff", u"f:2: "_s, u"must be UTF-8"_s);
    row(QByteArray("A=1\nB=hunter\0002", 14), u"f:2: "_s, u"NUL"_s);
}

void TestEnvFile::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, begins);
    QFETCH(QString, says);
    const Result<Variables> read = parseEnvFile(text, u"f"_s);
    QVERIFY(!read);
    const QString error = read.error().text;
    QVERIFY2(error.startsWith(begins), qPrintable(error));
    QVERIFY2(error.contains(says), qPrintable(error));
    QVERIFY2(!error.contains(u"hunter"_s), qPrintable(error));
}

void TestEnvFile::files()
{
    const QTemporaryDir directory;
    const auto fails = [&](const QString &name, const QString &says) {
        const Result<Variables> read = readEnvFile(directory.filePath(name));
        return !read && read.error().text.contains(says);
    };
    QVERIFY(fails(u"gone"_s, u"gone does not exist; it must be a file of NAME=value lines"_s));
    QVERIFY(fails(u"."_s, u"must be a regular file"_s));
    QFile file(directory.filePath(u"large"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(1024 * 1024 + 1, '#'));
    file.close();
    QVERIFY(fails(u"large"_s, u"1 MB at most"_s));
}

void TestEnvFile::ownEnvironmentWins()
{
    const QTemporaryDir directory;
    Config config;
    config.directory = directory.path();
    AppConfig app;
    app.env = {{u"A"_s, u"own"_s}, {u"B"_s, std::nullopt}};
    QCOMPARE(withEnvFile(config, app)->env, app.env);
    app.envFile = u".env"_s;
    QVERIFY(!withEnvFile(config, app));
    QFile file(directory.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("A=file\nB=file\nC=file\n");
    file.close();
    const Result<AppConfig> merged = withEnvFile(config, app);
    QVERIFY(merged);
    const QMap<QString, std::optional<QString>> expected{
        {u"A"_s, u"own"_s}, {u"B"_s, std::nullopt}, {u"C"_s, u"file"_s}};
    QCOMPARE(merged->env, expected);
}

QTEST_GUILESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
