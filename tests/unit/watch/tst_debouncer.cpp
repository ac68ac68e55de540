// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/debouncer.h"

#include <QTest>

using namespace qilin;
using namespace std::chrono_literals;

namespace {

// Time passes when the test says so.
class FakeTimer
{
public:
    void setSingleShot(bool isSingleShot) { singleShot = isSingleShot; }
    void setInterval(std::chrono::milliseconds value) { interval = value; }
    void callOnTimeout(const void *, std::function<void()> callback)
    {
        timeout = std::move(callback);
    }
    void start() { left = interval; }
    void stop() { left = -1ms; }
    bool isActive() const { return left >= 0ms; }

    void pass(std::chrono::milliseconds time)
    {
        if (!isActive())
            return;
        left -= time;
        if (left > 0ms)
            return;
        stop();
        timeout();
    }

    bool singleShot = false;
    std::chrono::milliseconds interval{0};
    std::chrono::milliseconds left{-1};
    std::function<void()> timeout;
};

} // namespace

class tst_Debouncer : public QObject
{
    Q_OBJECT

private slots:
    void callsOnceAfterTheLastTouch()
    {
        int calls = 0;
        Debouncer<FakeTimer> debouncer([&] { ++calls; });
        QVERIFY(debouncer.timer().singleShot);
        debouncer.setInterval(100ms);
        for (int i = 0; i < 50; ++i) {
            debouncer.touch();
            debouncer.timer().pass(99ms);
        }
        QCOMPARE(calls, 0);
        QVERIFY(debouncer.isActive());
        debouncer.timer().pass(1ms);
        QCOMPARE(calls, 1);
        QVERIFY(!debouncer.isActive());
        debouncer.timer().pass(1000ms);
        QCOMPARE(calls, 1);
    }

    void canceledCallsNever()
    {
        int calls = 0;
        Debouncer<FakeTimer> debouncer([&] { ++calls; });
        debouncer.setInterval(100ms);
        debouncer.touch();
        debouncer.cancel();
        debouncer.timer().pass(1000ms);
        QCOMPARE(calls, 0);
        debouncer.touch();
        debouncer.timer().pass(100ms);
        QCOMPARE(calls, 1);
    }

    void zeroIntervalStillWaitsForTheLoop()
    {
        int calls = 0;
        Debouncer<FakeTimer> debouncer([&] { ++calls; });
        debouncer.touch();
        QCOMPARE(calls, 0);
        debouncer.timer().pass(0ms);
        QCOMPARE(calls, 1);
    }

    void mayBeTouchedFromItsCallback()
    {
        int calls = 0;
        Debouncer<FakeTimer> *itself = nullptr;
        Debouncer<FakeTimer> debouncer([&] {
            if (++calls == 1)
                itself->touch();
        });
        itself = &debouncer;
        debouncer.setInterval(10ms);
        debouncer.touch();
        debouncer.timer().pass(10ms);
        QVERIFY(debouncer.isActive());
        debouncer.timer().pass(10ms);
        QCOMPARE(calls, 2);
    }
};

QTEST_GUILESS_MAIN(tst_Debouncer)
#include "tst_debouncer.moc"
