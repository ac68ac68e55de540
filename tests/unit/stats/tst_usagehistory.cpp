// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/stats/history.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;

namespace {

constexpr qint64 kStartMs = 1'700'000'000'000;

// Second n of a made-up run: times one second apart.
qint64 at(int n)
{
    return kStartMs + 1000 * n;
}

std::vector<AppUsage> one(int worker, double cpu, double mem = 1)
{
    return {{u"app"_s, {{worker, {cpu, mem}}}}};
}

} // namespace

class TestUsageHistory final : public QObject
{
    Q_OBJECT

private slots:
    void startsEmpty();
    void sumsWorkersAndDaemon();
    void keepsTenMinutesOfSeconds();
    void keepsAnHourOfAverages();
    void showsTheTenUnderWay();
    void givesNoMoreThanWasAskedFor();
    void forgetsWorkersThatAreGone();
    void followsAnApplicationOverGenerations();
    void startsInTheMiddleOfATen();
    void countsTimesWhereNothingWasMeasured();
    void cost();
};

void TestUsageHistory::startsEmpty()
{
    UsageHistory history;
    for (const std::chrono::seconds span : {60s, 3600s}) {
        QVERIFY(history.of({}, {}, span).samples.isEmpty());
        QVERIFY(history.of(u"app"_s, {}, span).samples.isEmpty());
        QVERIFY(history.of(u"app"_s, 1, span).samples.isEmpty());
    }
    QCOMPARE(history.of({}, {}, 600s).intervalMs, 1000);
    QCOMPARE(history.of({}, {}, 601s).intervalMs, 10000);
}

void TestUsageHistory::sumsWorkersAndDaemon()
{
    UsageHistory history;
    history.add(at(0), {{u"a"_s, {{1, {10, 100}}, {2, {20, 200}}}}, {u"b"_s, {{3, {1, 10}}}}},
                {0.5, 5});
    const auto sample = [&](const QString &app, std::optional<int> worker) {
        const History found = history.of(app, worker, 60s);
        return found.samples.size() == 1 ? found.samples[0] : Sample();
    };
    QCOMPARE(sample(u"a"_s, 2).cpu, 20.0);
    QCOMPARE(sample(u"a"_s, 2).mem, 200.0);
    QCOMPARE(sample(u"a"_s, {}).cpu, 30.0);
    QCOMPARE(sample(u"b"_s, {}).mem, 10.0);
    QCOMPARE(sample({}, {}).cpu, 31.5);
    QCOMPARE(sample({}, {}).mem, 315.0);
    QCOMPARE(sample({}, {}).timeMs, at(0));
    QCOMPARE(sample({}, 3).cpu, 1.0); // ids are unique over all applications
}

void TestUsageHistory::keepsTenMinutesOfSeconds()
{
    UsageHistory history;
    for (int n = 0; n < 1000; ++n)
        history.add(at(n), one(1, n), {});
    const QList<Sample> samples = history.of(u"app"_s, 1, 600s).samples;
    QCOMPARE(samples.size(), 600);
    QCOMPARE(samples.first().timeMs, at(400));
    QCOMPARE(samples.first().cpu, 400.0);
    QCOMPARE(samples.last().timeMs, at(999));
    QCOMPARE(samples.last().cpu, 999.0);
}

void TestUsageHistory::keepsAnHourOfAverages()
{
    UsageHistory history;
    for (int n = 0; n < 5000; ++n)
        history.add(at(n), one(1, n), {});
    const History hour = history.of(u"app"_s, {}, 3600s);
    QCOMPARE(hour.intervalMs, 10000);
    QCOMPARE(hour.samples.size(), 360);
    QCOMPARE(hour.samples.last().timeMs, at(4999));
    QCOMPARE(hour.samples.last().cpu, 4994.5); // of 4990 … 4999
    QCOMPARE(hour.samples.first().timeMs, at(1409));
    QCOMPARE(hour.samples.first().cpu, 1404.5);
}

