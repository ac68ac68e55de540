// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/shellwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestShellWords final : public QObject
{
    Q_OBJECT

private slots:
    void split_data();
    void split();
    void open_data();
    void open();
    void shell_data();
    void shell();
};

void TestShellWords::split_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("empty") << u"  "_s << QStringList();
    QTest::newRow("plain") << u" a  b\tc "_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("double") << u"a \"b c\"d"_s << QStringList{u"a"_s, u"b cd"_s};
    QTest::newRow("single") << u"'a \"b\\'"_s << QStringList{u"a \"b\\"_s};
    QTest::newRow("escaped blank") << u"a\\ b"_s << QStringList{u"a b"_s};
    QTest::newRow("escaped quote") << u"\"a\\\"b\""_s << QStringList{u"a\"b"_s};
    QTest::newRow("backslash kept") << u"\"a\\nb\""_s << QStringList{u"a\\nb"_s};
    QTest::newRow("empty word") << u"a '' \"\""_s << QStringList{u"a"_s, QString(), QString()};
}

void TestShellWords::split()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    const Result<QStringList> result = splitShellWords(text);
    QVERIFY(result);
    QCOMPARE(*result, words);
}

void TestShellWords::open_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("double") << u"a \"b"_s;
    QTest::newRow("single") << u"a 'b\""_s;
}

void TestShellWords::open()
{
    QFETCH(QString, text);
    const Result<QStringList> result = splitShellWords(text);
    QVERIFY(!result);
    QVERIFY(result.error().text.contains(u"not closed"_s));
}

void TestShellWords::shell_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("needs");
    QTest::addColumn<bool>("compound");
    QTest::newRow("plain") << u"node app.js --port 80"_s << false << false;
    QTest::newRow("quoted") << u"echo 'a;$b' \"c|d\""_s << false << false;
    QTest::newRow("escaped") << u"echo \\$a"_s << false << false;
    QTest::newRow("variable") << u"echo $A"_s << true << false;
    QTest::newRow("variable in braces") << u"echo ${A:-b}"_s << true << false;
    QTest::newRow("variable in quotes") << u"echo \"$A\""_s << true << false;
    QTest::newRow("glob") << u"cat *.txt"_s << true << false;
    QTest::newRow("home") << u"cat ~/x"_s << true << false;
    QTest::newRow("tilde within") << u"cat a~"_s << false << false;
    QTest::newRow("redirected") << u"a > b"_s << true << false;
    QTest::newRow("assignment") << u"A=1 b"_s << true << false;
    QTest::newRow("list") << u"a && b"_s << true << true;
    QTest::newRow("pipe") << u"a | b"_s << true << true;
    QTest::newRow("builtin") << u"cd x"_s << true << true;
    QTest::newRow("open quote") << u"a 'b"_s << true << false;
}

void TestShellWords::shell()
{
    QFETCH(QString, command);
    QFETCH(bool, needs);
    QFETCH(bool, compound);
    QCOMPARE(needsShell(command), needs);
    QCOMPARE(isCompound(command), compound);
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
