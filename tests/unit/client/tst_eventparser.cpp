// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/eventparser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// "TYPE|DATA|ID" of each event that has come.
QByteArrayList drained(EventParser &parser)
{
    QByteArrayList events;
    while (const auto event = parser.next())
        events.append(event->type + '|' + event->data + '|' + event->id);
    return events;
}

QByteArrayList parsed(const QByteArray &bytes)
{
    EventParser parser;
    parser.feed(bytes);
    return drained(parser);
}

} // namespace

class tst_EventParser : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void leavesOutWhatIsTooLarge_data();
    void leavesOutWhatIsTooLarge();
    void remembersTheLastId();
};

void tst_EventParser::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    using List = QByteArrayList;

    QTest::newRow("nothing") << ""_ba << List{};
    QTest::newRow("data") << "data: a\n\n"_ba << List{"message|a|"};
    QTest::newRow("no blank") << "data:a\n\n"_ba << List{"message|a|"};
    QTest::newRow("one blank only") << "data:  a\n\n"_ba << List{"message| a|"};
    QTest::newRow("type") << "event: status\ndata: {}\n\n"_ba << List{"status|{}|"};
    QTest::newRow("type after data") << "data: {}\nevent: log\n\n"_ba << List{"log|{}|"};
    QTest::newRow("type holds for one event")
        << "event: log\ndata: 1\n\ndata: 2\n\n"_ba << List{"log|1|", "message|2|"};
    QTest::newRow("id") << "id: 7\ndata: a\n\n"_ba << List{"message|a|7"};
    QTest::newRow("id stays") << "id: 7\ndata: a\n\ndata: b\n\n"_ba
                              << List{"message|a|7", "message|b|7"};
    QTest::newRow("empty id") << "id: 7\ndata: a\n\nid\ndata: b\n\n"_ba
                              << List{"message|a|7", "message|b|"};
    QTest::newRow("id with NUL") << "id: 7\0\ndata: a\n\n"_ba << List{"message|a|"};
    QTest::newRow("two lines") << "data: a\ndata: b\n\n"_ba << List{"message|a\nb|"};
    QTest::newRow("empty lines") << "data\ndata\n\n"_ba << List{"message|\n|"};
    QTest::newRow("empty data") << "event: x\ndata\n\n"_ba << List{"x||"};
    QTest::newRow("no data") << "event: x\n\ndata: a\n\n"_ba << List{"message|a|"};
    QTest::newRow("comment") << ": here\n\n:\ndata: a\n: b\n\n"_ba << List{"message|a|"};
    QTest::newRow("retry") << "retry: 1000\ndata: a\n\n"_ba << List{"message|a|"};
    QTest::newRow("retry alone") << "retry: 1000\n\n"_ba << List{};
    QTest::newRow("unknown field") << "dataa: x\nda: y\ndata: a\n\n"_ba << List{"message|a|"};
    QTest::newRow("CRLF") << "event: x\r\ndata: a\r\ndata: b\r\n\r\n"_ba << List{"x|a\nb|"};
    QTest::newRow("CR") << "event: x\rdata: a\rdata: b\r\r"_ba << List{"x|a\nb|"};
    QTest::newRow("mixed") << "event: x\rdata: a\ndata: b\r\n\n"_ba << List{"x|a\nb|"};
    QTest::newRow("CR LF LF") << "data: a\r\n\ndata: b\n\r\n"_ba
                              << List{"message|a|", "message|b|"};
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF"
                                        "data: a\n\n"_ba
                                     << List{"message|a|"};
    QTest::newRow("mark within") << "data: a\n\n\xEF\xBB\xBF"
                                    "data: b\n\n"_ba
                                 << List{"message|a|"};
    QTest::newRow("UTF-8") << "data: \xE9\xBA\x92\n\n"_ba << List{"message|\xE9\xBA\x92|"};
    QTest::newRow("cut off") << "data: a\n\ndata: b\n"_ba << List{"message|a|"};
    QTest::newRow("colon in data") << "data: a: b\n\n"_ba << List{"message|a: b|"};
}

void tst_EventParser::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);

    QCOMPARE(parsed(bytes), events);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        EventParser parser;
        parser.feed(bytes.first(cut));
        parser.feed(bytes.sliced(cut));
        QCOMPARE(drained(parser), events);
    }
    EventParser parser;
    for (const char byte : std::as_const(bytes))
        parser.feed(QByteArrayView(&byte, 1));
    QCOMPARE(drained(parser), events);
}

void tst_EventParser::leavesOutWhatIsTooLarge_data()
{
    QTest::addColumn<QByteArray>("large");

    QTest::newRow("one line") << "event: status\ndata: " + QByteArray(200, 'x') + "\n\n";
    QTest::newRow("many lines") << "event: status\n" + QByteArray("data: xxxxxxxxx\n").repeated(20)
                                       + "\n";
    QTest::newRow("then more") << "event: status\ndata: " + QByteArray(200, 'x') + "\ndata: y\n\n";
}

void tst_EventParser::leavesOutWhatIsTooLarge()
{
    QFETCH(QByteArray, large);
    const QByteArray bytes = "data: a\n\nid: 5\n" + large + "data: b\n\n";
    for (qsizetype step = 1; step <= bytes.size(); step += 7) {
        EventParser parser(100);
        for (qsizetype i = 0; i < bytes.size(); i += step)
            parser.feed(QByteArrayView(bytes).sliced(i, std::min(step, bytes.size() - i)));
        QCOMPARE(parser.next()->data, "a"_ba);
        const auto event = parser.next();
        QVERIFY(event && event->isTooLarge);
        QCOMPARE(event->type, "status"_ba);
        QCOMPARE(event->id, "5"_ba);
        QVERIFY(event->data.isEmpty());
        const auto after = parser.next();
        QVERIFY(after && !after->isTooLarge);
        QCOMPARE(after->data, "b"_ba);
        QVERIFY(!parser.next());
    }
}

void tst_EventParser::remembersTheLastId()
{
    EventParser parser;
    parser.feed("id: 3\n");
    QCOMPARE(parser.lastId(), ""_ba); // the event may not come
    parser.feed("\n");
    QCOMPARE(parser.lastId(), "3"_ba); // it was one without data
}

QTEST_GUILESS_MAIN(tst_EventParser)
#include "tst_eventparser.moc"
