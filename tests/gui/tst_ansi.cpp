// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/ansi.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

class TestAnsi : public QObject
{
    Q_OBJECT

    static AnsiLine parsed(const QString &line)
    {
        AnsiStyle style;
        return parseAnsi(line, style);
    }
    static AnsiStyle styleAfter(const QString &line)
    {
        AnsiStyle style;
        (void)parseAnsi(line, style);
        return style;
    }

private slots:
    void dropsEscapes_data();
    void dropsEscapes();
    void setsStyles();
    void readsColors_data();
    void readsColors();
    void keepsTheStyleOverLines();
    void runsCoverTheText();
    void makesPlainLines();
    void survivesEveryCut();
    void isReadableOnLightAndDark();
};

void TestAnsi::dropsEscapes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"abc"_s << u"abc"_s;
    QTest::newRow("colour") << u"a\x1b[31mb\x1b[0mc"_s << u"abc"_s;
    QTest::newRow("cursor") << u"a\x1b[2Kb\x1b[10;20Hc"_s << u"abc"_s;
    QTest::newRow("private") << u"\x1b[?25labc\x1b[?25h"_s << u"abc"_s;
    QTest::newRow("title, bell") << u"\x1b]0;title\x07"
                                    "abc"_s
                                 << u"abc"_s;
    QTest::newRow("link, string terminator") << u"\x1b]8;;http://x\x1b\\abc"_s << u"abc"_s;
    QTest::newRow("charset") << u"\x1b(Babc"_s << u"abc"_s;
    QTest::newRow("two characters") << u"\x1b=abc"_s << u"abc"_s;
    QTest::newRow("open at the end") << u"abc\x1b[31"_s << u"abc"_s;
    QTest::newRow("escape at the end") << u"abc\x1b"_s << u"abc"_s;
    QTest::newRow("carriage return at the end") << u"abc\r"_s << u"abc"_s;
    QTest::newRow("tab stays") << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("controls become signs") << u"a\bb\x7f"_s << u"a\u2408b\u2421"_s;
    QTest::newRow("paragraph separator") << u"a\u2029b"_s << u"a\ufffdb"_s;
    QTest::newRow("not ASCII") << u"\u8d77\u52d5 \x1b[1m\u5b8c\u4e86"_s
                               << u"\u8d77\u52d5 \u5b8c\u4e86"_s;
}

void TestAnsi::dropsEscapes()
{
    QFETCH(QString, line);
    QFETCH(QString, text);
    QCOMPARE(parsed(line).text, text);
}

void TestAnsi::setsStyles()
{
    QVERIFY(styleAfter(u"\x1b[1m"_s).isBold);
    QVERIFY(!styleAfter(u"\x1b[1m\x1b[22m"_s).isBold);
    QVERIFY(styleAfter(u"\x1b[2m"_s).isFaint);
    QVERIFY(styleAfter(u"\x1b[3m"_s).isItalic);
    QVERIFY(styleAfter(u"\x1b[4m"_s).isUnderlined);
    QVERIFY(!styleAfter(u"\x1b[4m\x1b[4:0m"_s).isUnderlined);
    QVERIFY(styleAfter(u"\x1b[7m"_s).isInverse);
    QVERIFY(styleAfter(u"\x1b[9m"_s).isStruckOut);
    QCOMPARE(styleAfter(u"\x1b[1;4;31;42m\x1b[m"_s), AnsiStyle());
    QCOMPARE(styleAfter(u"\x1b[1;4;31;42m\x1b[0m"_s), AnsiStyle());
    QCOMPARE(styleAfter(u"\x1b[31m\x1b[39m"_s), AnsiStyle());
    QCOMPARE(styleAfter(u"\x1b[>4;1m"_s), AnsiStyle());
    QCOMPARE(styleAfter(u"\x1b[1000m"_s), AnsiStyle());
}

