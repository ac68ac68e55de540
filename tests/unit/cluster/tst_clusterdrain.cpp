// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/primary.h"
#include "tests/support/needs.h"
#include "tests/unit/cluster/nodeapp.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSslSocket>
#include <QTcpSocket>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// Leaving with the preload: nobody loses a request, nobody holds it up for ever.
class tst_ClusterDrain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareForNodes(); }

    void loadLosesNothing_data();
    void loadLosesNothing();
    void runningAnswersSayClose_data();
    void runningAnswersSayClose();
    void streamsAreFinished_data() { addNodeRows(); }
    void streamsAreFinished();
    void silentConnectionsAreDropped_data();
    void silentConnectionsAreDropped();
    void webSocketsAreToldAtTheDeadline_data();
    void webSocketsAreToldAtTheDeadline();
    void endlessOnesAreEndedAtTheDeadline_data();
    void endlessOnesAreEndedAtTheDeadline();
    void http2SessionsGoAway_data();
    void http2SessionsGoAway();
    void theApplicationMayCloseItself_data() { addNodeRows(); }
    void theApplicationMayCloseItself();
    void othersAreNotTouched_data() { addNodeRows(); }
    void othersAreNotTouched();
    void worksWithoutPreload_data() { addNodeRows(); }
    void worksWithoutPreload();
};

namespace {

const QByteArray kKeepAlive = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray kUpgrade = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// One connection, and all that came over it.
class Client final
{
public:
    Client(quint16 port, bool secure)
    {
        if (secure) {
            m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
            m_socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
        } else {
            m_socket.connectToHost(u"127.0.0.1"_s, port);
        }
        QObject::connect(&m_socket, &QIODevice::readyRead, &m_socket,
                         [this] { m_received += m_socket.readAll(); });
    }
    bool isReady()
    {
        return waitFor([this] {
            return m_socket.mode() == QSslSocket::SslClientMode
                       ? m_socket.isEncrypted()
                       : m_socket.state() == QAbstractSocket::ConnectedState;
        });
    }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    bool hears(const QByteArray &bytes)
    {
        return waitFor([&] { return m_received.contains(bytes); });
    }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    const QByteArray &received() const { return m_received; }

private:
    QSslSocket m_socket;
    QByteArray m_received;
};

quint16 portOf(NodeApp &app)
{
    return quint16(app.hear("port").value("port"_L1).toInt());
}

bool hasSaid(NodeApp &app, const QJsonObject &line)
{
    return waitFor([&] { return app.said().contains(line); });
}

void addKindRows(const QList<QByteArray> &kinds)
{
    QTest::addColumn<int>("major");
    QTest::addColumn<QByteArray>("kind");
    for (const NodeBinary &node : nodeBinaries()) {
        for (const QByteArray &kind : kinds) {
            if (kind.endsWith('s') && !QSslSocket::supportsSsl() && !isBuildServer())
                continue;
            QTest::addRow("%s, node %d", kind.constData(), node.major) << node.major << kind;
        }
    }
}

NodeApp::Setup setupFor(const QByteArray &kind)
{
    return {u"drain.cjs"_s, {QString::fromLatin1(kind)}};
}

} // namespace

void tst_ClusterDrain::loadLosesNothing_data()
{
    QTest::addColumn<int>("major");
    QTest::addColumn<bool>("roundRobin");
    for (const NodeBinary &node : nodeBinaries()) {
        QTest::addRow("shared, node %d", node.major) << node.major << false;
        QTest::addRow("round robin, node %d", node.major) << node.major << true;
    }
}

