// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/requesthead.h"
#include "requestcases.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// 0: more is awaited; 200: accepted.
int statusOf(const HeadResult &result)
{
    if (const auto *refusal = std::get_if<Refusal>(&result))
        return refusal->status;
    return std::holds_alternative<RequestHead>(result) ? 200 : 0;
}

int statusByteWise(const QByteArray &bytes)
{
    HeadReader reader{GateLimits()};
    int status = 0;
    for (qsizetype size = 1; size <= bytes.size() && status == 0; ++size)
        status = statusOf(reader.look(bytes.left(size)));
    return status;
}

RequestHead accepted(const QByteArray &bytes)
{
    HeadReader reader{GateLimits()};
    const HeadResult result = reader.look(bytes);
    const auto *head = std::get_if<RequestHead>(&result);
    return head == nullptr ? RequestHead() : *head;
}

} // namespace

class tst_RequestHead : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void awaitsMore();
    void readsFields();
    void readsParameters_data();
    void readsParameters();
    void keepsAlive_data();
    void keepsAlive();
    void measuresHeadAndBody();
    void survivesMutations();
};

void tst_RequestHead::decides_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QList<RequestCase> cases = requestCases();
    for (const RequestCase &row : cases)
        QTest::newRow(row.name) << row.bytes << (row.readable ? 200 : row.status);
}

void tst_RequestHead::decides()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HeadReader reader{GateLimits()};
    const int whole = statusOf(reader.look(bytes.left(16 * 1024)));
    QCOMPARE(whole, status);
    QCOMPARE(statusByteWise(bytes.left(16 * 1024)), status);
}

void tst_RequestHead::awaitsMore()
{
    const QList<RequestCase> cases = unfinishedCases();
    for (const RequestCase &row : cases) {
        if (!row.bytes.contains("\r\n\r\n"))
            QVERIFY2(statusByteWise(row.bytes) == 0, row.name);
    }
}

void tst_RequestHead::readsFields()
{
    const RequestHead head
        = accepted("POST /a%20b/c?x=1&y HTTP/1.1\r\nHOST: [::1]:80\r\nOrigin:http://b\r\n"
                   "Authorization: Basic YTpi \r\nsec-fetch-site: none\r\n"
                   "Content-Type: text/plain\r\nContent-Length: 007\r\n\r\n");
    QCOMPARE(head.request.verb, Verb::Post);
    QCOMPARE(head.request.path, u"/a b/c"_s);
    QCOMPARE(head.request.parameters, Parameters({{u"x"_s, u"1"_s}, {u"y"_s, QString()}}));
    QCOMPARE(*head.host, "[::1]:80"_ba);
    QCOMPARE(*head.origin, "http://b"_ba);
    QCOMPARE(*head.authorization, "Basic YTpi"_ba);
    QCOMPARE(*head.fetchSite, "none"_ba);
    QCOMPARE(head.contentType, "text/plain"_ba);
    QCOMPARE(head.bodyLength, 7);
}

void tst_RequestHead::readsParameters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Parameters>("parameters");
    QTest::newRow("none") << ""_ba << Parameters();
    QTest::newRow("one") << "app=web"_ba << Parameters{{u"app"_s, u"web"_s}};
    QTest::newRow("blanks") << "app=my+web%20app"_ba << Parameters{{u"app"_s, u"my web app"_s}};
    QTest::newRow("plus") << "app=c%2B%2B"_ba << Parameters{{u"app"_s, u"c++"_s}};
    QTest::newRow("ampersand") << "a=%26&b=%3d"_ba
                               << Parameters{{u"a"_s, u"&"_s}, {u"b"_s, u"="_s}};
    QTest::newRow("second equals") << "a=b=c"_ba << Parameters{{u"a"_s, u"b=c"_s}};
    QTest::newRow("empty ones") << "&&a=1&"_ba << Parameters{{u"a"_s, u"1"_s}};
    QTest::newRow("utf-8") << "a=%E9%BA%92%E9%BA%9F"_ba << Parameters{{u"a"_s, u"麒麟"_s}};
}

void tst_RequestHead::readsParameters()
{
    QFETCH(QByteArray, text);
    QFETCH(Parameters, parameters);
    const auto read = readParameters(text);
    QVERIFY(read);
    QCOMPARE(*read, parameters);
}

void tst_RequestHead::keepsAlive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << "GET / HTTP/1.1\r\nHost: a\r\n\r\n"_ba << true;
    QTest::newRow("1.1 close") << "GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n"_ba
                               << false;
    QTest::newRow("1.1 list") << "GET / HTTP/1.1\r\nHost: a\r\nConnection: x , close\r\n\r\n"_ba
                              << false;
    QTest::newRow("1.1 two headers")
        << "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: x\r\n\r\n"_ba << false;
    QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
    QTest::newRow("1.0 keep-alive")
        << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << true;
}

void tst_RequestHead::keepsAlive()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, keepAlive);
    QCOMPARE(accepted(bytes).keepAlive, keepAlive);
}

void tst_RequestHead::measuresHeadAndBody()
{
    const QByteArray bytes = "\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /";
    const RequestHead head = accepted(bytes);
    QCOMPARE(head.headLength, bytes.indexOf("abc"));
    QCOMPARE(head.bodyLength, 3);
}

void tst_RequestHead::survivesMutations()
{
    QRandomGenerator random(20130813);
    const QByteArray seed
        = "POST /reload?app=a%20b HTTP/1.1\r\nHost: localhost:9999\r\nContent-Length: 5\r\n"
          "Connection: keep-alive\r\nAuthorization: Basic YTpi\r\n\r\nhello";
    const QByteArray spice = "\r\n\0 :%/?&=\x7f\xff\t#,;[]@"_ba;
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = seed;
        for (int change = random.bounded(1, 6); change > 0; --change) {
            const qsizetype at = random.bounded(int(bytes.size()));
            const char c = spice[random.bounded(int(spice.size()))];
            switch (random.bounded(3)) {
            case 0:
                bytes[at] = c;
                break;
            case 1:
                bytes.insert(at, c);
                break;
            default:
                bytes.remove(at, random.bounded(1, 4));
                break;
            }
        }
        HeadReader reader{GateLimits()};
        const HeadResult result = reader.look(bytes);
        if (const auto *head = std::get_if<RequestHead>(&result)) {
            QVERIFY(head->request.path.startsWith('/'_L1));
            QVERIFY(head->headLength <= bytes.size());
            QVERIFY(head->bodyLength >= 0 && head->bodyLength <= GateLimits().bodyBytes);
        }
    }
}

QTEST_GUILESS_MAIN(tst_RequestHead)
#include "tst_requesthead.moc"
