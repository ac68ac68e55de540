// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_VisibleText final : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void lines_data();
    void lines();
    void nothingHarmfulPasses();
    void jsonKeepsItsValue();
};

void tst_VisibleText::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"app.js"_s << u"app.js"_s;
    QTest::newRow("Japanese") << u"時計 é 👍"_s << u"時計 é 👍"_s;
    QTest::newRow("joined signs") << u"👨\u200d👩"_s << u"👨\u200d👩"_s;
    QTest::newRow("combining") << u"e\u0301"_s << u"e\u0301"_s;
    QTest::newRow("escape") << u"a\x1b[2Jb"_s << u"a^[[2Jb"_s;
    QTest::newRow("colour") << u"\x1b[31mred"_s << u"^[[31mred"_s;
    QTest::newRow("line and tab") << u"a\nb\tc\r"_s << u"a^Jb^Ic^M"_s;
    QTest::newRow("NUL and DEL") << u"a\0b\x7f"_s << u"a^@b^?"_s;
    QTest::newRow("C1") << u"a\u009b2J"_s << u"a<U+009B>2J"_s;
    QTest::newRow("turned around") << u"a\u202eb"_s << u"a<U+202E>b"_s;
    QTest::newRow("isolated") << u"\u2066a\u2069"_s << u"<U+2066>a<U+2069>"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a<U+2028>b"_s;
}

void tst_VisibleText::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text), shown);
}

void tst_VisibleText::lines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("shown");

    QTest::newRow("tab") << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("colours") << u"\x1b[1;31mred\x1b[0m \x1b[38:2::1:2:3mx\x1b[m"_s << u"red x"_s;
    QTest::newRow("title") << u"\x1b]0;x\x07y"_s << u"^[]0;x^Gy"_s;
    QTest::newRow("cursor") << u"a\x1b[5Ab"_s << u"a^[[5Ab"_s;
    QTest::newRow("colour cut off") << u"a\x1b[31"_s << u"a^[[31"_s;
    QTest::newRow("private mode") << u"\x1b[?25m"_s << u"^[[?25m"_s;
    QTest::newRow("escape alone") << u"\x1b"_s << u"^["_s;
    QTest::newRow("two escapes") << u"\x1b\x1b[1mx"_s << u"^[x"_s;
}

void tst_VisibleText::lines()
{
    QFETCH(QString, line);
    QFETCH(QString, shown);
    QCOMPARE(visibleLine(line), shown);
}

void tst_VisibleText::nothingHarmfulPasses()
{
    for (char16_t c = 0; c < 0xa0; ++c) {
        const bool isHarmful = c < 0x20 || c >= 0x7f;
        QCOMPARE(visibleText(QString(QChar(c))).contains(QChar(c)), !isHarmful);
        QCOMPARE(visibleLine(QString(QChar(c))).contains(QChar(c)), !isHarmful || c == u'\t');
    }
}

void tst_VisibleText::jsonKeepsItsValue()
{
    const QJsonObject json{{u"name"_s, u"a\x1b\u009b\u202e\x7f\n時計"_s}};
    for (const auto format : {QJsonDocument::Compact, QJsonDocument::Indented}) {
        const QByteArray shown = visibleJson(QJsonDocument(json).toJson(format));
        QCOMPARE(QJsonDocument::fromJson(shown).object(), json);
        const QString text = QString::fromUtf8(shown);
        for (const char16_t c : {u'\x1b', u'\x009b', u'\x202e', u'\x7f'})
            QVERIFY(!text.contains(QChar(c)));
        QVERIFY(text.contains(u"時計"_s));
    }
}

QTEST_GUILESS_MAIN(tst_VisibleText)
#include "tst_visibletext.moc"
