// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/backoff.h"

#include <QTest>

using namespace qilin;
using namespace std::chrono_literals;

class tst_Backoff : public QObject
{
    Q_OBJECT

private slots:
    void doublesUpToTheCap();
    void jitterShortensByAQuarterAtMost();
    void successStartsAnew();
    void manyFailuresDoNotOverflow();
    void jitterLeavesSomeOfTheSmallestCap();
};

void tst_Backoff::doublesUpToTheCap()
{
    Backoff backoff{1000ms};
    QCOMPARE(backoff.failed(0), 0ms);
    QCOMPARE(backoff.failed(0), 100ms);
    QCOMPARE(backoff.failed(0), 200ms);
    QCOMPARE(backoff.failed(0), 400ms);
    QCOMPARE(backoff.failed(0), 800ms);
    QCOMPARE(backoff.failed(0), 1000ms);
    QCOMPARE(backoff.failed(0), 1000ms);
    QCOMPARE(backoff.failures(), 7);
}

void tst_Backoff::jitterShortensByAQuarterAtMost()
{
    Backoff backoff{1000ms};
    (void)backoff.failed(0);
    QCOMPARE(backoff.failed(0.5), 87ms);
    QCOMPARE(backoff.failed(0.999), 150ms);
}

void tst_Backoff::successStartsAnew()
{
    Backoff backoff{1000ms};
    (void)backoff.failed(0);
    (void)backoff.failed(0);
    backoff.succeeded();
    QCOMPARE(backoff.failed(0), 0ms);
    QCOMPARE(backoff.failed(0), 100ms);
}

void tst_Backoff::manyFailuresDoNotOverflow()
{
    Backoff backoff{3600s};
    for (int i = 0; i < 1000; ++i) {
        const std::chrono::milliseconds delay = backoff.failed(0);
        QVERIFY(delay >= 0ms);
        QVERIFY(delay <= 3600s);
    }
    QCOMPARE(backoff.failed(0), std::chrono::milliseconds{3600s});
}

void tst_Backoff::jitterLeavesSomeOfTheSmallestCap()
{
    Backoff backoff{1ms};
    QCOMPARE(backoff.failed(0.5), 0ms);
    QCOMPARE(backoff.failed(0), 1ms);
    QCOMPARE(backoff.failed(0.999), 1ms);
}

QTEST_GUILESS_MAIN(tst_Backoff)
#include "tst_backoff.moc"
