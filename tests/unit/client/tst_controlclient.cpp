// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "fakedaemon.h"
#include "quicktimes.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

using State = ControlClient::State;

namespace {

const QByteArray kEvents = "/events?only=status,worker,reload,log";

void sendStatus(FakePeer &peer)
{
    peer.beginEvents();
    peer.send(statusEvent(3));
}

} // namespace

class tst_ControlClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void follows_data();
    void follows();
    void tellsWhatHappens();
    void asksForLogsOnDemand();
    void waitsForADaemon_data();
    void waitsForADaemon();
    void waitsForCredentials();
    void newCredentialsHoldAtOnce();
    void outlivesARestart();
    void pollsOlderDaemons();
    void pollsUntilItIsAnotherDaemon();
    void closes();

private:
    void open(const Endpoint &endpoint, const ClientTimes &times = quickTimes())
    {
        m_client = std::make_unique<ControlClient>(endpoint, nullptr, times);
        m_states = std::make_unique<QSignalSpy>(m_client.get(), &ControlClient::stateChanged);
        m_client->open();
        QCOMPARE(m_client->state(), State::Connecting);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<ControlClient> m_client;
    std::unique_ptr<QSignalSpy> m_states;
};

void tst_ControlClient::init()
{
    m_daemon = std::make_unique<FakeDaemon>();
    m_daemon->answer = sendStatus;
}

void tst_ControlClient::cleanup()
{
    m_states.reset();
    m_client.reset();
    m_daemon.reset();
}

void tst_ControlClient::follows_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<QByteArray>("host");

    QTest::newRow("Unix socket") << true << "localhost"_ba;
    QTest::newRow("TCP") << false << "127.0.0.1"_ba;
}

void tst_ControlClient::follows()
{
    QFETCH(bool, isLocal);
    QFETCH(QByteArray, host);
    QVERIFY(isLocal ? m_daemon->listenLocal(m_directory.filePath(u"a.sock"_s))
                    : m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    QCOMPARE(m_client->snapshot()->workers.size(), 3);
    QCOMPARE(m_client->error(), QString());
    QCOMPARE(m_daemon->targets(), QByteArrayList{kEvents});
    FakePeer *peer = m_daemon->last("/events");
    QVERIFY(peer->header("host").startsWith(host));
    QCOMPARE(peer->header("authorization"), ""_ba);
    QCOMPARE(peer->header("last-event-id"), ""_ba);

    QSignalSpy snapshots(m_client.get(), &ControlClient::snapshotChanged);
    const QByteArray event = statusEvent(200);
    for (qsizetype i = 0; i < event.size(); i += 1000)
        peer->send(event.mid(i, 1000));
    TRY_COMPARE(m_client->snapshot()->workers.size(), 200);
    QCOMPARE(snapshots.size(), 1);
    QCOMPARE(m_states->size(), 2);
}

void tst_ControlClient::tellsWhatHappens()
{
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    QList<LogLine> lines;
    QList<WorkerEvent> workers;
    QList<ReloadEvent> reloads;
    connect(m_client.get(), &ControlClient::logLine, this,
            [&](const LogLine &line) { lines.append(line); });
    connect(m_client.get(), &ControlClient::workerEvent, this,
            [&](const WorkerEvent &event) { workers.append(event); });
    connect(m_client.get(), &ControlClient::reloadEvent, this,
            [&](const ReloadEvent &event) { reloads.append(event); });

    FakePeer *peer = m_daemon->last("/events");
    peer->send("event: log\ndata: {\"app\":\"app.js\",\"worker\":2,\"text\":\"hi\"}\n\n"
               ": heartbeat\n\n"
               "event: worker\ndata: {\"app\":\"app.js\",\"worker\":3,\"state\":\"failed\"}\n\n"
               "event: future\ndata: {\"app\":\"app.js\"}\n\n"
               "event: log\ndata: no JSON\n\n"
               "event: reload\ndata: {\"app\":\"app.js\",\"phase\":\"finished\"}\n\n");
    TRY_COMPARE(reloads.size(), 1);
    QVERIFY(reloads[0].isFinished);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].text, "hi"_ba);
    QCOMPARE(workers.size(), 1);
    QCOMPARE(workers[0].state, WorkerState::Failed);
    QCOMPARE(m_client->state(), State::Connected);
}

