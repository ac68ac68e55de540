// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/cron.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace qilin;

// Times as in crontab(5), and what happens to them where clocks are changed.
class TestCron final : public QObject
{
    Q_OBJECT

private slots:
    void next_data();
    void next();
    void everyMinuteOfTheYear();
    void good_data();
    void good();
    void wrong_data();
    void wrong();
};

void TestCron::next_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("after"); // UTC
    QTest::addColumn<QStringList>("times");
    const auto row = [](const char *name, const QString &zone, const QString &expression,
                        const QString &after, const QStringList &times) {
        QTest::newRow(name) << zone << expression << after << times;
    };
    const QString utc = u"UTC"_s;
    row("next minute", utc, u"* * * * *"_s, u"2026-11-28T04:30:00"_s,
        {u"2026-11-28T04:31:00"_s, u"2026-11-28T04:32:00"_s});
    row("within a minute", utc, u"* * * * *"_s, u"2026-11-28T04:30:00.001"_s,
        {u"2026-11-28T04:31:00"_s});
    row("next year", utc, u"0 0 1 1 *"_s, u"2026-11-28T04:30:00"_s,
        {u"2027-01-01T00:00:00"_s, u"2028-01-01T00:00:00"_s});
    row("step", utc, u"*/20 4 * * *"_s, u"2026-11-28T04:30:00"_s,
        {u"2026-11-28T04:40:00"_s, u"2026-11-29T04:00:00"_s, u"2026-11-29T04:20:00"_s});
    row("step from a number", utc, u"5/25 4 * * *"_s, u"2026-11-28T04:30:00"_s,
        {u"2026-11-28T04:55:00"_s, u"2026-11-29T04:05:00"_s});
    row("step over a range", utc, u"0 8-18/5 * * *"_s, u"2026-11-28T04:30:00"_s,
        {u"2026-11-28T08:00:00"_s, u"2026-11-28T13:00:00"_s, u"2026-11-28T18:00:00"_s,
         u"2026-11-29T08:00:00"_s});
    row("list", utc, u"15,45 6,4 * * *"_s, u"2026-11-28T04:30:00"_s,
        {u"2026-11-28T04:45:00"_s, u"2026-11-28T06:15:00"_s});
    row("weekdays by name", utc, u"0 9 * * Mon-FRI"_s, u"2026-11-27T09:00:00"_s,
        {u"2026-11-30T09:00:00"_s, u"2026-12-01T09:00:00"_s});
    row("Sunday alone", utc, u"0 0 * * sun-sun"_s, u"2026-11-27T00:00:00"_s,
        {u"2026-11-29T00:00:00"_s});
    row("weekend around Sunday", utc, u"0 0 * * sat-sun"_s, u"2026-11-27T00:00:00"_s,
        {u"2026-11-28T00:00:00"_s, u"2026-11-29T00:00:00"_s, u"2026-12-05T00:00:00"_s});
    row("Sunday is 0", utc, u"0 0 * * 0"_s, u"2026-11-28T00:00:00"_s, {u"2026-11-29T00:00:00"_s});
    row("Sunday is 7", utc, u"0 0 * * 7"_s, u"2026-11-28T00:00:00"_s, {u"2026-11-29T00:00:00"_s});
    row("months by name", utc, u"0 0 1 jan,JUN *"_s, u"2026-11-28T00:00:00"_s,
        {u"2027-01-01T00:00:00"_s, u"2027-06-01T00:00:00"_s});
    row("one of two days is enough", utc, u"0 0 13 * fri"_s, u"2026-12-05T00:00:00"_s,
        {u"2026-12-11T00:00:00"_s, u"2026-12-13T00:00:00"_s, u"2026-12-18T00:00:00"_s});
    row("star with step needs both", utc, u"0 0 */2 * mon"_s, u"2026-11-28T00:00:00"_s,
        {u"2026-12-07T00:00:00"_s, u"2026-12-21T00:00:00"_s});
    row("31st", utc, u"0 0 31 * *"_s, u"2026-11-28T00:00:00"_s,
        {u"2026-12-31T00:00:00"_s, u"2027-01-31T00:00:00"_s, u"2027-03-31T00:00:00"_s});
    row("29 February", utc, u"0 0 29 2 *"_s, u"2026-11-28T00:00:00"_s,
        {u"2028-02-29T00:00:00"_s, u"2032-02-29T00:00:00"_s});
    row("a century without leap year", utc, u"0 0 29 2 *"_s, u"2096-02-29T00:00:00"_s,
        {u"2104-02-29T00:00:00"_s});

    // Clocks go from 02:00 to 03:00 at 01:00 UTC of 29 March 2026, and back from 03:00 to 02:00 at
    // 01:00 UTC of 25 October.
    const QString berlin = u"Europe/Berlin"_s;
    row("summer and winter", berlin, u"0 12 * * *"_s, u"2026-10-24T00:00:00"_s,
        {u"2026-10-24T10:00:00"_s, u"2026-10-25T11:00:00"_s});
    row("skipped", berlin, u"30 2 * * *"_s, u"2026-03-28T00:00:00"_s,
        {u"2026-03-28T01:30:00"_s, u"2026-03-29T01:00:00"_s, u"2026-03-30T00:30:00"_s});
    row("several skipped run once", berlin, u"*/15 2 * * *"_s, u"2026-03-28T01:45:00"_s,
        {u"2026-03-29T01:00:00"_s, u"2026-03-30T00:00:00"_s});
    row("skipped and what follows", berlin, u"0,30 2-3 * * *"_s, u"2026-03-29T00:30:00"_s,
        {u"2026-03-29T01:00:00"_s, u"2026-03-29T01:30:00"_s, u"2026-03-30T00:00:00"_s});
    row("beside the gap", berlin, u"59 1,3 * * *"_s, u"2026-03-29T00:00:00"_s,
        {u"2026-03-29T00:59:00"_s, u"2026-03-29T01:59:00"_s});
    row("every hour over the gap", berlin, u"0 * * * *"_s, u"2026-03-28T23:30:00"_s,
        {u"2026-03-29T00:00:00"_s, u"2026-03-29T01:00:00"_s, u"2026-03-29T02:00:00"_s});
    row("repeated", berlin, u"30 2 * * *"_s, u"2026-10-24T00:30:00"_s,
        {u"2026-10-25T00:30:00"_s, u"2026-10-26T01:30:00"_s});
    row("from between the two", berlin, u"30 2 * * *"_s, u"2026-10-25T01:10:00"_s,
        {u"2026-10-26T01:30:00"_s});
    row("beside the repeated hour", berlin, u"59 1,3 * * *"_s, u"2026-10-24T23:00:00"_s,
        {u"2026-10-24T23:59:00"_s, u"2026-10-25T02:59:00"_s});
    row("half an hour is skipped", u"Australia/Lord_Howe"_s, u"15 2 * * *"_s,
        u"2026-10-03T00:00:00"_s, {u"2026-10-03T15:30:00"_s, u"2026-10-04T15:15:00"_s});
    row("midnight is skipped", u"America/Santiago"_s, u"30 0 * * *"_s, u"2026-09-05T12:00:00"_s,
        {u"2026-09-06T04:00:00"_s, u"2026-09-07T03:30:00"_s});
    row("a day is skipped", u"Pacific/Apia"_s, u"0 12 * * *"_s, u"2011-12-29T23:00:00"_s,
        {u"2011-12-30T10:00:00"_s, u"2011-12-30T22:00:00"_s});
}

