// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/listensocket.h"
#include "tests/support/ports.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

#include <cerrno>

#include <fcntl.h>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_ListenSocket : public QObject
{
    Q_OBJECT

private slots:
    void opens_data();
    void opens();
    void answersOn_data();
    void answersOn();
    void isSafeToShare();
    void saysThatAnAddressIsTaken();
    void isReusableAtOnce();
    void refuses_data();
    void refuses();
    void udp();
    void udpReuse();
};

namespace {

bool hasIpv6()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHostIPv6);
}

bool canConnect(const QHostAddress &host, int port)
{
    QTcpSocket socket;
    socket.connectToHost(host, quint16(port));
    return socket.waitForConnected();
}

ListenSpec tcp(const QByteArray &host, int port = 0)
{
    ListenSpec spec;
    spec.host = host;
    spec.port = quint16(port);
    return spec;
}

} // namespace

void tst_ListenSocket::opens_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QString>("shown");
    QTest::newRow("loopback") << "127.0.0.1"_ba << u"127.0.0.1"_s;
    QTest::newRow("v4") << "0.0.0.0"_ba << u"0.0.0.0"_s;
    if (hasIpv6()) {
        QTest::newRow("loopback 6") << "::1"_ba << u"[::1]"_s;
        QTest::newRow("v6") << "::"_ba << u"[::]"_s;
        QTest::newRow("any") << QByteArray() << u"[::]"_s;
    }
}

void tst_ListenSocket::opens()
{
    QFETCH(QByteArray, host);
    QFETCH(QString, shown);
    const auto socket = ListenSocket::open(tcp(host));
    QVERIFY(socket);
    const BoundAddress endpoint = socket.value()->endpoint();
    QVERIFY(endpoint.port > 0);
    QCOMPARE(socket.value()->address(), u"%1:%2"_s.arg(shown).arg(endpoint.port));
}

void tst_ListenSocket::answersOn_data()
{
    if (!hasIpv6())
        QSKIP("no IPv6 here");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("ipv6Only");
    QTest::addColumn<bool>("v4");
    QTest::addColumn<bool>("v6");
    QTest::newRow("any is dual stack") << QByteArray() << false << true << true;
    QTest::newRow("any, v6 only") << QByteArray() << true << false << true;
    QTest::newRow(":: is dual stack") << "::"_ba << false << true << true;
    QTest::newRow("::, v6 only") << "::"_ba << true << false << true;
    QTest::newRow("::1") << "::1"_ba << false << false << true;
    QTest::newRow("127.0.0.1") << "127.0.0.1"_ba << false << true << false;
}

void tst_ListenSocket::answersOn()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, ipv6Only);
    ListenSpec spec = tcp(host);
    spec.ipv6Only = ipv6Only;
    spec.port = test::freePort(); // of both families: nobody else is to answer there
    const auto socket = ListenSocket::open(spec);
    QVERIFY(socket);
    const int port = socket.value()->endpoint().port;
    QTEST(canConnect(QHostAddress::LocalHost, port), "v4");
    QTEST(canConnect(QHostAddress::LocalHostIPv6, port), "v6");
}

void tst_ListenSocket::isSafeToShare()
{
    const auto socket = ListenSocket::open(tcp("127.0.0.1"));
    QVERIFY(socket);
    // Blocking, a lost race for a connection would stop a whole worker.
    QVERIFY(::fcntl(socket.value()->descriptor(), F_GETFL) & O_NONBLOCK);
    QVERIFY(::fcntl(socket.value()->descriptor(), F_GETFD) & FD_CLOEXEC);
}

void tst_ListenSocket::saysThatAnAddressIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto socket = ListenSocket::open(tcp("127.0.0.1", other.serverPort()));
    QVERIFY(!socket);
    QCOMPARE(socket.error().code, EADDRINUSE);
    QVERIFY(socket.error().text.contains(u"127.0.0.1:%1"_s.arg(other.serverPort())));

    // Two of ours too: neither is only bound.
    const auto first = ListenSocket::open(tcp("127.0.0.1"));
    QVERIFY(first);
    const auto second = ListenSocket::open(tcp("127.0.0.1", first.value()->endpoint().port));
    QVERIFY(!second);
    QCOMPARE(second.error().code, EADDRINUSE);
}

void tst_ListenSocket::isReusableAtOnce()
{
    auto first = ListenSocket::open(tcp("127.0.0.1"));
    QVERIFY(first);
    const int port = first.value()->endpoint().port;
    QVERIFY(canConnect(QHostAddress::LocalHost, port));
    first.value().reset();
    QVERIFY(ListenSocket::open(tcp("127.0.0.1", port)));
}

void tst_ListenSocket::refuses_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("error");
    QTest::newRow("a name") << "localhost"_ba << EINVAL;
    QTest::newRow("nonsense") << "300.1.1.1"_ba << EINVAL;
    QTest::newRow("NUL inside") << QByteArray("127.0.0.1\0x", 11) << EINVAL;
    QTest::newRow("not of this machine") << "192.0.2.1"_ba << EADDRNOTAVAIL;
}

void tst_ListenSocket::refuses()
{
    QFETCH(QByteArray, host);
    const auto socket = ListenSocket::open(tcp(host));
    QVERIFY(!socket);
    QTEST(socket.error().code, "error");
}

void tst_ListenSocket::udp()
{
    ListenSpec spec = tcp("127.0.0.1");
    spec.kind = ListenSpec::Kind::Udp;
    const auto socket = ListenSocket::open(spec);
    QVERIFY(socket);
    QCOMPARE(socket.value()->address(), u"udp:127.0.0.1:%1"_s.arg(socket.value()->endpoint().port));
    spec.port = quint16(socket.value()->endpoint().port);
    const auto second = ListenSocket::open(spec);
    QVERIFY(!second);
    QCOMPARE(second.error().code, EADDRINUSE);
}

void tst_ListenSocket::udpReuse()
{
    ListenSpec spec = tcp("127.0.0.1");
    spec.kind = ListenSpec::Kind::Udp;
    spec.reuseAddress = true;
    const auto first = ListenSocket::open(spec);
    QVERIFY(first);
    spec.port = quint16(first.value()->endpoint().port);
    QVERIFY(ListenSocket::open(spec));
}

QTEST_GUILESS_MAIN(tst_ListenSocket)
#include "tst_listensocket.moc"