void tst_ControlClient::asksForLogsOnDemand()
{
    QVERIFY(m_daemon->listenTcp());
    m_client = std::make_unique<ControlClient>(m_daemon->endpoint(), nullptr, quickTimes());
    m_client->open(false);
    TRY_COMPARE(m_client->state(), State::Connected);
    QCOMPARE(m_daemon->targets(), QByteArrayList{"/events?only=status,worker,reload"_ba});
    m_client->open(true);
    TRY_COMPARE(m_daemon->count(kEvents), 1);
    m_client->open(true); // as it is already
    QCOMPARE(m_client->state(), State::Connected);
    TRY_COMPARE(m_daemon->targets().size(), 2);
}

void tst_ControlClient::waitsForADaemon_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<QString>("text");

    QTest::newRow("Unix socket") << true << u"there is no socket"_s;
    QTest::newRow("TCP") << false << u"refused"_s;
}

void tst_ControlClient::waitsForADaemon()
{
    QFETCH(bool, isLocal);
    QFETCH(QString, text);
    const QString path = m_directory.filePath(u"late.sock"_s);
    Endpoint endpoint;
    QTcpServer place; // keeps the port from others until it is closed
    QVERIFY(place.listen(QHostAddress::LocalHost));
    const quint16 port = place.serverPort();
    place.close();
    if (isLocal)
        endpoint.socket = path;
    else
        endpoint.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    open(endpoint);
    TRY_COMPARE(m_client->state(), State::Lost);
    QVERIFY2(m_client->error().contains(text), qPrintable(m_client->error()));
    QVERIFY(m_client->error().contains(isLocal ? path : u"127.0.0.1:%1"_s.arg(port)));
    QVERIFY(!m_client->snapshot());
    QVERIFY(isLocal ? m_daemon->listenLocal(path) : m_daemon->listenTcp(port));
    TRY_COMPARE(m_client->state(), State::Connected);
    QCOMPARE(m_states->size(), 3); // trying again is no state of its own
}

void tst_ControlClient::waitsForCredentials()
{
    const QByteArray right = "Basic "
                             + QByteArray("kirin:j:r\xC3\xA4"
                                          "ffe")
                                   .toBase64();
    m_daemon->answer = [right](FakePeer &peer) {
        if (peer.header("authorization") == right)
            sendStatus(peer);
        else
            peer.answer(401, "{\"error\":\"unauthorized\"}");
    };
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Unauthorized);
    QVERIFY(m_client->error().contains(u"wants a user name"_s));
    m_client->open(); // changes nothing: a guess more would slow the right one down
    QCOMPARE(m_client->state(), State::Unauthorized);

    m_client->setCredentials(u"kirin"_s, u"secret"_s);
    QCOMPARE(m_client->state(), State::Connecting);
    TRY_COMPARE(m_client->state(), State::Unauthorized);
    QVERIFY(!m_client->error().contains(u"secret"_s));
    m_client->setCredentials(u"kirin"_s, u"j:räffe"_s);
    TRY_COMPARE(m_client->state(), State::Connected);
    QCOMPARE(m_client->endpoint().username, u"kirin"_s);
    QCOMPARE(m_daemon->targets().size(), 3);
}