void TestAnsi::readsColors_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isBackground");
    QTest::addColumn<int>("kind");
    QTest::addColumn<quint32>("value");
    const int indexed = int(AnsiColor::Kind::Indexed);
    const int rgb = int(AnsiColor::Kind::Rgb);
    QTest::newRow("red") << u"\x1b[31m"_s << false << indexed << 1U;
    QTest::newRow("bright red") << u"\x1b[91m"_s << false << indexed << 9U;
    QTest::newRow("on green") << u"\x1b[42m"_s << true << indexed << 2U;
    QTest::newRow("on bright green") << u"\x1b[102m"_s << true << indexed << 10U;
    QTest::newRow("256") << u"\x1b[1;38;5;208;4m"_s << false << indexed << 208U;
    QTest::newRow("256, background") << u"\x1b[48;5;17m"_s << true << indexed << 17U;
    QTest::newRow("direct") << u"\x1b[38;2;1;2;3m"_s << false << rgb << 0x010203U;
    QTest::newRow("direct, colons") << u"\x1b[38:2:1:2:3m"_s << false << rgb << 0x010203U;
    QTest::newRow("direct, colour space") << u"\x1b[48:2::255:0:9m"_s << true << rgb << 0xff0009U;
    QTest::newRow("256, colons") << u"\x1b[38:5:99m"_s << false << indexed << 99U;
    QTest::newRow("out of range") << u"\x1b[38;5;256m"_s << false << 0 << 0U;
    QTest::newRow("cut short") << u"\x1b[38;2;1m"_s << false << 0 << 0U;
}

void TestAnsi::readsColors()
{
    QFETCH(QString, line);
    QFETCH(bool, isBackground);
    QFETCH(int, kind);
    QFETCH(quint32, value);
    const AnsiStyle style = styleAfter(line);
    const AnsiColor color = isBackground ? style.background : style.foreground;
    QCOMPARE(int(color.kind), kind);
    QCOMPARE(color.value, value);
    QCOMPARE(ansiColor(color).isValid(), kind != 0);
}

void TestAnsi::keepsTheStyleOverLines()
{
    AnsiStyle style;
    (void)parseAnsi(u"\x1b[31mfirst"_s, style);
    const AnsiLine second = parseAnsi(u"second"_s, style);
    QCOMPARE(second.runs.size(), 1);
    QCOMPARE(second.runs.first().style.foreground.value, 1U);
}

void TestAnsi::runsCoverTheText()
{
    const AnsiLine line = parsed(u"a\x1b[1mbc\x1b[1md\x1b[0m\x1b[0me"_s);
    QCOMPARE(line.text, u"abcde"_s);
    QCOMPARE(line.runs.size(), 3);
    qsizetype at = 0;
    for (const AnsiRun &run : line.runs) {
        QCOMPARE(run.start, at);
        at += run.length;
    }
    QCOMPARE(at, line.text.size());
    QVERIFY(line.runs[1].style.isBold);
}

void TestAnsi::survivesEveryCut()
{
    const QString line = u"a\x1b[1;38;2;9;8;7mb\x1b]0;t\x07"
                         "c\x1bP1\x1b\\d\x1b[48:5:3me"_s;
    for (qsizetype length = 0; length <= line.size(); ++length)
        QVERIFY(parsed(line.left(length)).text.size() <= 5);
}

void TestAnsi::isReadableOnLightAndDark()
{
    for (const QColor &base : {QColor(255, 255, 255), QColor(0x1e, 0x1f, 0x22), QColor(0, 0, 0),
                               QColor(0x80, 0x80, 0x80)}) {
        for (quint32 index = 0; index < 256; ++index) {
            const QColor color = readableOn(base, ansiColor({AnsiColor::Kind::Indexed, index}));
            QVERIFY2(contrast(base, color) >= 4.5, qPrintable(color.name()));
        }
    }
    const QColor white(255, 255, 255);
    QCOMPARE(readableOn(white, QColor(0, 0, 128)), QColor(0, 0, 128));
    QCOMPARE(qRound(contrast(white, QColor(0, 0, 0))), 21);
}

void TestAnsi::makesPlainLines()
{
    QCOMPARE(withoutEscapes(u"a\x1b[31mb\n\x1b[1mc\x1b[0m\n"_s), u"ab\nc\n"_s);
    QCOMPARE(withoutEscapes({}), QString());
}

QTEST_GUILESS_MAIN(TestAnsi)
#include "tst_ansi.moc"
