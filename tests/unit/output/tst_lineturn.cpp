// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/lineturn.h"

#include <QSignalSpy>
#include <QTest>

using namespace qilin;

class TestLineTurn final : public QObject
{
    Q_OBJECT

private slots:
    void wholeLinesPass();
    void aLineIsNotInterrupted();
    void whoCannotWaitIsKept();
    void aLineWithoutEndIsEnded();
    void tooMuchWaits();
    void leaving();

private:
    QByteArray m_written;
    LineTurn::Put m_put = [this](QByteArrayView bytes) { m_written += bytes; };
};

void TestLineTurn::wholeLinesPass()
{
    m_written.clear();
    LineTurn turn(m_put);
    QVERIFY(turn.offer(1));
    turn.write(1, {"one\n", true, true});
    QVERIFY(turn.offer(2));
    turn.write(2, {"two\n", true, true});
    QVERIFY(turn.offer(1));
    QCOMPARE(m_written, "one\ntwo\n");
}

void TestLineTurn::aLineIsNotInterrupted()
{
    m_written.clear();
    LineTurn turn(m_put);
    QSignalSpy freed(&turn, &LineTurn::freed);
    turn.write(1, {"a", true, false});
    QVERIFY(turn.isInside(1));
    QVERIFY(!turn.offer(2));
    QVERIFY(turn.offer(1));
    turn.write(1, {"b", false, false});
    QVERIFY(!turn.offer(2));
    QVERIFY(freed.isEmpty());
    turn.write(1, {"c\n", false, true});
    QCOMPARE(freed.size(), 1);
    QVERIFY(!turn.isInside(1));
    QVERIFY(turn.offer(2));
    QCOMPARE(m_written, "abc\n");
}

void TestLineTurn::whoCannotWaitIsKept()
{
    m_written.clear();
    LineTurn turn(m_put);
    QSignalSpy freed(&turn, &LineTurn::freed);
    turn.write(1, {"a", true, false});
    turn.write(2, {"two\n", true, true});
    turn.write(3, {"thr", true, false});
    QVERIFY(turn.isInside(3));
    turn.write(4, {"four\n", true, true});
    QCOMPARE(m_written, "a");
    turn.write(1, {"1\n", false, true});
    QCOMPARE(m_written, "a1\ntwo\nthr");
    turn.write(3, {"ee\n", false, true});
    QCOMPARE(m_written, "a1\ntwo\nthree\nfour\n");
    QCOMPARE(freed.size(), 1);
}

void TestLineTurn::aLineWithoutEndIsEnded()
{
    m_written.clear();
    LineTurn turn(m_put);
    turn.setBreak("!\n");
    QSignalSpy freed(&turn, &LineTurn::freed);
    turn.write(1, {"begun", true, false});
    QVERIFY(!turn.offer(2));
    QTRY_COMPARE_WITH_TIMEOUT(freed.size(), 1, 60'000);
    QCOMPARE(m_written, "begun!\n");
    QVERIFY(!turn.isInside(1));
    QVERIFY(turn.offer(2));
}

void TestLineTurn::tooMuchWaits()
{
    m_written.clear();
    LineTurn turn(m_put);
    turn.write(1, {"begun", true, false});
    const QByteArray line = QByteArray(100'000, 'x') + '\n';
    for (int i = 0; i < 20; ++i)
        turn.write(2, {line, true, true});
    QVERIFY(m_written.startsWith("begun\nxx"));
    QCOMPARE(m_written.size(), 6 + 20 * line.size());
}

void TestLineTurn::leaving()
{
    m_written.clear();
    LineTurn turn(m_put);
    turn.write(1, {"begun", true, false});
    turn.write(2, {"waits", true, false});
    turn.leave(2);
    turn.leave(3);
    turn.leave(1);
    QCOMPARE(m_written, "begun\nwaits\n");
    QVERIFY(turn.offer(3));
}

QTEST_GUILESS_MAIN(TestLineTurn)
#include "tst_lineturn.moc"
