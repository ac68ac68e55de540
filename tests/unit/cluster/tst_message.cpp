// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

using Kind = Message::Kind;

class tst_Message : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void numbers();
    void queries_data();
    void queries();
    void specs();
    void refusedQueries_data();
    void refusedQueries();
    void answers();
    void connections();
};

namespace {

Message parsed(const QByteArray &rest)
{
    return parseMessage(R"({"cmd":"NODE_CLUSTER",)" + rest);
}

ListenQuery query(const QByteArray &fields)
{
    return parsed(R"("act":"queryServer",)" + fields + R"(,"seq":1})").query.value();
}

QJsonObject object(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

void tst_Message::kinds_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");

    const auto row = [](const char *name, const QByteArray &line, Kind kind) {
        QTest::newRow(name) << line << int(kind);
    };
    row("online", R"({"cmd":"NODE_CLUSTER","act":"online","seq":0})", Kind::Online);
    row("listening", R"({"cmd":"NODE_CLUSTER","act":"listening","port":1,"seq":2})",
        Kind::Listening);
    row("close", R"({"cmd":"NODE_CLUSTER","act":"close","key":"1","seq":2})", Kind::Close);
    row("accepted", R"({"cmd":"NODE_CLUSTER","ack":7,"accepted":true,"seq":2})", Kind::Accepted);
    row("refused", R"({"cmd":"NODE_CLUSTER","ack":7,"accepted":false,"seq":2})", Kind::Refused);
    row("accepted, other order", R"({"cmd":"NODE_CLUSTER","seq":2,"accepted":true,"ack":7})",
        Kind::Accepted);
    row("accepted, odd", R"({"cmd":"NODE_CLUSTER","ack":"x","accepted":true})", Kind::Accepted);
    row("leaving", R"({"cmd":"NODE_CLUSTER","act":"exitedAfterDisconnect","seq":2})",
        Kind::Leaving);
    row("handle", R"({"cmd":"NODE_HANDLE","type":"net.Socket","msg":{}})", Kind::Handle);
    row("ack", R"({"cmd":"NODE_HANDLE_ACK"})", Kind::HandleAck);
    row("nack", R"({"cmd":"NODE_HANDLE_NACK"})", Kind::HandleNack);
    row("hello", R"({"cmd":"NODE_QILIN","act":"hello"})", Kind::Hello);
    row("going", R"({"cmd":"NODE_QILIN","act":"going"})", Kind::Going);
    row("stopped", R"({"cmd":"NODE_QILIN","act":"stopped"})", Kind::Stopped);
    row("drained", R"({"cmd":"NODE_QILIN","act":"drained"})", Kind::Drained);
    row("unknown act", R"({"cmd":"NODE_CLUSTER","act":"bogus"})", Kind::Ignored);
    row("no act", R"({"cmd":"NODE_CLUSTER"})", Kind::Ignored);
    row("act is no text", R"({"cmd":"NODE_CLUSTER","act":5})", Kind::Ignored);
    row("other command", R"({"cmd":"NODE_FOO","act":"online"})", Kind::Ignored);
    row("half a line", R"({"cmd":"NODE_CLUSTER","act":"onl)", Kind::Malformed);
    row("NUL", QByteArray("{\"cmd\":\"NODE_\0\"", 16), Kind::Malformed);
    row("no UTF-8", "{\"cmd\":\"NODE_\xff\xfe\"", Kind::Malformed);
}

void tst_Message::kinds()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    QCOMPARE(int(parseMessage(line).kind), kind);
}

void tst_Message::numbers()
{
    // Not within the macros: moc does not read raw strings there.
    Message message = parsed(R"("ack":12345678901,"accepted":true,"seq":2})");
    QCOMPARE(message.ack, 12345678901);
    message = parsed(R"("seq":2,"accepted":false,"ack":3})");
    QCOMPARE(message.ack, 3);
    message = parsed(R"("act":"exitedAfterDisconnect","seq":41})");
    QCOMPARE(message.seq, 41);
    message = parsed(R"("act":"close","key":"k","seq":1})");
    QCOMPARE(message.key, u"k"_s);
    // Only a head is known: what must be parsed cannot be, what must be answered still is.
    message = parseMessage(R"({"cmd":"NODE_CLUSTER","act":"online")", true);
    QCOMPARE(int(message.kind), int(Kind::Malformed));
    message = parseMessage(R"({"cmd":"NODE_HANDLE","type":"net.S)", true);
    QCOMPARE(int(message.kind), int(Kind::Handle));
}

void tst_Message::queries_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("flags");

    const auto row = [](const char *name, const QByteArray &fields, AddressType type,
                        const QString &address, int port, int flags) {
        QTest::newRow(name) << fields << int(type) << address << port << flags;
    };
    row("port", R"("index":0,"data":null,"address":null,"port":3100,"addressType":4,"backlog":0)",
        AddressType::Tcp4, {}, 3100, 0);
    row("port 0, flags", R"("index":0,"address":null,"port":0,"addressType":4,"flags":0)",
        AddressType::Tcp4, {}, 0, 0);
    row("v4", R"("index":0,"address":"127.0.0.1","port":1,"addressType":4)", AddressType::Tcp4,
        u"127.0.0.1"_s, 1, 0);
    row("v6only", R"("index":0,"address":"::","port":1,"addressType":6,"flags":1)",
        AddressType::Tcp6, u"::"_s, 1, 1);
    row("backlog false", R"("address":"::1","port":0,"addressType":6,"backlog":false,"flags":0)",
        AddressType::Tcp6, u"::1"_s, 0, 0);
    row("path", R"("index":0,"address":"/x.sock","port":-1,"addressType":-1)", AddressType::Unix,
        u"/x.sock"_s, -1, 0);
    row("fd", R"("index":0,"address":null,"port":null,"addressType":null,"fd":4)",
        AddressType::Tcp4, {}, 0, 0);
    row("udp", R"("index":0,"address":"0.0.0.0","port":5,"addressType":"udp4","fd":-1,"flags":4)",
        AddressType::Udp4, u"0.0.0.0"_s, 5, 4);
}

