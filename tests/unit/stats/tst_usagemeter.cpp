// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/stats/usagemeter.h"

#include <QTest>

using namespace qilin;

namespace {

// A tick is what one is here: all tables below count in 1/100 of a processor second.
quint64 ticks(double seconds)
{
    return quint64(seconds * clockTicksPerSecond() + 0.5);
}

ProcessInfo process(pid_t pid, pid_t parent, double cpu, double reaped = 0, double start = 0,
                    double megabytes = 1)
{
    ProcessInfo info;
    info.pid = pid;
    info.parent = parent;
    info.state = 'S';
    info.cpuTicks = ticks(cpu);
    info.reapedTicks = ticks(reaped);
    info.startTime = ticks(start);
    info.residentBytes = quint64(megabytes * 1024 * 1024);
    return info;
}

} // namespace

class TestUsageMeter final : public QObject
{
    Q_OBJECT

private slots:
    void countsFromTheStartAtFirst();
    void countsBetweenSamples();
    void addsUpTheTree();
    void countsNewProcessesWhole();
    void countsNothingTwiceWhenAChildIsReaped();
    void countsShortLivedChildren();
    void followsChainsOfTheReaped();
    void forgetsWhatLeftTheTree();
    void isNotFooledByReusedPids();
    void keepsItsValueBetweenCloseSamples();
    void isZeroForNothing();
    void addsUpWhatWasUsed();
};

void TestUsageMeter::countsFromTheStartAtFirst()
{
    UsageMeter meter;
    meter.add({process(1, 0, 1, 0, 100), process(2, 1, 2, 0, 108)}, 110'000);
    QCOMPARE(meter.usage().cpu, 30.0);
    QCOMPARE(meter.usage().mem, 2.0);
}

void TestUsageMeter::countsBetweenSamples()
{
    UsageMeter meter;
    meter.add({process(1, 0, 100)}, 1'000'000);
    meter.add({process(1, 0, 100.5)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 50.0);
    meter.add({process(1, 0, 104.5)}, 1'003'000);
    QCOMPARE(meter.usage().cpu, 200.0);
    meter.add({process(1, 0, 104.5)}, 1'004'000);
    QCOMPARE(meter.usage().cpu, 0.0);
}

void TestUsageMeter::addsUpTheTree()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5, 0, 0, 10), process(2, 1, 7, 0, 0, 20.25)}, 1'000'000);
    meter.add({process(1, 0, 5.25, 0, 0, 11), process(2, 1, 7.5, 0, 0, 20.5)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 75.0);
    QCOMPARE(meter.usage().mem, 31.5);
}

void TestUsageMeter::countsNewProcessesWhole()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5)}, 1'000'000);
    meter.add({process(1, 0, 5), process(2, 1, 0.5, 0, 1000.2)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 50.0);
}

void TestUsageMeter::countsNothingTwiceWhenAChildIsReaped()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5), process(2, 1, 100)}, 1'000'000);
    meter.add({process(1, 0, 5.25, 100.25)}, 1'001'000); // 2 used 0.25 more before it ended
    QCOMPARE(meter.usage().cpu, 50.0);
}

void TestUsageMeter::countsShortLivedChildren()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5, 40)}, 1'000'000);
    meter.add({process(1, 0, 5, 40.75)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 75.0);
}

void TestUsageMeter::followsChainsOfTheReaped()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5), process(2, 1, 10), process(3, 2, 20)}, 1'000'000);
    meter.add({process(1, 0, 5, 30.5)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 50.0);
}

void TestUsageMeter::forgetsWhatLeftTheTree()
{
    UsageMeter meter;
    // 9 is no member: what it reaped is nobody's.
    meter.add({process(1, 0, 5), process(2, 9, 100)}, 1'000'000);
    meter.add({process(1, 0, 5.5)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 50.0);
    // A parent that does not want to know of its children inherits nothing: never negative.
    meter.add({process(1, 0, 5.5), process(3, 1, 50)}, 1'002'000);
    meter.add({process(1, 0, 6)}, 1'003'000);
    QCOMPARE(meter.usage().cpu, 0.0);
    meter.add({process(1, 0, 6.5)}, 1'004'000);
    QCOMPARE(meter.usage().cpu, 50.0);
}

void TestUsageMeter::isNotFooledByReusedPids()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5), process(2, 9, 100)}, 1'000'000);
    meter.add({process(1, 0, 5), process(2, 1, 0.5, 0, 1000.2)}, 1'001'000);
    QCOMPARE(meter.usage().cpu, 50.0);
}

void TestUsageMeter::keepsItsValueBetweenCloseSamples()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5)}, 1'000'000);
    meter.add({process(1, 0, 5.5)}, 1'001'000);
    meter.add({process(1, 0, 5.51, 0, 0, 7)}, 1'001'005);
    QCOMPARE(meter.usage().cpu, 50.0);
    QCOMPARE(meter.usage().mem, 7.0);
    meter.add({process(1, 0, 5.75)}, 1'002'000);
    QCOMPARE(meter.usage().cpu, 25.0);
}

void TestUsageMeter::isZeroForNothing()
{
    UsageMeter meter;
    QCOMPARE(meter.usage().cpu, 0.0);
    meter.add({}, 1'000);
    QCOMPARE(meter.usage().cpu, 0.0);
    QCOMPARE(meter.usage().mem, 0.0);
    meter.add({process(1, 0, 5, 0, 10)}, 10'000); // just started, by the clocks' grain
    QVERIFY(meter.usage().cpu > 0);
}

// A sum that never falls, whatever becomes of the processes.
void TestUsageMeter::addsUpWhatWasUsed()
{
    UsageMeter meter;
    meter.add({process(1, 0, 5), process(2, 1, 10)}, 1'000'000);
    QCOMPARE(meter.usage().cpuMs, 15'000);
    QCOMPARE(meter.usage().gainedCpuMs, 15'000);
    meter.add({process(1, 0, 5.25), process(2, 1, 10.5)}, 1'001'000);
    QCOMPARE(meter.usage().cpuMs, 15'750);
    QCOMPARE(meter.usage().gainedCpuMs, 750);
    meter.add({process(1, 0, 6, 11)}, 1'001'010); // too soon: counted with the next
    QCOMPARE(meter.usage().cpuMs, 15'750);
    QCOMPARE(meter.usage().gainedCpuMs, 0);
    meter.add({process(1, 0, 6, 11)}, 1'002'000); // 2 has ended and was waited for
    QCOMPARE(meter.usage().cpuMs, 17'000);
    QCOMPARE(meter.usage().gainedCpuMs, 1'250);
    meter.add({process(1, 0, 6, 11), process(3, 1, 50)}, 1'003'000);
    meter.add({process(1, 0, 6.5, 11)}, 1'004'000); // 3 has ended and nobody waited for it
    QCOMPARE(meter.usage().cpuMs, 67'000);
    meter.add({}, 1'005'000);
    QCOMPARE(meter.usage().cpuMs, 67'000);
    QCOMPARE(meter.usage().gainedCpuMs, 0);
}

QTEST_APPLESS_MAIN(TestUsageMeter)
#include "tst_usagemeter.moc"
