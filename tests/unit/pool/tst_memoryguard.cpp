// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/memoryguard.h"

#include <QTest>

using namespace qilin;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kLimit = 100;

int chosen(MemoryGuard &guard, const QList<MemoryGuard::Held> &workers,
           std::chrono::milliseconds now = 0ms)
{
    const auto held = guard.choose(workers, kLimit, now);
    return held ? held->worker : 0;
}

} // namespace

// Which worker is replaced for its memory, and how often.
class TestMemoryGuard final : public QObject
{
    Q_OBJECT

private slots:
    void largestFirst();
    void oneAtATime();
    void lessAndLessOften();
    void longLivedOnesAtOnce();
    void failedReplacementWaits();
};

void TestMemoryGuard::largestFirst()
{
    MemoryGuard guard;
    QCOMPARE(chosen(guard, {}), 0);
    QCOMPARE(chosen(guard, {{1, 100, 1h}, {2, 5, 1h}}), 0);
    QCOMPARE(chosen(guard, {{1, 101, 1h}, {2, 300, 1h}, {3, 200, 1h}}), 2);
}

void TestMemoryGuard::oneAtATime()
{
    MemoryGuard guard;
    QCOMPARE(chosen(guard, {{1, 101, 1h}, {2, 101, 1h}}), 1);
    QCOMPARE(chosen(guard, {{1, 101, 1h}, {2, 101, 1h}}), 0);
    guard.done(true, 0ms);
    QCOMPARE(chosen(guard, {{2, 101, 1h}}), 2);
}

void TestMemoryGuard::lessAndLessOften()
{
    MemoryGuard guard;
    QCOMPARE(chosen(guard, {{1, 101, 2s}}), 1); // the first one at once
    guard.done(true, 0ms);
    for (const auto pause : {10s, 20s, 40s, 80s, 160s, 320s, 640s, 900s, 900s}) {
        QCOMPARE(guard.pause(), std::chrono::milliseconds(pause));
        QCOMPARE(chosen(guard, {{1, 101, pause - 1s}}), 0);
        if (pause == 900s)
            break;
        QCOMPARE(chosen(guard, {{1, 101, pause}}), 1);
        guard.done(true, 0ms);
    }
    // One that was fine for long is replaced at once, and so is the next one.
    QCOMPARE(chosen(guard, {{1, 101, 901s}}), 1);
    guard.done(true, 0ms);
    QCOMPARE(guard.pause(), 0ms);
    QCOMPARE(chosen(guard, {{2, 101, 1s}}), 2);
}

void TestMemoryGuard::longLivedOnesAtOnce()
{
    MemoryGuard guard;
    for (int worker = 1; worker <= 5; ++worker) {
        QCOMPARE(chosen(guard, {{worker, 101, 24h}}), worker);
        guard.done(true, 0ms);
    }
    QCOMPARE(guard.pause(), 0ms);
}

void TestMemoryGuard::failedReplacementWaits()
{
    MemoryGuard guard;
    const QList<MemoryGuard::Held> workers{{1, 101, 24h}};
    QCOMPARE(chosen(guard, workers, 1s), 1);
    guard.done(false, 2s);
    QCOMPARE(chosen(guard, workers, 11s), 0);
    QCOMPARE(chosen(guard, workers, 12s), 1);
    guard.done(false, 13s);
    QCOMPARE(chosen(guard, workers, 22s), 0);
    guard.reset();
    QCOMPARE(chosen(guard, workers, 22s), 1);
}

QTEST_GUILESS_MAIN(TestMemoryGuard)
#include "tst_memoryguard.moc"
