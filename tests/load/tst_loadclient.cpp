// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <functional>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Answers each request as the test says; COUNT is the number of requests on that connection.
class Server final : public QObject
{
public:
    using Behaviour = std::function<void(QTcpSocket &socket, int count)>;

    explicit Server(Behaviour behaviour)
        : m_behaviour(std::move(behaviour))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection(); // the server's child
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, count = 0]() mutable {
                if (socket->readAll().endsWith("\r\n\r\n"))
                    m_behaviour(*socket, ++count);
            });
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
    Behaviour m_behaviour;
};

QJsonObject runClient(quint16 port, const QStringList &arguments)
{
    QProcess client;
    client.start(QStringLiteral(QILIN_LOADCLIENT_PATH),
                 QStringList{u"--port"_s, QString::number(port), u"--seconds"_s, u"60"_s}
                     + arguments);
    // The server above lives in this event loop.
    if (!QTest::qWaitFor([&] { return client.state() == QProcess::NotRunning; }, 60'000))
        return {};
    return QJsonDocument::fromJson(client.readAllStandardOutput()).object();
}

} // namespace

class tst_LoadClient final : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void refused();
    void timeOut();
    void chunkedAnswer();
    void closeModeOpensAConnectionARequest();
    void stopsAtSigterm();
};

void tst_LoadClient::counts_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("counter");
    QTest::addColumn<bool>("isFailure");

    QTest::newRow("closed after the answer") << u"idle"_s << u"closed_idle"_s << false;
    QTest::newRow("closed without an answer") << u"silent"_s << u"no_answer"_s << true;
    QTest::newRow("closed in the middle") << u"half"_s << u"truncated"_s << true;
    QTest::newRow("reset") << u"reset"_s << u"reset"_s << true;
    QTest::newRow("status 503") << u"503"_s << u"not_2xx"_s << true;
    QTest::newRow("no HTTP") << u"noise"_s << u"malformed"_s << true;
}

void tst_LoadClient::counts()
{
    QFETCH(QString, what);
    QFETCH(QString, counter);
    QFETCH(bool, isFailure);

    // The third request of each connection meets the behaviour; the ones before are answered.
    Server server([what](QTcpSocket &socket, int count) {
        if (count < 3) {
            socket.write(kOk);
        } else if (what == "idle"_L1) {
            // In one segment with the end, tcp(7): the client cannot ask again in between.
            const int on = 1;
            ::setsockopt(int(socket.socketDescriptor()), IPPROTO_TCP, TCP_CORK, &on, sizeof on);
            socket.write(kOk);
            socket.disconnectFromHost();
        } else if (what == "silent"_L1) {
            socket.disconnectFromHost();
        } else if (what == "half"_L1) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
            socket.disconnectFromHost();
        } else if (what == "reset"_L1) {
            const linger atOnce{1, 0};
            ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                         sizeof atOnce);
            socket.abort();
        } else if (what == "503"_L1) {
            socket.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        } else {
            socket.write("this is not HTTP\r\n\r\n");
        }
    });
    const QJsonObject result
        = runClient(server.port(),
                    {u"--connections"_s, u"2"_s, u"--requests"_s, u"60"_s, u"--pause"_s, u"3"_s});
    QCOMPARE(result.value("requests"_L1).toInt(), 60);
    // An abort without unread data ends a connection like a close.
    const int counted = result.value(counter).toInt()
                        + (what == "reset"_L1 ? result.value("no_answer"_L1).toInt() : 0);
    QVERIFY2(counted >= 15, QJsonDocument(result).toJson().constData());
    QCOMPARE(result.value("failed"_L1).toInt(), isFailure ? counted : 0);
    QCOMPARE(result.value("answered"_L1).toInt() + result.value("failed"_L1).toInt(), 60);
}

void tst_LoadClient::refused()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    const QJsonObject result
        = runClient(port, {u"--connections"_s, u"1"_s, u"--requests"_s, u"5"_s});
    QCOMPARE(result.value("refused"_L1).toInt(), 5);
    QCOMPARE(result.value("failed"_L1).toInt(), 5);
}

void tst_LoadClient::timeOut()
{
    Server server([](QTcpSocket &, int) {});
    const QJsonObject result
        = runClient(server.port(), {u"--connections"_s, u"1"_s, u"--requests"_s, u"2"_s,
                                    u"--timeout"_s, u"0.1"_s});
    QCOMPARE(result.value("timed_out"_L1).toInt(), 2);
}

void tst_LoadClient::chunkedAnswer()
{
    Server server([](QTcpSocket &socket, int) {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n");
        socket.flush();
        socket.write("ok\r\n3\r\n!!!\r\n0\r\n\r\n");
    });
    const QJsonObject result = runClient(server.port(), {u"--requests"_s, u"40"_s});
    QCOMPARE(result.value("answered"_L1).toInt(), 40);
    QCOMPARE(result.value("bodies"_L1).toObject().value("ok!!!"_L1).toInt(), 40);
}

void tst_LoadClient::closeModeOpensAConnectionARequest()
{
    Server server([](QTcpSocket &socket, int) { socket.write(kOk); });
    const QJsonObject result = runClient(
        server.port(), {u"--close"_s, u"--requests"_s, u"40"_s, u"--connections"_s, u"4"_s});
    QCOMPARE(result.value("answered"_L1).toInt(), 40);
    QCOMPARE(result.value("connections"_L1).toInt(), 40);
}

void tst_LoadClient::stopsAtSigterm()
{
    Server server([](QTcpSocket &socket, int) { socket.write(kOk); });
    QProcess client;
    client.start(QStringLiteral(QILIN_LOADCLIENT_PATH),
                 {u"--port"_s, QString::number(server.port()), u"--seconds"_s, u"600"_s,
                  u"--progress"_s, u"--pause"_s, u"1"_s});
    QTRY_VERIFY_WITH_TIMEOUT(client.canReadLine(), 30'000);
    client.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 30'000);
    const QByteArray last = client.readAllStandardOutput().trimmed().split('\n').constLast();
    const QJsonObject result = QJsonDocument::fromJson(last).object();
    QCOMPARE(result.value("failed"_L1).toInt(-1), 0);
    QVERIFY(result.contains("per_second"_L1));
}

QTEST_GUILESS_MAIN(tst_LoadClient)
#include "tst_loadclient.moc"