void TestUsageHistory::showsTheTenUnderWay()
{
    UsageHistory history;
    for (int n = 1; n <= 13; ++n)
        history.add(at(n), one(1, n), {});
    const QList<Sample> samples = history.of({}, {}, 3600s).samples;
    QCOMPARE(samples.size(), 2);
    QCOMPARE(samples[0].cpu, 5.5);
    QCOMPARE(samples[1].timeMs, at(13));
    QCOMPARE(samples[1].cpu, 12.0); // of 11, 12, 13
}

void TestUsageHistory::givesNoMoreThanWasAskedFor()
{
    UsageHistory history;
    for (int n = 0; n < 1000; ++n)
        history.add(at(n), one(1, n), {});
    QCOMPARE(history.of({}, {}, 60s).samples.size(), 60);
    QCOMPARE(history.of({}, {}, 60s).samples.first().timeMs, at(940));
    QCOMPARE(history.of({}, {}, 1s).samples.size(), 1);
    QCOMPARE(history.of({}, {}, 700s).samples.size(), 70);
}

void TestUsageHistory::forgetsWorkersThatAreGone()
{
    UsageHistory history;
    history.add(at(0), one(1, 1), {});
    history.add(at(1), one(2, 2), {});
    QVERIFY(history.of(u"app"_s, 1, 60s).samples.isEmpty());
    QCOMPARE(history.of(u"app"_s, 2, 60s).samples.size(), 1);
    history.add(at(2), {}, {});
    QVERIFY(history.of(u"app"_s, {}, 60s).samples.isEmpty());
    QCOMPARE(history.of({}, {}, 60s).samples.size(), 3);
}

void TestUsageHistory::followsAnApplicationOverGenerations()
{
    UsageHistory history;
    history.add(at(0), one(1, 1), {});
    history.add(at(1), {{u"app"_s, {{1, {1, 1}}, {2, {2, 2}}}}}, {});
    history.add(at(2), {{u"app"_s, {}}}, {}); // stopped
    history.add(at(3), one(3, 4), {});
    const QList<Sample> samples = history.of(u"app"_s, {}, 60s).samples;
    QCOMPARE(samples.size(), 4);
    QCOMPARE(samples[1].cpu, 3.0);
    QCOMPARE(samples[2].cpu, 0.0);
    QCOMPARE(samples[3].cpu, 4.0);
}

void TestUsageHistory::startsInTheMiddleOfATen()
{
    UsageHistory history;
    for (int n = 1; n <= 25; ++n)
        history.add(at(n), n < 8 ? std::vector<AppUsage>() : one(1, n), {});
    const QList<Sample> samples = history.of(u"app"_s, 1, 3600s).samples;
    QCOMPARE(samples.size(), 3);
    QCOMPARE(samples[0].timeMs, at(10));
    QCOMPARE(samples[0].cpu, 9.0); // of 8, 9, 10
    QCOMPARE(samples[1].cpu, 15.5);
    QCOMPARE(samples[2].cpu, 23.0);
}

void TestUsageHistory::countsTimesWhereNothingWasMeasured()
{
    UsageHistory history;
    history.add(at(0), one(1, 1), {});
    history.add(at(1), one(1, 2), {});
    history.add(at(500), one(1, 3), {}); // the machine slept
    const QList<Sample> samples = history.of(u"app"_s, 1, 60s).samples;
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples[0].cpu, 3.0);
    QCOMPARE(history.of(u"app"_s, 1, 600s).samples.size(), 3);
    history.add(at(-100), one(1, 4), {}); // the clock was set back
    QCOMPARE(history.of(u"app"_s, 1, 60s).samples.last().cpu, 4.0);
}

void TestUsageHistory::cost()
{
    UsageHistory history;
    std::vector<AppUsage> apps{{u"app"_s, {}}};
    for (int worker = 0; worker < 500; ++worker)
        apps[0].workers.push_back({worker, {1, 1}});
    int n = 0;
    QBENCHMARK
    {
        history.add(at(++n), apps, {});
    }
}

QTEST_GUILESS_MAIN(TestUsageHistory)
#include "tst_usagehistory.moc"
