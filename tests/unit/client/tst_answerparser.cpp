// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/answerparser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

using State = AnswerParser::State;
using Fault = AnswerParser::Fault;

class tst_AnswerParser : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void boundsTheHead_data();
    void boundsTheHead();
    void boundsTheBody_data();
    void boundsTheBody();
    void findsHeaders();
    void streams();
};

void tst_AnswerParser::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("needsEnd");

    QTest::newRow("length") << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"_ba << 200 << "hi"_ba
                            << false;
    QTest::newRow("empty") << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba << 200 << ""_ba
                           << false;
    QTest::newRow("no content") << "HTTP/1.1 204 No Content\r\n\r\n"_ba << 204 << ""_ba << false;
    QTest::newRow("no reason") << "HTTP/1.0 404\r\nContent-Length: 1\r\n\r\nx"_ba << 404 << "x"_ba
                               << false;
    QTest::newRow("more than said")
        << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there"_ba << 200 << "hi"_ba << false;
    QTest::newRow("until the end")
        << "HTTP/1.1 200 OK\r\n\r\nall of it\r\n"_ba << 200 << "all of it\r\n"_ba << true;
    QTest::newRow("length twice, the same")
        << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nhi"_ba << 200
        << "hi"_ba << false;
    QTest::newRow("chunks") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "2\r\nhi\r\n7;a=b\r\n there\n\r\n0\r\n\r\n"_ba
                            << 200 << "hi there\n"_ba << false;
    QTest::newRow("hex chunk, trailer")
        << "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\nA\r\n0123456789\r\n00\r\nX: y\r\n\r\n"_ba
        << 200 << "0123456789"_ba << false;
    QTest::newRow("continue before")
        << "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nLink: y\r\n\r\n"
           "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno"_ba
        << 500 << "no"_ba << false;
}

void tst_AnswerParser::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, needsEnd);

    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        AnswerParser parser;
        parser.feed(bytes.first(cut));
        parser.feed(bytes.sliced(cut));
        QCOMPARE(parser.state(), needsEnd ? State::Body : State::Complete);
        parser.end();
        QCOMPARE(parser.state(), State::Complete);
        QCOMPARE(parser.head().status, status);
        QCOMPARE(parser.takeBody(), body);
    }
    // Whatever is missing at the end is missed.
    if (!needsEnd && !bytes.endsWith("there")) {
        for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
            AnswerParser parser;
            parser.feed(bytes.first(cut));
            parser.end();
            QCOMPARE(parser.state(), State::Broken);
            QCOMPARE(parser.fault(), Fault::Incomplete);
        }
    }
}

void tst_AnswerParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("another protocol") << "SSH-2.0-OpenSSH_9.2p1\r\n"_ba;
    QTest::newRow("no line end") << "220 mail"_ba;
    QTest::newRow("TLS") << QByteArray::fromHex("15030300020228");
    QTest::newRow("blank line first") << "\r\nHTTP/1.1 200 OK\r\n\r\n"_ba;
    QTest::newRow("HTTP/2") << "HTTP/2 200 OK\r\n\r\n"_ba;
    QTest::newRow("bare LF") << "HTTP/1.1 200 OK\n\n"_ba;
    QTest::newRow("bare LF in headers") << "HTTP/1.1 200 OK\r\nA: b\n\r\n"_ba;
    QTest::newRow("two digits") << "HTTP/1.1 20 OK\r\n\r\n"_ba;
    QTest::newRow("four digits") << "HTTP/1.1 2000 OK\r\n\r\n"_ba;
    QTest::newRow("status 000") << "HTTP/1.1 000 OK\r\n\r\n"_ba;
    QTest::newRow("switching") << "HTTP/1.1 101 Switching\r\n\r\n"_ba;
    QTest::newRow("no colon") << "HTTP/1.1 200 OK\r\nabc\r\n\r\n"_ba;
    QTest::newRow("no name") << "HTTP/1.1 200 OK\r\n: abc\r\n\r\n"_ba;
    QTest::newRow("blank in name") << "HTTP/1.1 200 OK\r\nA : b\r\n\r\n"_ba;
    QTest::newRow("folded") << "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"_ba;
    QTest::newRow("NUL in value") << "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n"_ba;
    QTest::newRow("CR in value") << "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n"_ba;
    QTest::newRow("length and chunks") << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
                                          "Transfer-Encoding: chunked\r\n\r\n"_ba;
    QTest::newRow("two lengths")
        << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n"_ba;
    QTest::newRow("negative length") << "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"_ba;
    QTest::newRow("no length") << "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n"_ba;
    QTest::newRow("absurd length")
        << "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"_ba;
    QTest::newRow("other coding") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"_ba;
    QTest::newRow("chunk of no size") << chunked + "\r\n";
    QTest::newRow("chunk of bad size") << chunked + "0x2\r\nhi\r\n";
    QTest::newRow("chunk of absurd size") << chunked + "fffffffffffffffff\r\n";
    QTest::newRow("chunk too long") << chunked + "2\r\nhi!\r\n";
}

