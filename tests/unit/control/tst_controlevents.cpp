// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "eventparser.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 20000;

// Nothing happens by the clock, and a loaded machine changes nothing.
GateLimits still()
{
    GateLimits limits;
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = limits.closeTime
        = limits.stallTime = limits.statusTime = limits.heartbeatTime = 600s;
    return limits;
}

WorkerEvent workerEvent(int worker, const QString &app = u"app.js"_s)
{
    WorkerEvent event;
    event.app = app;
    event.worker = worker;
    return event;
}

LogLine logLine(const QByteArray &text, const QString &app = u"app.js"_s)
{
    return {0, app, 1, Stream::Out, text};
}

ReloadEvent reloadEvent(int generation)
{
    ReloadEvent event;
    event.app = u"app.js"_s;
    event.generation = generation;
    return event;
}

} // namespace

class tst_ControlEvents : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opens();
    void sendsWhatHappens();
    void sendsStatusByTheClock();
    void sendsStatusOnChange();
    void gathersChanges();
    void filtersByKind();
    void filtersByApp();
    void replaysWhatWasMissed();
    void replaysTheFilteredOnly();
    void replaysNothingUnasked();
    void replaysNothingOfAnotherRun();
    void replaysWithoutGapUnderLoad();
    void followsLinesWhileWanted();
    void beatsInSilence();
    void headHasHeadersOnly();
    void asksForCredentials();
    void serves10();

