// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/lines.h"

#include <QTest>

using namespace qilin;

class TestLines final : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void splitsAtEveryByte();
    void capsLongLines();
    void capsAcrossChunks();
};

void TestLines::splits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QList<QByteArray>>("rest");
    using List = QList<QByteArray>;
    QTest::newRow("nothing") << QByteArray() << List() << List();
    QTest::newRow("one") << QByteArray("a\n") << List{"a"} << List();
    QTest::newRow("no end") << QByteArray("a") << List() << List{"a"};
    QTest::newRow("two and a half") << QByteArray("a\nbc\nd") << List{"a", "bc"} << List{"d"};
    QTest::newRow("empty lines") << QByteArray("\n\na\n") << List{"", "", "a"} << List();
    QTest::newRow("carriage returns") << QByteArray("a\r\n\rb\n") << List{"a\r", "\rb"} << List();
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\n\x80\n") << List{"\xff\xfe", "\x80"}
                              << List();
    QTest::newRow("NUL") << QByteArray("a\0b\n", 4) << List{QByteArray("a\0b", 3)} << List();
}

void TestLines::splits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<QByteArray>, lines);
    QFETCH(QList<QByteArray>, rest);
    LineSplitter splitter;
    QCOMPARE(splitter.feed(bytes), lines);
    QCOMPARE(splitter.finish(), rest);
    QVERIFY(splitter.finish().isEmpty());
}

void TestLines::splitsAtEveryByte()
{
    const QByteArray bytes = "first\n\nthird \xff\r\nfourth";
    for (qsizetype at = 0; at <= bytes.size(); ++at) {
        LineSplitter splitter;
        QList<QByteArray> lines = splitter.feed(QByteArrayView(bytes).first(at));
        lines += splitter.feed(QByteArrayView(bytes).sliced(at));
        lines += splitter.finish();
        QCOMPARE(lines, QList<QByteArray>({"first", "", "third \xff\r", "fourth"}));
    }
}

void TestLines::capsLongLines()
{
    const auto max = LineSplitter::kMaxLine;
    LineSplitter splitter;
    QCOMPARE(splitter.feed(QByteArray(max, 'x') + '\n'), QList<QByteArray>{QByteArray(max, 'x')});
    const QList<QByteArray> expected = {QByteArray(max, 'y'), QByteArray(max, 'y'), "y"};
    QCOMPARE(splitter.feed(QByteArray(2 * max + 1, 'y') + '\n'), expected);
    QVERIFY(splitter.finish().isEmpty());
}

void TestLines::capsAcrossChunks()
{
    LineSplitter splitter;
    QList<QByteArray> lines;
    for (int i = 0; i < 100; ++i)
        lines += splitter.feed(QByteArray(1000, 'z'));
    lines += splitter.finish();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].size(), LineSplitter::kMaxLine);
    QCOMPARE(lines[0].size() + lines[1].size(), 100'000);
}

QTEST_APPLESS_MAIN(TestLines)
#include "tst_lines.moc"
