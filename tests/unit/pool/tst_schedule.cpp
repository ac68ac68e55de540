// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/schedule.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// A schedule whose clock the test sets.
struct Setup
{
    QDateTime now{QDate(2026, 11, 28), QTime(4, 30), QTimeZone::utc()};
    Schedule schedule{{[this] { return now; }, [] { return QTimeZone::utc(); }}};
    int times = 0;

    Setup()
    {
        QObject::connect(&schedule, &Schedule::due, &schedule, [this] { ++times; });
    }
    int timesAt(int hour, int minute, int second = 0, int day = 28)
    {
        now = QDateTime(QDate(2026, 11, day), QTime(hour, minute, second), QTimeZone::utc());
        schedule.look();
        return times;
    }
};

} // namespace

class TestSchedule final : public QObject
{
    Q_OBJECT

private slots:
    void onceATime();
    void severalTimes();
    void asleep();
    void setBack();
    void setBackByADay();
    void changed();
    void byItself();
};

void TestSchedule::onceATime()
{
    Setup setup;
    setup.schedule.setTimes({u"45 4 * * *"_s});
    QCOMPARE(setup.schedule.next().toUTC().toString(Qt::ISODate), u"2026-11-28T04:45:00Z"_s);
    QCOMPARE(setup.timesAt(4, 30), 0);
    QCOMPARE(setup.timesAt(4, 44, 59), 0);
    QCOMPARE(setup.timesAt(4, 45), 1);
    QCOMPARE(setup.timesAt(4, 45), 1);
    QCOMPARE(setup.timesAt(4, 45, 1), 1);
    QCOMPARE(setup.timesAt(4, 44, 59, 29), 1);
    QCOMPARE(setup.timesAt(4, 45, 3, 29), 2);
}

void TestSchedule::severalTimes()
{
    Setup setup;
    setup.schedule.setTimes({u"0 6 * * *"_s, u"0 5 * * *"_s, u"0 5,7 * * *"_s});
    QCOMPARE(setup.timesAt(5, 0), 1);
    QCOMPARE(setup.timesAt(6, 0), 2);
    QCOMPARE(setup.timesAt(7, 0), 3);
    QCOMPARE(setup.timesAt(8, 0), 3);
}

void TestSchedule::asleep()
{
    Setup setup;
    setup.schedule.setTimes({u"* * * * *"_s});
    QCOMPARE(setup.timesAt(9, 17), 1);
    QCOMPARE(setup.timesAt(9, 17, 59), 1);
    QCOMPARE(setup.timesAt(9, 18), 2);
}

void TestSchedule::setBack()
{
    Setup setup;
    setup.schedule.setTimes({u"0 5 * * *"_s});
    QCOMPARE(setup.timesAt(5, 0), 1);
    QCOMPARE(setup.timesAt(4, 59, 59), 1);
    QCOMPARE(setup.timesAt(5, 0), 1);
    QCOMPARE(setup.timesAt(4, 0), 1);
    QCOMPARE(setup.timesAt(5, 1), 1);
    QCOMPARE(setup.timesAt(5, 0, 0, 29), 2);
}

void TestSchedule::setBackByADay()
{
    Setup setup;
    setup.schedule.setTimes({u"0 5 * * *"_s});
    QCOMPARE(setup.timesAt(5, 0), 1);
    QCOMPARE(setup.timesAt(4, 0, 0, 27), 1);
    QCOMPARE(setup.timesAt(5, 0, 0, 27), 2);
}

void TestSchedule::changed()
{
    Setup setup;
    setup.schedule.setTimes({u"0 5 * * *"_s});
    setup.schedule.setTimes({u"0 6 * * *"_s});
    QCOMPARE(setup.timesAt(5, 30), 0);
    setup.schedule.setTimes({});
    QVERIFY(!setup.schedule.next().isValid());
    QCOMPARE(setup.timesAt(6, 30), 0);
    setup.schedule.setTimes({u"0 7 * * *"_s});
    QCOMPARE(setup.timesAt(7, 0), 1);
}

// Its own timer looks when the time has come.
void TestSchedule::byItself()
{
    Setup setup;
    setup.now = QDateTime(QDate(2026, 11, 28), QTime(4, 59, 59, 990), QTimeZone::utc());
    setup.schedule.setTimes({u"0 5 * * *"_s});
    setup.now = setup.now.addMSecs(10);
    QTRY_COMPARE_WITH_TIMEOUT(setup.times, 1, 60000);
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
