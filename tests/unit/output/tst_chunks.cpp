// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/chunkcutter.h"

#include <QTest>

#include <cstring>

using namespace qilin;

namespace {

// A chunk as text: "[" where it begins a line, "]" where it ends one.
class Feeder
{
public:
    void feed(const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size(); at += ReadBuffer::kArea) {
            const QByteArray part = bytes.mid(at, ReadBuffer::kArea);
            std::memcpy(m_buffer.area(), part.constData(), size_t(part.size()));
            m_cutter.feed(m_buffer, part.size(), [this](const OutputChunk &one) { keep(one); });
        }
    }
    void finish()
    {
        m_cutter.finish([this](const OutputChunk &one) { keep(one); });
    }

    QList<QByteArray> chunks;
    QByteArray all;

private:
    void keep(const OutputChunk &chunk)
    {
        QVERIFY(!chunk.bytes.isEmpty());
        QCOMPARE(chunk.endsLine, chunk.bytes.endsWith('\n'));
        QCOMPARE(chunk.beginsLine, all.isEmpty() || all.endsWith('\n'));
        all += chunk.bytes;
        chunks += (chunk.beginsLine ? "[" : "") + chunk.bytes.toByteArray()
                  + (chunk.endsLine ? "]" : "");
    }

    ReadBuffer m_buffer;
    ChunkCutter m_cutter;
};

} // namespace

class TestChunks final : public QObject
{
    Q_OBJECT

private slots:
    void cutsBehindLines();
    void splitsAtEveryByte();
    void doesNotHoldLongLines();
    void longLineEndsInTheMiddle();
    void lastLines_data();
    void lastLines();
    void linesOfAChunk();
};

void TestChunks::cutsBehindLines()
{
    Feeder feeder;
    feeder.feed("a");
    QVERIFY(feeder.chunks.isEmpty());
    feeder.feed("b\nc\n\nd");
    QCOMPARE(feeder.chunks, QList<QByteArray>{"[ab\nc\n\n]"});
    feeder.feed("\n");
    QCOMPARE(feeder.chunks.last(), "[d\n]");
    feeder.feed("end");
    feeder.finish();
    QCOMPARE(feeder.chunks.last(), "[end\n]");
    feeder.finish();
    QCOMPARE(feeder.chunks.size(), 3);
}

void TestChunks::splitsAtEveryByte()
{
    const QByteArray bytes = QByteArray("first\n\nthird \xff\r\n\0fourth", 24);
    for (qsizetype at = 0; at <= bytes.size(); ++at) {
        Feeder feeder;
        feeder.feed(bytes.first(at));
        feeder.feed(bytes.sliced(at));
        feeder.finish();
        QCOMPARE(feeder.all, bytes + '\n');
    }
}

void TestChunks::doesNotHoldLongLines()
{
    QByteArray bytes;
    for (int i = 0; bytes.size() < 10'000'000; ++i)
        bytes += QByteArray::number(i) + ' ';
    Feeder feeder;
    feeder.feed("short\n" + bytes);
    QVERIFY(feeder.all.size() >= 10'000'000 - ReadBuffer::kHeadroom);
    QVERIFY(feeder.chunks.size() > 10);
    feeder.feed("\nshort\n");
    feeder.finish();
    QVERIFY(feeder.all == "short\n" + bytes + "\nshort\n");
    QCOMPARE(feeder.chunks.last(), "\nshort\n]");
}

void TestChunks::longLineEndsInTheMiddle()
{
    Feeder feeder;
    feeder.feed(QByteArray(ReadBuffer::kHeadroom + 1, 'x'));
    QCOMPARE(feeder.chunks.size(), 1);
    feeder.feed("y"); // amid the line each byte counts: others wait
    QCOMPARE(feeder.chunks.last(), "y");
    feeder.feed("z\nnext");
    QCOMPARE(feeder.chunks.last(), "z\n]");
    feeder.finish();
    QCOMPARE(feeder.chunks.last(), "[next\n]");
    feeder.feed("a\n" + QByteArray(ReadBuffer::kHeadroom + 1, 'x'));
    QVERIFY(feeder.chunks.last().startsWith("[xx"));
    feeder.finish();
    QCOMPARE(feeder.chunks.last(), "\n]");
}

void TestChunks::lastLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("last");
    const auto row = [](const char *bytes, int count, const char *last) {
        QTest::addRow("%s %d", bytes, count) << QByteArray(bytes) << count << QByteArray(last);
    };
    row("", 3, "");
    row("a", 1, "a");
    row("a\n", 1, "a\n");
    row("a\nb\n", 1, "b\n");
    row("a\nb\n", 2, "a\nb\n");
    row("a\nb\n", 3, "a\nb\n");
    row("a\nb", 1, "b");
    row("\n\n\n", 2, "\n\n");
    row("\na\n", 1, "a\n");
    row("\na\n", 2, "\na\n");
    row("a\nb\nc\n", 0, "");
}

void TestChunks::lastLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, count);
    QFETCH(QByteArray, last);
    const LineTail tail = qilin::lastLines(bytes, count);
    QCOMPARE(tail.bytes.toByteArray(), last);
    QCOMPARE(tail.lines, last.count('\n') + (last.isEmpty() || last.endsWith('\n') ? 0 : 1));
}

void TestChunks::linesOfAChunk()
{
    const auto linesOf = [](const OutputChunk &chunk, qsizetype max) {
        QList<QByteArray> lines;
        forEachLine(chunk.asLines(), max,
                    [&lines](QByteArrayView line) { lines += line.toByteArray(); });
        return lines;
    };
    QCOMPARE(linesOf({"a\n\nbcd\n", true, true}, 9), QList<QByteArray>({"a", "", "bcd"}));
    QCOMPARE(linesOf({"abcdef\n", true, true}, 3), QList<QByteArray>({"abc", "def"}));
    QCOMPARE(linesOf({"abcd\ne", true, false}, 3), QList<QByteArray>({"abc", "d", "e"}));
    QCOMPARE(linesOf({"\nb\n", false, true}, 3), QList<QByteArray>{"b"});
    QCOMPARE(linesOf({"\n", false, true}, 3), QList<QByteArray>());
    QCOMPARE(linesOf({"\n", true, true}, 3), QList<QByteArray>{""});
}

QTEST_APPLESS_MAIN(TestChunks)
#include "tst_chunks.moc"
