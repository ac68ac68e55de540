// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

GateLimits patient()
{
    GateLimits limits; // so that a loaded machine changes nothing
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = limits.closeTime
        = 60s;
    limits.firstRefusal = 1ms;
    limits.lastRefusal = 2ms;
    return limits;
}

} // namespace

class tst_ControlListen : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listensOnAUnixSocket();
    void listensOnSeveral();
    void namesATakenPort();
    void namesABadHost_data();
    void namesABadHost();
    void portIsFreeAtOnce();
    void ipv6();

private:
    // A server on a free port, with limits and access of the test's choice.
    void start(const GateLimits &limits = patient(), const ControlAccess &access = {})
    {
        m_server = std::make_unique<ControlServer>(*m_operations, access, limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
        QVERIFY(m_server->port() > 0);
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlListen::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlListen::listensOnAUnixSocket()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"run/d.sock"_s);
    m_server = std::make_unique<ControlServer>(*m_operations,
                                               ControlAccess{u"admin"_s, u"pass"_s, {}}, patient());
    QVERIFY(m_server->listenUnix(path, SocketDirectory::Private));
    QCOMPARE(m_server->port(), 0);
    Client client(path);
    QVERIFY(client.waitForConnected());
    client.send("GET /info HTTP/1.1\r\nHost: anything\r\n\r\n"); // no password, no Host check
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers()[0].status, 200);
    client.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_operations->finishAll();
    QVERIFY(client.waitForAnswers(2));
    client.get("/info", "Origin: http://evil.example\r\n");
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().value(2).status, 403);

    ControlServer second(*m_operations, {});
    const Result<> taken = second.listenUnix(path, SocketDirectory::Private);
    QVERIFY(!taken);
    QVERIFY(taken.error().text.startsWith(u"another daemon answers on "_s + path));
    m_server->close();
    QVERIFY(!QFile::exists(path));
}

void tst_ControlListen::listensOnSeveral()
{
    QTemporaryDir directory;
    start();
    const int first = m_server->port();
    QVERIFY(m_server->listenTcp(u"localhost"_s, 0));
    QVERIFY(m_server->listenUnix(directory.filePath(u"d.sock"_s)));
    QCOMPARE(m_server->port(), first);
    Client tcp(first);
    Client local(directory.filePath(u"d.sock"_s));
    QVERIFY(tcp.waitForConnected() && local.waitForConnected());
    tcp.get("/healthz");
    local.get("/healthz");
    QVERIFY(tcp.waitForAnswers(1));
    QVERIFY(local.waitForAnswers(1));
}

void tst_ControlListen::namesATakenPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ControlServer server(*m_operations, {});
    const Result<> taken = server.listenTcp(u"127.0.0.1"_s, other.serverPort());
    QVERIFY(!taken);
    QCOMPARE(taken.error().text,
             u"control port 127.0.0.1:%1 is in use; choose another daemon_port or end "
             "what listens there"_s.arg(other.serverPort()));
    QVERIFY(taken.error().code != 0);
    QVERIFY(server.listenTcp(u"127.0.0.1"_s, 0)); // and nothing is broken
}

void tst_ControlListen::namesABadHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("error");
    QTest::newRow("name") << u"no.such.example"_s
                          << u"daemon_host \"no.such.example\" is no IP address"_s;
    QTest::newRow("empty") << QString() << u"daemon_host \"\" is no IP address"_s;
    QTest::newRow("another machine's")
        << u"192.0.2.1"_s
        << u"control port 192.0.2.1:0: this machine has no such address; "
           "correct daemon_host"_s;
}

void tst_ControlListen::namesABadHost()
{
    QFETCH(QString, host);
    QFETCH(QString, error);
    ControlServer server(*m_operations, {});
    const Result<> result = server.listenTcp(host, 0);
    QVERIFY(!result);
    QCOMPARE(result.error().text, error);
}

void tst_ControlListen::portIsFreeAtOnce()
{
    start();
    const int port = m_server->port();
    Client client(port);
    client.get("/info", "Connection: close\r\n");
    QVERIFY(client.waitForClose());
    m_server.reset();
    ControlServer next(*m_operations, {}); // though connections linger in TIME-WAIT
    QVERIFY(next.listenTcp(u"127.0.0.1"_s, quint16(port)));
}

void tst_ControlListen::ipv6()
{
    ControlServer server(*m_operations, {}, patient());
    if (!server.listenTcp(u"::"_s, 0))
        QSKIP("no IPv6 here");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHostIPv6, quint16(server.port()));
    socket.write("GET /healthz HTTP/1.1\r\nHost: [::1]:" + QByteArray::number(server.port())
                 + "\r\nConnection: close\r\n\r\n");
    TRY_VERIFY(socket.bytesAvailable() > 0 && socket.state() == QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
    Client v4(server.port());
    v4.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QVERIFY(v4.waitForAnswers(1));
    QCOMPARE(v4.answers()[0].status, 200);
}

QTEST_GUILESS_MAIN(tst_ControlListen)
#include "tst_controllisten.moc"
