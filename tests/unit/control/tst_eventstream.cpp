// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/eventstream.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr EventKinds kAll
    = EventKind::Status | EventKind::Reload | EventKind::Worker | EventKind::Log;

QByteArray takeAll(EventStream *stream)
{
    QByteArray all;
    for (QByteArray block = stream->take(); !block.isEmpty(); block = stream->take())
        all += block;
    return all;
}

} // namespace

class tst_EventStream : public QObject
{
    Q_OBJECT

private slots:
    void filters();
    void keepsTheOrder();
    void keepsTheNewestStatus();
    void joinsSmallEvents();
    void sharesAnEvent();
    void isBounded();
    void asksBeforeItOverflows();
    void beatsInSilenceOnly();
    void givesWhatWaitsAfterClose();
};

void tst_EventStream::filters()
{
    const EventStream some({EventKind::Log | EventKind::Status, u"api"_s, {}}, {}, 100);
    QVERIFY(some.wants(EventKind::Log) && some.wants(EventKind::Status));
    QVERIFY(!some.wants(EventKind::Worker) && !some.wants(EventKind::Reload));
    QVERIFY(some.wants(EventKind::Log, u"api"_s));
    QVERIFY(!some.wants(EventKind::Log, u"web"_s));
    QVERIFY(!some.wants(EventKind::Worker, u"api"_s));
    const EventStream all({kAll, {}, {}}, {}, 100);
    QVERIFY(all.wants(EventKind::Reload, u"web"_s));
}

void tst_EventStream::keepsTheOrder()
{
    EventStream stream({kAll, {}, {}}, "opening;", 100);
    stream.offer("one;");
    stream.offerStatus("status;");
    stream.offer("two;");
    QCOMPARE(takeAll(&stream), "opening;one;two;status;"_ba);
    QVERIFY(stream.take().isEmpty());
}

void tst_EventStream::keepsTheNewestStatus()
{
    EventStream stream({kAll, {}, {}}, {}, 1);
    for (int i = 0; i < 1000; ++i)
        stream.offerStatus("status " + QByteArray::number(i));
    QCOMPARE(takeAll(&stream), "status 999"_ba);
}

void tst_EventStream::joinsSmallEvents()
{
    EventStream stream({kAll, {}, {}}, {}, 1 << 20);
    QByteArray sent;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray event(100, char('a' + i % 26));
        stream.offer(event);
        sent += event;
    }
    QByteArray got;
    int blocks = 0;
    for (QByteArray block = stream.take(); !block.isEmpty(); block = stream.take()) {
        ++blocks;
        got += block;
    }
    QCOMPARE(got, sent);
    QVERIFY(blocks > 1 && blocks < 10);
}

void tst_EventStream::sharesAnEvent()
{
    EventStream one({kAll, {}, {}}, {}, 1 << 20);
    EventStream two({kAll, {}, {}}, {}, 1 << 20);
    const QByteArray status(1000, 's');
    const QByteArray event(1000, 'e');
    for (EventStream *stream : {&one, &two}) {
        stream->offer(event);
        stream->offerStatus(status);
        QCOMPARE(stream->take().constData(), event.constData());
        QCOMPARE(stream->take().constData(), status.constData());
    }
}

void tst_EventStream::isBounded()
{
    EventStream stream({kAll, {}, {}}, "a long opening beside the bound", 10);
    QSignalSpy overflowed(&stream, &EventStream::overflowed);
    stream.offer("12345");
    stream.offer("67890");
    stream.offerStatus("as long as it likes");
    QVERIFY(overflowed.isEmpty());
    stream.offer("x");
    QCOMPARE(overflowed.size(), 1);
    QVERIFY(stream.take().isEmpty());
    stream.offer("x"); // its client is gone
    stream.offerStatus("y");
    QCOMPARE(overflowed.size(), 1);
    QVERIFY(stream.take().isEmpty());
}

void tst_EventStream::asksBeforeItOverflows()
{
    EventStream stream({kAll, {}, {}}, {}, 10);
    QSignalSpy overflowed(&stream, &EventStream::overflowed);
    QByteArray got;
    connect(&stream, &EventStream::ready, this, [&] { got += takeAll(&stream); });
    for (int i = 0; i < 100; ++i)
        stream.offer("1234");
    stream.flush();
    QCOMPARE(got.size(), 400);
    QVERIFY(overflowed.isEmpty());
}

void tst_EventStream::beatsInSilenceOnly()
{
    EventStream stream({kAll, {}, {}}, {}, 100);
    QSignalSpy ready(&stream, &EventStream::ready);
    stream.flush();
    QVERIFY(ready.isEmpty());
    stream.offerHeartbeat();
    stream.offerHeartbeat();
    stream.flush();
    QCOMPARE(ready.size(), 1);
    QCOMPARE(takeAll(&stream), ":\n\n"_ba);
    stream.offerStatus("status");
    stream.offerHeartbeat();
    QCOMPARE(takeAll(&stream), "status"_ba);
}

void tst_EventStream::givesWhatWaitsAfterClose()
{
    EventStream stream({kAll, {}, {}}, {}, 100);
    stream.offer("last words");
    stream.close();
    stream.offer("too late");
    stream.offerStatus("too late");
    QCOMPARE(takeAll(&stream), "last words"_ba);
}

QTEST_GUILESS_MAIN(tst_EventStream)
#include "tst_eventstream.moc"
