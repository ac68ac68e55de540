// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "core/control/eventhub.h"
#include "eventparser.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

GateLimits still()
{
    GateLimits limits;
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = limits.closeTime
        = limits.stallTime = limits.statusTime = limits.heartbeatTime = 600s;
    limits.changeTime = 0ms;
    return limits;
}

WorkerEvent workerEvent(int worker)
{
    WorkerEvent event;
    event.app = u"app.js"_s;
    event.worker = worker;
    return event;
}

} // namespace

// What streams take from the daemon, and when they end.
class tst_ControlStreams : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void manyGetEachStatus();
    void haveALimitOfTheirOwn();
    void makeRoomForNobody();
    void slowReadersAreDropped();
    void deadReadersAreDropped();
    void statusesDoNotPileUp();
    void leavingIsNoticed_data();
    void leavingIsNoticed();
    void chattersAreDropped();
    void earlyEndGetsTheOpening();
    void endInOrder();
    void endAtTheLatest();
    void nothingRunsWithoutStreams();
    void serverMayGoFirst();

private:
    void start(const GateLimits &limits = still())
    {
        m_server = std::make_unique<ControlServer>(*m_operations, ControlAccess(), limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
    }

    std::unique_ptr<Client> follow(const QByteArray &query = {})
    {
        auto client = std::make_unique<Client>(m_server->port());
        client->get("/events" + query);
        return client;
    }

    std::vector<std::unique_ptr<Client>> followMany(int count)
    {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < count; ++i) { // one by one: they come through a request's place
            clients.push_back(follow());
            const auto begun = [&] { return statuses(*clients.back()) > 0; };
            static_cast<void>(QTest::qWaitFor(begun, 20000));
        }
        return clients;
    }

    static qsizetype statuses(const Client &client)
    {
        return eventsOf(client.received(), "status").size();
    }

    // Who does not read learns of the end by writing.
    static bool isGone(Client *client)
    {
        if (client->isConnected() && client->unsent() == 0)
            client->send("x");
        return client->isClosed() || !client->isConnected();
    }

    void fillSnapshot() // half a megabyte, so that no kernel buffer holds many
    {
        for (int i = 0; i < 900; ++i)
            m_operations->value.workers.append(m_operations->value.workers.first());
        for (WorkerSnapshot &worker : m_operations->value.workers)
            worker.failure = Failure{QString(500, u'x'), {}, {}, 0, {}};
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlStreams::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlStreams::manyGetEachStatus()
{
    start();
    const auto clients = followMany(100);
    for (int i = 1; i <= 5; ++i) {
        m_operations->value.master.pid = 1000 + i;
        m_operations->feed.announceChange();
        m_operations->feed.publish(workerEvent(i));
        for (const auto &client : clients) {
            TRY_COMPARE(statuses(*client), 1 + i);
            const auto last = eventsOf(client->received(), "status").last();
            QCOMPARE(last.json()[u"master"][u"pid"].toInt(), 1000 + i);
            TRY_COMPARE(eventsOf(client->received(), "worker").size(), i);
        }
    }
}

void tst_ControlStreams::haveALimitOfTheirOwn()
{
    GateLimits limits = still();
    limits.streams = 3;
    limits.connections = 2;
    start(limits);
    auto clients = followMany(3);
    Client fourth(m_server->port());
    fourth.get("/events");
    QVERIFY(fourth.waitForClose());
    QCOMPARE(fourth.answers().value(0).status, 503);
    // They take no place of a request either.
    Client first(m_server->port());
    Client second(m_server->port());
    first.get("/reload");
    second.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 2);
    m_operations->finishAll();
    QVERIFY(first.waitForAnswers(1) && second.waitForAnswers(1));

    clients.pop_back();
    const auto freed = [&] {
        const auto next = follow();
        return QTest::qWaitFor([&] { return next->isClosed() || statuses(*next) == 1; }, 20000)
               && statuses(*next) == 1;
    };
    QVERIFY(QTest::qWaitFor(freed, 20000));
}

void tst_ControlStreams::makeRoomForNobody()
{
    GateLimits limits = still();
    limits.connections = 2;
    start(limits);
    const auto streams = followMany(5);
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 20; ++i) {
        idle.push_back(std::make_unique<Client>(m_server->port()));
        idle.back()->get("/healthz");
        QVERIFY(idle.back()->waitForAnswers(1));
    }
    m_operations->feed.announceChange();
    for (const auto &client : streams)
        TRY_COMPARE(statuses(*client), 2);
}

void tst_ControlStreams::slowReadersAreDropped()
{
    start();
    const auto good = follow("?only=worker");
    const auto bad = follow("?only=worker");
    TRY_VERIFY(!lastIdOf(good->received()).isEmpty());
    TRY_VERIFY(!lastIdOf(bad->received()).isEmpty());
    bad->stopReading();
    WorkerEvent large = workerEvent(1);
    large.failure = Failure{QString(30000, u'x'), {}, {}, 0, {}};
    int sent = 0;
    const auto flood = [&] { // as fast as the good one takes it
        if (eventsOf(good->received(), "worker").size() == sent) {
            m_operations->feed.publish(large);
            ++sent;
        }
        return isGone(bad.get());
    };
    QVERIFY(QTest::qWaitFor(flood, 60000));
    QVERIFY2(sent < 1000,
             QByteArray::number(sent).constData()); // 30 MB; the kernels' buffers: a few
    m_operations->feed.publish(workerEvent(2));
    TRY_COMPARE(eventsOf(good->received(), "worker").size(), sent + 1);
}