void tst_Message::queries()
{
    QFETCH(QByteArray, fields);
    const ListenQuery got = query(fields);
    QTEST(int(got.type), "type");
    QTEST(got.address, "address");
    QTEST(got.port, "port");
    QTEST(got.flags, "flags");
    QCOMPARE(got.fd, fields.contains("\"fd\":4") ? 4 : -1);
}

void tst_Message::specs()
{
    ListenSpec spec = query(R"("address":null,"port":3100,"addressType":4,"backlog":77)").toSpec();
    QCOMPARE(spec.host, QByteArray());
    QCOMPARE(spec.port, 3100);
    QCOMPARE(spec.backlog, 77);

    spec = query(R"("address":"/cwd/\u0000name","port":-1,"addressType":-1)").toSpec();
    QCOMPARE(spec.path, QByteArray("\0name", 5));
    spec = query(R"("address":"/a/b","port":-1,"addressType":-1,"writableAll":true)").toSpec();
    QCOMPARE(spec.path, "/a/b"_ba);
    QVERIFY(spec.writableAll && !spec.readableAll);

    spec = query(R"("address":null,"port":0,"addressType":"udp6","flags":5)").toSpec();
    QCOMPARE(spec.host, "::"_ba);
    QVERIFY(spec.kind == ListenSpec::Kind::Udp && spec.reuseAddress && spec.ipv6Only);
}

void tst_Message::refusedQueries_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("port too large") << QByteArray(R"("port":65536,"addressType":4)");
    QTest::newRow("port negative") << QByteArray(R"("port":-1,"addressType":4)");
    QTest::newRow("port very large") << QByteArray(R"("port":1e300,"addressType":4)");
    QTest::newRow("port is text") << QByteArray(R"("port":"80","addressType":4)");
    QTest::newRow("half a port") << QByteArray(R"("port":80.5,"addressType":4)");
    QTest::newRow("type unknown") << QByteArray(R"("port":80,"addressType":5)");
    QTest::newRow("type is text") << QByteArray(R"("port":80,"addressType":"tcp")");
    QTest::newRow("path without path") << QByteArray(R"("port":-1,"addressType":-1)");
    QTest::newRow("index is an object") << QByteArray(R"("port":1,"addressType":4,"index":{})");
}

void tst_Message::refusedQueries()
{
    QFETCH(QByteArray, fields);
    const Message message = parsed(R"("act":"queryServer",)" + fields + R"(,"seq":9})");
    QCOMPARE(int(message.kind), int(Kind::QueryServer));
    QVERIFY(!message.query);
    QCOMPARE(message.seq, 9);
}

void tst_Message::answers()
{
    const compose::Answer answer{u"1"_s, 4, 5, QJsonObject{{u"a"_s, 1}}};
    const QByteArray shared = compose::sharedSocket(answer, false);
    QVERIFY(shared.endsWith("}\n"));
    QCOMPARE(shared.count('\n'), 1);
    QJsonObject expected = object(R"({"cmd":"NODE_HANDLE","type":"net.Native","msg":{
        "cmd":"NODE_CLUSTER","errno":0,"key":"1","ack":4,"data":{"a":1},"seq":5}})");
    QCOMPARE(object(shared), expected);
    QCOMPARE(object(compose::sharedSocket(answer, true)).value("type"_L1), u"dgram.Native"_s);

    expected = object(R"({"cmd":"NODE_CLUSTER","errno":null,"key":"1","ack":4,"data":{"a":1},
        "seq":5,"sockname":{"address":"::","family":"IPv6","port":3100}})");
    QCOMPARE(object(compose::roundRobin(answer, {BoundAddress::Family::IPv6, u"::"_s, 3100})),
             expected);
    QVERIFY(!object(compose::roundRobin(answer, {BoundAddress::Family::Unix, u"/x"_s, -1}))
                 .contains("sockname"_L1));

    // Whatever sign comes in, the worker is never given a positive one.
    for (const int error : {98, -98})
        QCOMPARE(object(compose::failure({u"1"_s, 4, 5, {}}, error)).value("errno"_L1), -98);
    QVERIFY(object(compose::failure({u"1"_s, 4, 5, {}}, 98)).value("data"_L1).isNull());
    expected = object(R"({"cmd":"NODE_CLUSTER","ack":3,"seq":4})");
    QCOMPARE(object(compose::acknowledge(3, 4)), expected);
    expected = object(R"({"cmd":"NODE_CLUSTER","act":"disconnect","seq":6})");
    QCOMPARE(object(compose::disconnect(6)), expected);
    expected = object(R"({"cmd":"NODE_QILIN","act":"drain","deadline_ms":0})");
    QCOMPARE(object(compose::drain(std::chrono::milliseconds(-5))), expected);
}

void tst_Message::connections()
{
    const QJsonObject expected = object(R"({"cmd":"NODE_HANDLE","type":"net.Native","msg":{
        "cmd":"NODE_CLUSTER","act":"newconn","key":"12","seq":99}})");
    QCOMPARE(object(compose::connection(compose::connectionHead(u"12"_s), 99)), expected);
}

QTEST_GUILESS_MAIN(tst_Message)
#include "tst_message.moc"