void TestCron::next()
{
    QFETCH(QString, zone);
    QFETCH(QString, expression);
    QFETCH(QString, after);
    QFETCH(QStringList, times);
    const QTimeZone timeZone(zone.toLatin1());
    QVERIFY2(timeZone.isValid(), "the time zone database is missing (package tzdata)");
    const Result<Cron> cron = Cron::parse(expression);
    QVERIFY(bool(cron));
    QDateTime time = QDateTime::fromString(after + u'Z', Qt::ISODateWithMs);
    QVERIFY(time.isValid());
    QStringList found;
    for (qsizetype i = 0; i < times.size(); ++i) {
        time = cron->next(time, timeZone);
        found.append(time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s));
    }
    QCOMPARE(found, times);
}

// Every local minute that the clocks show comes once, and nothing else does.
void TestCron::everyMinuteOfTheYear()
{
    const QTimeZone berlin("Europe/Berlin");
    QVERIFY2(berlin.isValid(), "the time zone database is missing (package tzdata)");
    const Result<Cron> cron = Cron::parse(u"*/30 * * * *"_s);
    QVERIFY(bool(cron));
    QDateTime time(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::utc());
    const QDateTime end(QDate(2027, 1, 1), QTime(0, 0), QTimeZone::utc());
    QSet<QString> seen;
    int times = 0;
    for (time = cron->next(time, berlin); time < end; time = cron->next(time, berlin)) {
        const QDateTime local = time.addSecs(berlin.offsetFromUtc(time));
        QVERIFY(local.time().minute() % 30 == 0 && local.time().second() == 0);
        seen.insert(local.toString(Qt::ISODate));
        ++times;
    }
    QCOMPARE(int(seen.size()), times);
    // One hour of the year's 8,760 is shown twice, one never; 00:00 UTC is left out above.
    QCOMPARE(times, (8760 - 1) * 2 - 1);
}

