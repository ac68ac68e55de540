// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logring.h"

#include <QTest>

using namespace qilin;

namespace {

QList<QByteArray> texts(const QList<LogLine> &lines)
{
    QList<QByteArray> list;
    for (const LogLine &line : lines)
        list.append(line.text);
    return list;
}

} // namespace

class TestLogRing final : public QObject
{
    Q_OBJECT

private slots:
    void givesTheLastInOrder();
    void givesThoseOfOneWorker();
    void isBoundedInLines();
    void isBoundedInBytes();
    void keepsWhatFitsOfTheOldestBlock();
    void takesALineThatIsTooLong();
};

void TestLogRing::givesTheLastInOrder()
{
    LogRing ring;
    QVERIFY(ring.last(10).isEmpty());
    for (const char *text : {"a", "b", "c"})
        ring.append({5, {}, 1, Stream::Err, text});
    QCOMPARE(texts(ring.last(2)), QList<QByteArray>({"b", "c"}));
    QCOMPARE(texts(ring.last(9)), QList<QByteArray>({"a", "b", "c"}));
    QVERIFY(ring.last(0).isEmpty());
    const LogLine line = ring.last(1)[0];
    QCOMPARE(line.timeMs, 5);
    QCOMPARE(line.worker, 1);
    QCOMPARE(line.stream, Stream::Err);
}

void TestLogRing::givesThoseOfOneWorker()
{
    LogRing ring;
    for (int i = 0; i < 6; ++i)
        ring.append({0, {}, i % 2, Stream::Out, QByteArray::number(i)});
    QCOMPARE(texts(ring.last(2, 1)), QList<QByteArray>({"3", "5"}));
    QCOMPARE(texts(ring.last(9, 0)), QList<QByteArray>({"0", "2", "4"}));
    QVERIFY(ring.last(9, 7).isEmpty());
}

void TestLogRing::isBoundedInLines()
{
    LogRing ring(3, 1000);
    for (int i = 0; i < 10; ++i)
        ring.append({0, {}, 1, Stream::Out, QByteArray::number(i)});
    QCOMPARE(ring.size(), 3);
    QCOMPARE(texts(ring.last(10)), QList<QByteArray>({"7", "8", "9"}));
}

void TestLogRing::isBoundedInBytes()
{
    LogRing ring(1000, 10);
    for (const char *text : {"1234", "5678", "ab", "c"})
        ring.append({0, {}, 1, Stream::Out, text});
    QCOMPARE(texts(ring.last(10)), QList<QByteArray>({"5678", "ab", "c"}));
}

// A long block before a short one: only its first lines give way.
void TestLogRing::keepsWhatFitsOfTheOldestBlock()
{
    LogRing ring(1000, 12);
    ring.append({0, {}, 1, Stream::Out, {}}, "aa\nbb\ncc\ndd\n");
    ring.append({0, {}, 1, Stream::Out, {}}, "ee\n");
    QCOMPARE(texts(ring.last(9)), (QByteArrayList{"bb", "cc", "dd", "ee"}));
    ring.append({0, {}, 1, Stream::Out, {}}, "ff\ngg\n");
    QCOMPARE(texts(ring.last(9)), (QByteArrayList{"cc", "dd", "ee", "ff", "gg"}));
    QCOMPARE(ring.size(), 5);
    ring.append({0, {}, 1, Stream::Out, {}}, "hhhhhhhhhhh\n");
    QCOMPARE(texts(ring.last(9)), QByteArrayList{"hhhhhhhhhhh"});
    QCOMPARE(ring.size(), 1);
}

void TestLogRing::takesALineThatIsTooLong()
{
    LogRing ring(1000, 10);
    ring.append({0, {}, 1, Stream::Out, "a"});
    ring.append({0, {}, 1, Stream::Out, QByteArray(100, 'x')});
    QCOMPARE(texts(ring.last(10)), QList<QByteArray>{QByteArray(10, 'x')});
}

QTEST_APPLESS_MAIN(TestLogRing)
#include "tst_logring.moc"