private:
    void start(const GateLimits &limits = still(), const ControlAccess &access = {})
    {
        m_server = std::make_unique<ControlServer>(*m_operations, access, limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
    }

    std::unique_ptr<Client> follow(const QByteArray &query = {}, const QByteArray &headers = {})
    {
        auto client = std::make_unique<Client>(m_server->port());
        client->get("/events" + query, headers);
        const bool begun
            = QTest::qWaitFor([&] { return !lastIdOf(client->received()).isEmpty(); }, kPatience);
        if (!begun)
            qWarning() << "no stream:" << client->received();
        return client;
    }

    // The numbers of the workers that client has heard of.
    static QList<int> workers(const Client &client)
    {
        QList<int> numbers;
        const QList<StreamedEvent> events = eventsOf(client.received(), "worker");
        for (const StreamedEvent &event : events)
            numbers.append(event.json()[u"worker"].toInt());
        return numbers;
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlEvents::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlEvents::opens()
{
    start();
    const auto client = follow();
    TRY_COMPARE(eventsOf(client->received(), "status").size(), 1);
    QCOMPARE(eventsOf(client->received(), "status")[0].json(), toJson(m_operations->value));
    const QByteArray head = client->received().left(client->received().indexOf("\r\n\r\n"));
    QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(head.contains("\r\nContent-Type: text/event-stream\r\n"));
    QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
    QVERIFY(!head.contains("Content-Length"));
    QCOMPARE(client->received().count("retry: 1000\n"), 1);
    QVERIFY(lastIdOf(client->received()).endsWith("-0"));
    QVERIFY(!client->isClosed());
}

void tst_ControlEvents::sendsWhatHappens()
{
    start();
    const auto client = follow();
    m_operations->feed.publish(logLine("first \"line\"\tof \xe9\xba\x92\r"));
    m_operations->feed.publish(workerEvent(7));
    m_operations->feed.publish(reloadEvent(3));
    TRY_COMPARE(eventsOf(client->received(), "reload").size(), 1);
    const QByteArray received = client->received();
    const auto log = eventsOf(received, "log").value(0);
    const auto worker = eventsOf(received, "worker").value(0);
    const auto reload = eventsOf(received, "reload").value(0);
    QCOMPARE(log.json(), toJson(logLine("first \"line\"\tof \xe9\xba\x92\r")));
    QCOMPARE(worker.json(), toJson(workerEvent(7)));
    QCOMPARE(reload.json(), toJson(reloadEvent(3)));
    const QByteArray run = log.id.left(log.id.indexOf('-'));
    QVERIFY(!run.isEmpty());
    QCOMPARE(log.id, run + "-1");
    QCOMPARE(worker.id, run + "-2");
    QCOMPARE(reload.id, run + "-3");
}

void tst_ControlEvents::sendsStatusByTheClock()
{
    GateLimits limits = still();
    limits.statusTime = 20ms;
    start(limits);
    const auto client = follow();
    m_operations->value.master.pid = 4711;
    TRY_VERIFY(eventsOf(client->received(), "status").size() >= 10);
    QCOMPARE(eventsOf(client->received(), "status").last().json(), toJson(m_operations->value));
}

void tst_ControlEvents::sendsStatusOnChange()
{
    start();
    const auto client = follow();
    const auto other = follow("?only=reload");
    for (int i = 1; i <= 3; ++i) {
        m_operations->value.master.pid = i;
        m_operations->feed.announceChange();
        TRY_COMPARE(eventsOf(client->received(), "status").size(), 1 + i);
        QCOMPARE(eventsOf(client->received(), "status").last().json(), toJson(m_operations->value));
    }
    QVERIFY(eventsOf(other->received(), "status").isEmpty());
}

void tst_ControlEvents::gathersChanges()
{
    GateLimits limits = still();
    limits.changeTime = 600s;
    start(limits);
    const auto client = follow();
    m_operations->feed.announceChange();
    TRY_COMPARE(eventsOf(client->received(), "status").size(), 2); // the first at once
    for (int i = 0; i < 50; ++i)
        m_operations->feed.announceChange();
    m_operations->feed.publish(workerEvent(1));
    TRY_COMPARE(workers(*client).size(), 1);
    QCOMPARE(eventsOf(client->received(), "status").size(), 2);
}

void tst_ControlEvents::filtersByKind()
{
    start();
    const auto logs = follow("?only=log");
    const auto rest = follow("?only=worker,reload,status");
    m_operations->feed.publish(logLine("one"));
    m_operations->feed.publish(workerEvent(1));
    m_operations->feed.publish(reloadEvent(2));
    m_operations->feed.publish(logLine("two"));
    TRY_COMPARE(eventsOf(logs->received(), "log").size(), 2);
    TRY_COMPARE(eventsOf(rest->received(), "reload").size(), 1);
    for (const QByteArray &kind : {"status"_ba, "worker"_ba, "reload"_ba}) {
        QVERIFY(eventsOf(logs->received(), kind).isEmpty());
        QCOMPARE(eventsOf(rest->received(), kind).size(), 1);
    }
    QVERIFY(eventsOf(rest->received(), "log").isEmpty());
}

void tst_ControlEvents::filtersByApp()
{
    start();
    const auto client = follow("?app=api");
    m_operations->feed.publish(workerEvent(1));
    m_operations->feed.publish(workerEvent(2, u"api"_s));
    m_operations->feed.publish(logLine("app.js's"));
    m_operations->feed.publish(logLine("api's", u"api"_s));
    TRY_COMPARE(eventsOf(client->received(), "log").size(), 1);
    QCOMPARE(workers(*client), QList<int>{2});
    QCOMPARE(eventsOf(client->received(), "log")[0].json()[u"text"], u"api's"_s);
    QCOMPARE(eventsOf(client->received(), "status")[0].json(), toJson(m_operations->value));
}

void tst_ControlEvents::replaysWhatWasMissed()
{
    start();
    auto client = follow();
    m_operations->feed.publish(workerEvent(1));
    m_operations->feed.publish(workerEvent(2));
    TRY_COMPARE(workers(*client), QList<int>({1, 2}));
    const QByteArray id = lastIdOf(client->received());
    client.reset();
    for (int i = 3; i <= 6; ++i)
        m_operations->feed.publish(workerEvent(i));
    client = follow({}, "Last-Event-ID: " + id + "\r\n");
    QCOMPARE(workers(*client), QList<int>({3, 4, 5, 6}));
    m_operations->feed.publish(workerEvent(7));
    TRY_COMPARE(workers(*client), QList<int>({3, 4, 5, 6, 7}));

    // One that heard of nothing yet has its place from the opening on.
    const auto quiet = follow();
    QVERIFY(workers(*quiet).isEmpty());
    m_operations->feed.publish(workerEvent(8));
    const auto again = follow({}, "Last-Event-ID: " + lastIdOf(client->received()) + "\r\n");
    TRY_VERIFY(workers(*again).endsWith(8));
}

void tst_ControlEvents::replaysTheFilteredOnly()
{
    start();
    auto client = follow("?app=api&only=worker,log");
    const QByteArray id = lastIdOf(client->received());
    client.reset();
    m_operations->feed.publish(workerEvent(1));
    m_operations->feed.publish(workerEvent(2, u"api"_s));
    m_operations->feed.publish(reloadEvent(2));
    m_operations->feed.publish(logLine("kept for a while", u"api"_s));
    client = follow("?app=api&only=worker,log", "Last-Event-ID: " + id + "\r\n");
    TRY_COMPARE(eventsOf(client->received(), "log").size(), 1);
    QCOMPARE(workers(*client), QList<int>{2});
    QVERIFY(eventsOf(client->received(), "reload").isEmpty());
    QVERIFY(eventsOf(client->received(), "status").isEmpty());
}

void tst_ControlEvents::replaysNothingUnasked()
{
    start();
    m_operations->feed.publish(workerEvent(1));
    const auto client = follow();
    m_operations->feed.publish(workerEvent(2));
    TRY_COMPARE(workers(*client), QList<int>{2});
}

void tst_ControlEvents::replaysNothingOfAnotherRun()
{
    start();
    m_operations->feed.publish(workerEvent(1));
    QByteArray id = follow()->received();
    id = lastIdOf(id);
    const QByteArray run = id.left(id.indexOf('-'));
    const QByteArrayList others{"0",          "x-0", run,           run + "-",
                                run + "-one", "",    run + "x-0",   run + "-99999999999999999999",
                                run + "-1",   "-0",  run + "-1000", "\xe9\xba\x92"};
    for (const QByteArray &other : others) {
        const auto client = follow({}, "Last-Event-ID: " + other + "\r\n");
        QVERIFY2(workers(*client).isEmpty(), other.constData());
    }
    start(); // the next run counts the same events
    const auto client = follow({}, "Last-Event-ID: " + run + "-0\r\n");
    QVERIFY(workers(*client).isEmpty());
    m_operations->feed.publish(workerEvent(2));
    TRY_COMPARE(workers(*client), QList<int>{2});
}

void tst_ControlEvents::replaysWithoutGapUnderLoad()
{
    start();
    int sent = 0;
    QList<int> heard;
    // Goes on while clients come and go, but no further than the feed keeps.
    QTimer source;
    connect(&source, &QTimer::timeout, this, [&] {
        if (sent < (heard.isEmpty() ? 0 : heard.last()) + 500)
            m_operations->feed.publish(workerEvent(++sent));
    });
    source.start(0ms);
    QByteArray id;
    {
        const auto client = follow();
        TRY_VERIFY(workers(*client).size() > 3);
        heard = workers(*client);
        id = lastIdOf(client->received());
    }
    for (int round = 0; round < 10; ++round) {
        const auto client = follow({}, "Last-Event-ID: " + id + "\r\n");
        TRY_VERIFY(workers(*client).size() > 20);
        const QByteArray received = client->received();
        heard += workers(*client);
        id = lastIdOf(received);
    }
    for (qsizetype i = 1; i < heard.size(); ++i)
        QCOMPARE(heard[i], heard[i - 1] + 1);
}

void tst_ControlEvents::followsLinesWhileWanted()
{
    GateLimits limits = still();
    limits.followTime = 50ms;
    start(limits);
    const auto numberAfterALine = [this] {
        m_operations->feed.publish(logLine("a line"));
        return m_operations->feed.last();
    };
    QCOMPARE(numberAfterALine(), 0);
    const auto other = follow("?only=worker,status");
    QCOMPARE(numberAfterALine(), 0);
    auto client = follow("?only=log");
    QCOMPARE(numberAfterALine(), 1);
    client.reset();
    qint64 last = 0;
    TRY_VERIFY(std::exchange(last, numberAfterALine()) == numberAfterALine());
    TRY_COMPARE(numberAfterALine(), m_operations->feed.last());
    QCOMPARE(eventsOf(other->received(), "log").size(), 0);
}

void tst_ControlEvents::beatsInSilence()
{
    GateLimits limits = still();
    limits.heartbeatTime = 50ms;
    start(limits);
    const auto client = follow("?only=reload");
    TRY_VERIFY(client->received().count("\n:\n\n") >= 3);
    QVERIFY(eventsOf(client->received(), "status").isEmpty());
}

void tst_ControlEvents::headHasHeadersOnly()
{
    start();
    Client client(m_server->port());
    client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
    QCOMPARE(client.received().indexOf("\r\n\r\n"), client.received().size() - 4);
}

void tst_ControlEvents::asksForCredentials()
{
    start(still(), {u"admin"_s, u"pass"_s, {}});
    Client stranger(m_server->port());
    stranger.get("/events");
    QVERIFY(stranger.waitForClose());
    QCOMPARE(stranger.answers().value(0).status, 401);
    Client otherSite(m_server->port());
    otherSite.get("/events", "Origin: http://evil.example\r\n");
    QVERIFY(otherSite.waitForClose());
    QCOMPARE(otherSite.answers().value(0).status, 403);
    const auto good = follow({}, "Authorization: Basic " + "admin:pass"_ba.toBase64() + "\r\n");
    TRY_COMPARE(eventsOf(good->received(), "status").size(), 1);
}

void tst_ControlEvents::serves10()
{
    start();
    Client client(m_server->port());
    client.send("GET /events HTTP/1.0\r\n\r\n");
    TRY_COMPARE(eventsOf(client.received(), "status").size(), 1);
    m_operations->feed.publish(workerEvent(1));
    TRY_COMPARE(workers(client), QList<int>{1});
}

QTEST_GUILESS_MAIN(tst_ControlEvents)
#include "tst_controlevents.moc"