void tst_ControlStreams::deadReadersAreDropped()
{
    GateLimits limits = still();
    limits.stallTime = 300ms;
    limits.statusTime = 10ms;
    fillSnapshot();
    start(limits);
    const auto dead = follow("?only=status");
    QVERIFY(dead->waitForConnected());
    dead->stopReading();
    QVERIFY(QTest::qWaitFor([&] { return isGone(dead.get()); }, 20000));
}

void tst_ControlStreams::statusesDoNotPileUp()
{
    fillSnapshot();
    start();
    const auto slow = follow("?only=status,worker");
    QVERIFY(slow->waitForConnected());
    slow->stopReading();
    const auto good = follow("?only=worker");
    TRY_VERIFY(!lastIdOf(good->received()).isEmpty());
    for (int i = 1; i <= 40; ++i) {
        m_operations->value.master.pid = i;
        m_operations->feed.announceChange();
        QTest::qWait(0);
        m_operations->feed.publish(workerEvent(i));
        TRY_COMPARE(eventsOf(good->received(), "worker").size(), i);
    }
    slow->readAgain();
    // Every event has arrived, but of the statuses those that it could take, and the newest.
    TRY_COMPARE(eventsOf(slow->received(), "worker").size(), 40);
    TRY_COMPARE(eventsOf(slow->received(), "status").last().json()[u"master"][u"pid"].toInt(), 40);
    QVERIFY(statuses(*slow) < 30);
}

void tst_ControlStreams::leavingIsNoticed_data()
{
    QTest::addColumn<bool>("byReset");
    QTest::newRow("end") << false;
    QTest::newRow("reset") << true;
}

void tst_ControlStreams::leavingIsNoticed()
{
    QFETCH(bool, byReset);
    GateLimits limits = still();
    limits.streams = 1;
    start(limits);
    for (int i = 0; i < 20; ++i) {
        const auto client = follow();
        // The place of the one before is free without a word from us.
        const auto begun = [&] { return client->isClosed() || statuses(*client) == 1; };
        QVERIFY(QTest::qWaitFor(begun, 20000));
        if (client->isClosed()) {
            --i;
            continue;
        }
        byReset ? client->reset() : client->halfClose();
        QVERIFY(byReset || client->waitForClose());
    }
}

void tst_ControlStreams::chattersAreDropped()
{
    GateLimits limits = still();
    limits.drainBytes = 100 * 1024;
    start(limits);
    const auto client = follow();
    TRY_COMPARE(statuses(*client), 1);
    client->get("/quit"); // never looked at
    const QByteArray more(16 * 1024, 'a');
    const auto flood = [&] {
        if (client->isConnected() && client->unsent() == 0)
            client->send(more);
        return client->isClosed() || !client->isConnected();
    };
    QVERIFY(QTest::qWaitFor(flood, 20000));
    QCOMPARE(m_operations->quits, 0);
}

void tst_ControlStreams::earlyEndGetsTheOpening()
{
    start();
    Client client(m_server->port());
    QVERIFY(client.waitForConnected());
    client.get("/events");
    client.halfClose();
    QVERIFY(client.waitForClose());
    QCOMPARE(statuses(client), 1);
}

void tst_ControlStreams::endInOrder()
{
    start();
    const auto clients = followMany(20);
    QSignalSpy drained(m_server.get(), &ControlServer::drained);
    m_operations->feed.publish(workerEvent(1)); // still waits for others
    m_server->close();
    m_operations->feed.publish(workerEvent(2));
    m_operations->feed.announceChange();
    for (const auto &client : clients) {
        QVERIFY(client->waitForClose());
        QVERIFY(client->received().endsWith("\n\n"));
        QCOMPARE(eventsOf(client->received(), "worker").size(), 1);
        QCOMPARE(statuses(*client), 1);
    }
    TRY_COMPARE(drained.size(), 1);
}

void tst_ControlStreams::endAtTheLatest()
{
    GateLimits limits = still();
    limits.closeTime = 300ms;
    fillSnapshot();
    start(limits);
    const auto dead = follow();
    QVERIFY(dead->waitForConnected());
    dead->stopReading();
    const auto other = follow("?only=reload");
    TRY_VERIFY(!lastIdOf(other->received()).isEmpty());
    QSignalSpy drained(m_server.get(), &ControlServer::drained);
    m_server->close();
    TRY_COMPARE(drained.size(), 1);
    QVERIFY(m_server->isDrained());
}

void tst_ControlStreams::nothingRunsWithoutStreams()
{
    EventHub hub(*m_operations, still());
    QVERIFY(!hub.isRunning());
    auto first = hub.open({EventKind::Status, {}, {}});
    auto second = hub.open({EventKind::Log, {}, {}});
    QVERIFY(hub.isRunning());
    QCOMPARE(m_operations->feed.followers(), 2);
    first.reset();
    QVERIFY(hub.isRunning());
    QCOMPARE(m_operations->feed.followers(), 1);
    second.reset();
    QVERIFY(!hub.isRunning());
    QCOMPARE(m_operations->feed.followers(), 0);
    m_operations->feed.announceChange();
    m_operations->feed.publish(workerEvent(1));
    QVERIFY(!hub.isRunning());
}

void tst_ControlStreams::serverMayGoFirst()
{
    QTemporaryDir directory;
    start();
    QVERIFY(m_server->listenUnix(directory.filePath(u"d.sock"_s)));
    Client local(directory.filePath(u"d.sock"_s));
    local.get("/events");
    TRY_COMPARE(statuses(local), 1);
    const auto remote = follow();
    TRY_COMPARE(statuses(*remote), 1);
    m_server.reset();
    m_operations->feed.publish(workerEvent(1));
    QVERIFY(local.waitForClose());
    QVERIFY(remote->waitForClose());
}

QTEST_GUILESS_MAIN(tst_ControlStreams)
#include "tst_controlstreams.moc"