// The daemon may learn of a new password while somebody is connected.
void tst_ControlClient::newCredentialsHoldAtOnce()
{
    m_daemon->answer = [](FakePeer &peer) {
        if (peer.target() == "/info")
            peer.answer(401, "{\"error\":\"unauthorized\"}");
        else
            sendStatus(peer);
    };
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    FakePeer *first = m_daemon->last("/events");
    QString error;
    m_client->call(ControlClient::Method::Get, u"/info"_s,
                   [&](const Result<QJsonValue> &result) { error = result.error().text; });
    TRY_COMPARE(m_client->state(), State::Unauthorized);
    QVERIFY(!error.isEmpty());
    TRY_VERIFY(!first->isOpen());
    m_client->setCredentials(u"kirin"_s, u"secret"_s);
    TRY_COMPARE(m_client->state(), State::Connected);
    QVERIFY(m_daemon->last("/events")->header("authorization").startsWith("Basic "));
}

void tst_ControlClient::outlivesARestart()
{
    m_daemon->answer = [](FakePeer &peer) {
        peer.beginEvents();
        peer.send(statusEvent(3, 7108, "41"));
    };
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    m_daemon->answer = [](FakePeer &peer) { peer.close(); };
    FakePeer *peer = m_daemon->last("/events");
    peer->send("id: 42\nevent: status\ndata: {\"master\""); // it ends in the midst of an event
    peer->close();
    TRY_COMPARE(m_client->state(), State::Lost);
    QVERIFY2(m_client->error().contains(u"closed the connection"_s), qPrintable(m_client->error()));
    QCOMPARE(m_client->snapshot()->workers.size(), 3); // the last
    m_daemon->answer = [](FakePeer &next) {
        next.beginEvents();
        next.send(statusEvent(4, 7109));
    };
    TRY_COMPARE(m_client->state(), State::Connected);
    QCOMPARE(m_client->snapshot()->workers.size(), 4);
    QCOMPARE(m_daemon->last("/events")->header("last-event-id"), "41"_ba);
    QCOMPARE(m_client->error(), QString());

    // An event without an id does not make it forget the last one.
    const int count = m_daemon->count(kEvents);
    m_daemon->last("/events")->close();
    TRY_COMPARE(m_daemon->count(kEvents), count + 1);
    QCOMPARE(m_daemon->last("/events")->header("last-event-id"), "41"_ba);
}

void tst_ControlClient::pollsOlderDaemons()
{
    int workers = 1;
    m_daemon->answer = [&workers](FakePeer &peer) {
        if (peer.target() == "/info")
            peer.answer(200, infoBody(workers++));
        else
            peer.answer(404, "{\"error\":\"unknown method\"}");
    };
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    TRY_VERIFY(m_client->snapshot()->workers.size() > 3);
    QCOMPARE(m_daemon->count(kEvents), 1);
    m_daemon->answer = [](FakePeer &peer) { peer.close(); };
    TRY_COMPARE(m_client->state(), State::Lost);
    m_daemon->answer = sendStatus; // it was replaced by one of today
    TRY_COMPARE(m_client->state(), State::Connected);
}

void tst_ControlClient::pollsUntilItIsAnotherDaemon()
{
    qint64 pid = 7108;
    m_daemon->answer = [&pid](FakePeer &peer) {
        if (peer.target() == "/info")
            peer.answer(200, infoBody(2, pid));
        else if (pid == 7108)
            peer.answer(404, "{\"error\":\"unknown method\"}");
        else
            sendStatus(peer);
    };
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    pid = 7109;
    TRY_COMPARE(m_client->snapshot()->workers.size(), 3);
    QCOMPARE(m_states->size(), 2);
}

void tst_ControlClient::closes()
{
    QVERIFY(m_daemon->listenTcp());
    open(m_daemon->endpoint());
    TRY_COMPARE(m_client->state(), State::Connected);
    m_client->close();
    QCOMPARE(m_client->state(), State::Closed);
    TRY_VERIFY(!m_daemon->last("/events")->isOpen());
    m_client->setCredentials(u"kirin"_s, u"secret"_s);
    QCOMPARE(m_client->state(), State::Closed);
    m_client->open();
    TRY_COMPARE(m_client->state(), State::Connected);
    QVERIFY(!m_daemon->last("/events")->header("authorization").isEmpty());
}

QTEST_GUILESS_MAIN(tst_ControlClient)
#include "tst_controlclient.moc"