void TestCron::good_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *text :
         {"* * * * *", "  0   0  1 1 0 ", "0-59/59 23 31 dec SUN", "00 00 01 01 07", "0 0 31 2,3 *",
          "0 0 30 2 mon", "1,2,3-5,*/7 0 * * 1,3,5", "0 0 * * 5-7", "59/1 * * * *"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestCron::good()
{
    QFETCH(QString, expression);
    const Result<Cron> cron = Cron::parse(expression);
    QVERIFY2(bool(cron), cron ? "" : qPrintable(cron.error().text));
}

void TestCron::wrong_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const QString &says) {
        QTest::newRow(text) << QString::fromLatin1(text) << says;
    };
    row("", u"must have five fields"_s);
    row("0 0 * *", u"such as \"30 4 * * mon-fri\", not 4"_s);
    row("0 0 0 * * *", u"not 6"_s);
    row("@daily", u"not 1"_s);
    row("60 0 * * *", u"\"60\" is no minute of a schedule; it must be within 0–59"_s);
    row("0 24 * * *", u"\"24\" is no hour"_s);
    row("0 0 0 * *", u"\"0\" is no day of month"_s);
    row("0 0 32 * *", u"within 1–31"_s);
    row("0 0 * 13 *", u"\"13\" is no month"_s);
    row("0 0 * 0 *", u"\"0\" is no month"_s);
    row("0 0 * * 8", u"\"8\" is no day of week"_s);
    row("0 0 * foo *", u"\"foo\" is no month"_s);
    row("0 0 * mon *", u"\"mon\" is no month"_s);
    row("0 0 * * monday", u"\"monday\" is no day of week"_s);
    row("0 0 * * jan", u"such as *, 0, 0-7, */2, mon-fri"_s);
    row("5-1 0 * * *", u"\"5-1\" is no minute"_s);
    row("1- 0 * * *", u"\"1-\" is no minute"_s);
    row("-1 0 * * *", u"\"-1\" is no minute"_s);
    row("+1 0 * * *", u"\"+1\" is no minute"_s);
    row("1,,2 0 * * *", u"\"1,,2\" is no minute"_s);
    row("*/0 0 * * *", u"\"*/0\" is no minute"_s);
    row("*/ 0 * * *", u"\"*/\" is no minute"_s);
    row("*/-1 0 * * *", u"\"*/-1\" is no minute"_s);
    row("*/60 0 * * *", u"\"*/60\" is no minute"_s);
    row("** 0 * * *", u"\"**\" is no minute"_s);
    row("1.5 0 * * *", u"\"1.5\" is no minute"_s);
    row("0 0 30 feb *", u"no month of \"feb\" has a day 30: it would never happen"_s);
    row("0 0 31 4,jun,9,11 *", u"would never happen"_s);
}

void TestCron::wrong()
{
    QFETCH(QString, expression);
    QFETCH(QString, says);
    const Result<Cron> cron = Cron::parse(expression);
    QVERIFY(!cron);
    QVERIFY2(cron.error().text.contains(says), qPrintable(cron.error().text));
}

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