void tst_ClusterDrain::loadLosesNothing()
{
    QFETCH(bool, roundRobin);
    const NodeBinary node = nodeOfRow();
    Primary primary(roundRobin ? Scheduling::RoundRobin : Scheduling::Shared);
    int id = 0;
    auto setup = setupFor("http");
    std::vector<std::unique_ptr<NodeApp>> serving;
    const auto start = [&] {
        for (int i = 0; i < 2; ++i)
            serving.push_back(std::make_unique<NodeApp>(primary, node, ++id, setup));
    };
    start();
    const quint16 port = portOf(*serving.front());
    QCOMPARE(portOf(*serving.back()), port);
    NodeClient load(node, u"load.cjs"_s, {QString::number(port), u"16"_s});

    setup.admission = Admission::Parked;
    for (int reload = 0; reload < 2; ++reload) {
        std::vector<std::unique_ptr<NodeApp>> old = std::exchange(serving, {});
        start();
        QVERIFY(waitFor(
            [&] { return serving[0]->worker().isParked() && serving[1]->worker().isParked(); }));
        for (const auto &app : serving)
            app->worker().release();
        for (const auto &app : old)
            app->worker().drain(30s);
        for (const auto &app : old)
            QVERIFY(app->exited(0));
    }
    load.process().write("enough\n");
    QVERIFY(load.finished());
    const QJsonObject result = QJsonDocument::fromJson(load.output()).object();
    QVERIFY2(result.value("answers"_L1).toInt() > 100, load.output());
    QVERIFY2(result.value("failures"_L1).toInt() == 0, load.output());
    QVERIFY2(result.value("servers"_L1).toObject().size() > 2, load.output());
}

void tst_ClusterDrain::runningAnswersSayClose_data()
{
    addKindRows({"http", "https"});
}

void tst_ClusterDrain::runningAnswersSayClose()
{
    QFETCH(QByteArray, kind);
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, setupFor(kind));
    Client client(portOf(app), kind == "https");
    QVERIFY(client.isReady());
    client.send("GET /" + kKeepAlive);
    QVERIFY(client.hears(QByteArray::number(app.process().processId())));
    QVERIFY(!client.received().contains("Connection: close"));
    client.send("GET /slow" + kKeepAlive);
    QVERIFY(hasSaid(app, {{u"began"_s, u"/slow"_s}}));
    app.worker().drain(30s);
    QVERIFY(client.hears("Connection: close"));
    QVERIFY(client.hears("slow"));
    QVERIFY(app.exited(0));
    QVERIFY(app.hear("message", 0).isEmpty()); // the application has heard nothing of it
}

void tst_ClusterDrain::streamsAreFinished()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, setupFor("http"));
    Client client(portOf(app), false);
    client.send("GET /stream" + kKeepAlive);
    QVERIFY(client.hears("begin"));
    app.worker().drain(30s);
    QTRY_VERIFY_WITH_TIMEOUT(app.hasStopped(), kPatienceMs);
    QVERIFY(client.hears("end"));
    // Its headers had gone out before: it may ask once more.
    client.send("GET /" + kKeepAlive);
    QVERIFY(client.hears("Connection: close"));
    QVERIFY(app.exited(0));
}

void tst_ClusterDrain::silentConnectionsAreDropped_data()
{
    addKindRows({"http", "https"});
}

void tst_ClusterDrain::silentConnectionsAreDropped()
{
    QFETCH(QByteArray, kind);
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, setupFor(kind));
    Client silent(portOf(app), kind == "https");
    QVERIFY(silent.isReady());
    Client late(portOf(app), kind == "https");
    QVERIFY(late.isReady());
    QVERIFY(hasSaid(app, {{u"accepted"_s, 2}}));
    QElapsedTimer time;
    time.start();
    app.worker().drain(60s);
    QTRY_VERIFY_WITH_TIMEOUT(app.hasStopped(), kPatienceMs);
    late.send("GET /" + kKeepAlive); // was just about to ask
    QVERIFY(late.hears("Connection: close"));
    QVERIFY(app.exited(0));
    QVERIFY(time.elapsed() >= 1400); // but is given a while
    QTRY_VERIFY_WITH_TIMEOUT(silent.isClosed(), kPatienceMs);
}

void tst_ClusterDrain::webSocketsAreToldAtTheDeadline_data()
{
    addKindRows({"http", "https"});
}

void tst_ClusterDrain::webSocketsAreToldAtTheDeadline()
{
    QFETCH(QByteArray, kind);
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, setupFor(kind));
    Client client(portOf(app), kind == "https");
    QVERIFY(client.isReady());
    client.send(kUpgrade);
    QVERIFY(client.hears("hi"));
    QElapsedTimer time;
    time.start();
    app.worker().drain(600ms);
    QVERIFY(client.hears(QByteArray::fromHex("880203e9")));
    QVERIFY(time.elapsed() >= 550);
    QVERIFY(client.received().endsWith(QByteArray::fromHex("880203e9")));
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), kPatienceMs);
    QVERIFY(app.exited(0));
}

