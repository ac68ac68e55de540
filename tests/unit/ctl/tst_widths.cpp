// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/bars.h"
#include "core/ctl/texttable.h"
#include "core/ctl/textwidth.h"

#include <QTest>

#include <clocale>

using namespace Qt::StringLiterals;
using namespace qilin;

// What takes how much room on a terminal.
class tst_Widths final : public QObject
{
    Q_OBJECT

private slots:
    void widths_data();
    void widths();
    void anyLocale();
    void fits_data();
    void fits();
    void wraps_data();
    void wraps();
    void columnsAreStraight();
    void narrowTerminal_data();
    void narrowTerminal();
    void bars_data();
    void bars();
    void curves();

private:
    static Look terminal(int columns)
    {
        Look look;
        look.columns = columns;
        look.hasBlocks = true;
        return look;
    }
};

void tst_Widths::widths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");

    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("ASCII") << u"app.js"_s << 6;
    QTest::newRow("Japanese") << u"時計"_s << 4;
    QTest::newRow("half width") << u"ﾃｽﾄ"_s << 3;
    QTest::newRow("combining") << u"e\u0301"_s << 1;
    QTest::newRow("beyond 16 bits") << u"𠮷"_s << 2;
    QTest::newRow("blocks") << u"█▌"_s << 2;
}

void tst_Widths::widths()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QCOMPARE(widthOf(text), width);
    QCOMPARE(widthOf(padded(text, 10)), 10);
    QCOMPARE(padded(text, 10, Align::Right), QString(10 - width, u' ') + text);
    QCOMPARE(padded(text, 0), text);
}

// A locale that is not installed leaves a process with C.
void tst_Widths::anyLocale()
{
    const QByteArray before = std::setlocale(LC_ALL, nullptr);
    QVERIFY(std::setlocale(LC_ALL, "C"));
    const int width = widthOf(u"時計e\u0301"_s);
    QVERIFY(std::setlocale(LC_ALL, before.constData()));
    QCOMPARE(width, 5);
}

void tst_Widths::fits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("shown");

    QTest::newRow("just") << u"app.js"_s << 6 << u"app.js"_s;
    QTest::newRow("cut") << u"app.js"_s << 5 << u"app.…"_s;
    QTest::newRow("Japanese, just") << u"時計"_s << 4 << u"時計"_s;
    QTest::newRow("Japanese, cut") << u"時計"_s << 3 << u"時…"_s;
    QTest::newRow("half a character") << u"時計台"_s << 4 << u"時…"_s;
    QTest::newRow("one column") << u"時計"_s << 1 << u"…"_s;
    QTest::newRow("none") << u"時計"_s << 0 << QString();
}

void tst_Widths::fits()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QString, shown);
    QCOMPARE(fitted(text, columns, u"…"_s), shown);
    QVERIFY(widthOf(shown) <= columns);
}

void tst_Widths::wraps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QStringList>("lines");

    QTest::newRow("nothing") << QString() << 5 << QStringList();
    QTest::newRow("one line") << u"a b c"_s << 5 << QStringList{u"a b c"_s};
    QTest::newRow("at a blank") << u"aa bb cc"_s << 5 << QStringList{u"aa bb"_s, u"cc"_s};
    QTest::newRow("no blank") << u"aaaaaa"_s << 4 << QStringList{u"aaaa"_s, u"aa"_s};
    QTest::newRow("Japanese") << u"時計時計"_s << 5 << QStringList{u"時計"_s, u"時計"_s};
    QTest::newRow("no room") << u"時計"_s << 1 << QStringList{u"時"_s, u"計"_s};
}

void tst_Widths::wraps()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QStringList, lines);
    QCOMPARE(wrapped(text, columns), lines);
}

void tst_Widths::columnsAreStraight()
{
    TextTable table({{u"APP"_s}, {u"ID"_s, Align::Right}, {u"NOTE"_s}});
    table.add({{u"時計"_s}, {u"1"_s}, {u"x"_s}});
    table.add({{u"web"_s}, {u"100"_s}, {u"-"_s}});
    QCOMPARE(table.lines({}),
             QStringList({u"APP    ID  NOTE"_s, u"時計    1  x"_s, u"web   100  -"_s}));
    Look colored;
    colored.hasColors = true;
    for (const QString &line : table.lines(colored))
        QVERIFY(!line.contains(u"\x1b[m"_s)); // plain cells stay plain
    QVERIFY(table.lines(colored).first().startsWith(u"\x1b[2mAPP "_s));
}

void tst_Widths::narrowTerminal_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {200, 40, 25, 20, 10, 5, 1})
        QTest::newRow(qPrintable(QString::number(columns))) << columns;
}

void tst_Widths::narrowTerminal()
{
    QFETCH(int, columns);
    TextTable table({{u"APP"_s, Align::Left, true}, {u"STATE"_s}, {u"MEM"_s, Align::Right}});
    table.add({{u"とても長い名前のアプリケーション"_s}, {u"starting"_s}, {u"1024.0M"_s}});
    table.add({{u"a"_s}, {u"up"_s}, {u"1M"_s}});
    const QStringList lines = table.lines(terminal(columns));
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines)
        QVERIFY2(widthOf(line) <= columns, qPrintable(line));
    if (columns >= 25) // the name gives way, nothing else
        QVERIFY2(lines[1].contains(u"starting"_s) && lines[1].endsWith(u"1024.0M"_s),
                 qPrintable(lines[1]));
}

void tst_Widths::bars_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("blocks");
    QTest::addColumn<QString>("signs");

    QTest::newRow("none") << 0.0 << u"    "_s << u"    "_s;
    QTest::newRow("half") << 0.5 << u"██  "_s << u"##  "_s;
    QTest::newRow("an eighth") << 0.03125 << u"▏   "_s << u"    "_s;
    QTest::newRow("seven eighths") << 0.96875 << u"███▉"_s << u"####"_s;
    QTest::newRow("all") << 1.0 << u"████"_s << u"####"_s;
    QTest::newRow("several processors") << 7.5 << u"████"_s << u"####"_s;
    QTest::newRow("less than none") << -1.0 << u"    "_s << u"    "_s;
}

void tst_Widths::bars()
{
    QFETCH(double, share);
    QFETCH(QString, blocks);
    QFETCH(QString, signs);
    QCOMPARE(bar(share, 4, terminal(80)), blocks);
    QCOMPARE(bar(share, 4, {}), signs);
}

void tst_Widths::curves()
{
    QCOMPARE(sparkline({0, 50, 100}, 100, 5, terminal(80)), u"  ▁▅█"_s);
    QCOMPARE(sparkline({1, 2, 0, 400}, 100, 2, terminal(80)), u"▁█"_s); // the last ones
    QCOMPARE(sparkline({0, 100}, 100, 2, {}), u"_^"_s);
    QCOMPARE(sparkline({}, 0, 3, {}), u"   "_s);
}

QTEST_GUILESS_MAIN(tst_Widths)
#include "tst_widths.moc"