void tst_AnswerParser::refuses()
{
    QFETCH(QByteArray, bytes);

    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        AnswerParser parser;
        parser.feed(bytes.first(cut));
        parser.feed(bytes.sliced(cut));
        QCOMPARE(parser.state(), State::Broken);
        QCOMPARE(parser.fault(), Fault::NotHttp);
    }
}

void tst_AnswerParser::boundsTheHead_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("more");

    const QByteArray status = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("one header") << status + "A: " << QByteArray(1000, 'x');
    QTest::newRow("headers") << status << QByteArray("A: xxxxxxxxxxxxxxxxx\r\n");
    QTest::newRow("continue") << ""_ba << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    QTest::newRow("trailer") << status + "Transfer-Encoding: chunked\r\n\r\n0\r\n"
                             << QByteArray("A: xxxxxxxxxxxxxxxxx\r\n");
    QTest::newRow("chunk size") << status + "Transfer-Encoding: chunked\r\n\r\n1;"
                                << QByteArray(1000, 'x');
}

void tst_AnswerParser::boundsTheHead()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, more);

    AnswerParser parser;
    parser.feed(start);
    qsizetype fed = start.size();
    while (parser.state() != State::Broken && fed < 10 * AnswerParser::kHeadMax) {
        parser.feed(more);
        fed += more.size();
    }
    QCOMPARE(parser.fault(), Fault::HeadTooLarge);
    QVERIFY(fed > AnswerParser::kHeadMax - more.size());
    QVERIFY(fed < AnswerParser::kHeadMax + 2 * more.size() + start.size());
}

void tst_AnswerParser::boundsTheBody_data()
{
    QTest::addColumn<QByteArray>("head");

    QTest::newRow("length") << "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"_ba;
    QTest::newRow("until the end") << "HTTP/1.1 200 OK\r\n\r\n"_ba;
    QTest::newRow("chunk")
        << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n"_ba;
}

void tst_AnswerParser::boundsTheBody()
{
    QFETCH(QByteArray, head);

    AnswerParser parser;
    parser.feed(head);
    const QByteArray megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 16; ++i) {
        parser.feed(megabyte);
        QCOMPARE(parser.state(), State::Body);
    }
    parser.feed("x");
    QCOMPARE(parser.fault(), Fault::BodyTooLarge);
}

void tst_AnswerParser::findsHeaders()
{
    AnswerParser parser;
    parser.feed(
        "HTTP/1.1 200 OK\r\nContent-TYPE: \ttext/event-stream \r\nX-A: 1\r\nX-A: 2\r\n\r\n");
    QCOMPARE(parser.state(), State::Body);
    QCOMPARE(parser.head().value("content-type"), "text/event-stream"_ba);
    QCOMPARE(parser.head().value("x-a"), "1"_ba);
    QCOMPARE(parser.head().value("x-b"), ""_ba);
}

// What is taken on the way does not count.
void tst_AnswerParser::streams()
{
    AnswerParser parser;
    parser.feed("HTTP/1.1 200 OK\r\n\r\n");
    const QByteArray megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 40; ++i) {
        parser.feed(megabyte);
        QCOMPARE(parser.takeBody().size(), megabyte.size());
    }
    QCOMPARE(parser.state(), State::Body);
}

QTEST_GUILESS_MAIN(tst_AnswerParser)
#include "tst_answerparser.moc"