void tst_ClusterDrain::endlessOnesAreEndedAtTheDeadline_data()
{
    addKindRows({"http", "https", "net"});
}

void tst_ClusterDrain::endlessOnesAreEndedAtTheDeadline()
{
    QFETCH(QByteArray, kind);
    Primary primary(Scheduling::RoundRobin);
    NodeApp app(primary, nodeOfRow(), 1, setupFor(kind));
    Client client(portOf(app), kind == "https");
    QVERIFY(client.isReady());
    if (kind != "net")
        client.send("GET /endless" + kKeepAlive);
    QVERIFY(client.hears(kind == "net" ? "welcome" : "begin"));
    QElapsedTimer time;
    time.start();
    app.worker().drain(2s);
    QVERIFY(app.exited(0));
    QVERIFY(time.elapsed() >= 1900);
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), kPatienceMs);
    QVERIFY(!client.received().contains(char(0x88))); // no WebSocket
}

void tst_ClusterDrain::http2SessionsGoAway_data()
{
    addKindRows({"http2", "http2s"});
}

void tst_ClusterDrain::http2SessionsGoAway()
{
    QFETCH(QByteArray, kind);
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, setupFor(kind));
    const QString url
        = u"%1://127.0.0.1:%2"_s.arg(kind == "http2" ? u"http"_s : u"https"_s).arg(portOf(app));
    NodeClient slow(nodeOfRow(), u"http2client.cjs"_s, {url});
    NodeClient endless(nodeOfRow(), u"http2client.cjs"_s, {url, u"/endless"_s});
    QVERIFY(waitFor([&] { return slow.hasSaid("asked") && endless.hasSaid("data begin"); }));
    app.worker().drain(2s);
    QVERIFY(waitFor([&] { return slow.hasSaid("goaway 0"); }));
    QVERIFY(waitFor([&] { return slow.hasSaid("data slow"); }));
    QVERIFY(slow.finished());
    QVERIFY(app.exited(0));
    QVERIFY(waitFor([&] { return endless.hasSaid("closed"); }));
}

void tst_ClusterDrain::theApplicationMayCloseItself()
{
    Primary primary(Scheduling::Shared);
    auto setup = setupFor("http");
    setup.args += u"closes itself"_s;
    NodeApp app(primary, nodeOfRow(), 1, setup);
    Client client(portOf(app), false);
    client.send("GET /slow" + kKeepAlive);
    QVERIFY(hasSaid(app, {{u"began"_s, u"/slow"_s}}));
    ::kill(pid_t(app.process().processId()), SIGUSR2);
    QTRY_COMPARE_WITH_TIMEOUT(primary.listeners(), 0, kPatienceMs);
    app.worker().drain(30s);
    QVERIFY(client.hears("slow")); // waited for, though the server is closed
    QVERIFY(app.exited(0));
}

void tst_ClusterDrain::othersAreNotTouched()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, {u"grandchildren.cjs"_s});
    const QJsonObject said = app.hear("port");
    QCOMPARE(said.value("child"_L1), QJsonValue(false));
    QCOMPARE(said.value("code"_L1).toInt(-1), 0);
    QCOMPARE(said.value("output"_L1).toString(), u"2"_s);
    QCOMPARE(said.value("said"_L1).toString(), u"thread"_s);
    QCOMPARE(httpGet(quint16(said.value("port"_L1).toInt())), "here"_ba);
    app.worker().drain(30s);
    QVERIFY(app.exited(0));
}

void tst_ClusterDrain::worksWithoutPreload()
{
    Primary primary(Scheduling::Shared);
    auto setup = setupFor("http");
    setup.hasPreload = false;
    NodeApp app(primary, nodeOfRow(), 1, setup);
    QVERIFY(httpGet(portOf(app)).size() > 0);
    app.worker().drain(30s);
    QVERIFY(app.exited(0));
    QVERIFY(app.hasStopped());
}

QTEST_GUILESS_MAIN(tst_ClusterDrain)
#include "tst_clusterdrain.moc"
