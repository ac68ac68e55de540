// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/master/eventfeed.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

WorkerEvent workerEvent(int worker)
{
    return {1000, u"app"_s, worker, 5, 1, WorkerState::Up, {}};
}

QList<qint64> numbers(const QList<EventFeed::Entry> &entries)
{
    QList<qint64> list;
    for (const EventFeed::Entry &entry : entries)
        list.append(entry.number);
    return list;
}

} // namespace

class TestEventFeed final : public QObject
{
    Q_OBJECT

private slots:
    void numbersFromOne();
    void publishesWhatItKeeps();
    void isBoundedInEntries();
    void isBoundedInBytes();
    void takesLinesOnlyWhileFollowed();
    void mayBeAskedFromItsSignal();
};

void TestEventFeed::numbersFromOne()
{
    EventFeed feed;
    QCOMPARE(feed.last(), 0);
    QVERIFY(feed.since(0).isEmpty());
    for (int worker = 1; worker <= 3; ++worker)
        feed.publish(workerEvent(worker));
    QCOMPARE(feed.last(), 3);
    QCOMPARE(numbers(feed.since(0)), QList<qint64>({1, 2, 3}));
    QCOMPARE(numbers(feed.since(1)), QList<qint64>({2, 3}));
    QVERIFY(feed.since(3).isEmpty());
    QVERIFY(feed.since(99).isEmpty());
    QCOMPARE(numbers(feed.since(-1)), QList<qint64>({1, 2, 3}));
}

void TestEventFeed::publishesWhatItKeeps()
{
    EventFeed feed;
    QList<EventFeed::Entry> heard;
    connect(&feed, &EventFeed::published, this,
            [&heard](const EventFeed::Entry &entry) { heard.append(entry); });
    feed.publish(workerEvent(7));
    feed.publish(
        ReloadEvent{u"other"_s,
                    true,
                    2,
                    {QDateTime::currentDateTimeUtc(), u"OK"_s, 5, u"file"_s, {u"a.js"_s}}});
    QCOMPARE(heard.size(), 2);
    QCOMPARE(heard[0].kind, EventFeed::Kind::Worker);
    QCOMPARE(heard[0].app, u"app"_s);
    QVERIFY(!heard[0].json.contains('\n'));
    const WorkerEvent back = workerEventFromJson(QJsonDocument::fromJson(heard[0].json).object());
    QCOMPARE(back.worker, 7);
    QCOMPARE(back.state, WorkerState::Up);
    QCOMPARE(heard[1].kind, EventFeed::Kind::Reload);
    QCOMPARE(heard[1].app, u"other"_s);
    QCOMPARE(feed.since(0)[1].json, heard[1].json);

    QSignalSpy changed(&feed, &EventFeed::changed);
    feed.announceChange();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(feed.last(), 2); // that is none of its own
}

void TestEventFeed::isBoundedInEntries()
{
    EventFeed feed(3);
    for (int worker = 1; worker <= 10; ++worker)
        feed.publish(workerEvent(worker));
    QCOMPARE(numbers(feed.since(0)), QList<qint64>({8, 9, 10}));
    QCOMPARE(numbers(feed.since(9)), QList<qint64>({10}));
}

void TestEventFeed::isBoundedInBytes()
{
    EventFeed measure;
    measure.publish(workerEvent(1));
    const qsizetype size = measure.since(0)[0].json.size();
    EventFeed feed(1000, 2 * size + 1);
    for (int worker = 1; worker <= 5; ++worker)
        feed.publish(workerEvent(worker));
    QCOMPARE(numbers(feed.since(0)), QList<qint64>({4, 5}));

    EventFeed tiny(1000, 1); // what is too large for it is published all the same
    QSignalSpy published(&tiny, &EventFeed::published);
    tiny.publish(workerEvent(1));
    QCOMPARE(published.size(), 1);
    QVERIFY(tiny.since(0).isEmpty());
    QCOMPARE(tiny.last(), 1);
}

void TestEventFeed::takesLinesOnlyWhileFollowed()
{
    EventFeed feed;
    const LogLine line{5, u"app"_s, 1, Stream::Err, "text"};
    feed.publish(line);
    QCOMPARE(feed.last(), 0);
    feed.setFollowed(true);
    feed.publish(line);
    QCOMPARE(feed.last(), 1);
    QCOMPARE(feed.since(0)[0].kind, EventFeed::Kind::Log);
    feed.setFollowed(false);
    feed.publish(line);
    QCOMPARE(feed.last(), 1);
}

void TestEventFeed::mayBeAskedFromItsSignal()
{
    EventFeed feed(2);
    QList<qint64> heard;
    connect(&feed, &EventFeed::published, this, [&](const EventFeed::Entry &entry) {
        heard.append(entry.number);
        QCOMPARE(feed.since(entry.number - 1)[0].number, entry.number);
        if (entry.number == 1)
            feed.publish(workerEvent(2));
    });
    feed.publish(workerEvent(1));
    QCOMPARE(heard, QList<qint64>({1, 2}));
}

QTEST_GUILESS_MAIN(TestEventFeed)
#include "tst_eventfeed.moc"
