// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "descriptors.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QAbstractEventDispatcher>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

GateLimits patient()
{
    GateLimits limits;
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = 60s;
    return limits;
}

} // namespace

class tst_ControlAttack : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void slowClientsHangNobody();
    void slowClientsEnd();
    void endlessInputEnds_data();
    void endlessInputEnds();
    void drainingIsBounded();
    void neverReadingPipelinersEnd();
    void resetsAreHarmless();
    void busyServerSaysSo();
    void guessersHangNobody();
    void survivesWithoutDescriptors();
    void survivesMutations();

private:
    void start(const GateLimits &limits, const ControlAccess &access = {})
    {
        m_server = std::make_unique<ControlServer>(*m_operations, access, limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
    }

    void goodClientIsAnswered()
    {
        Client good(m_server->port());
        good.get("/info");
        QVERIFY(good.waitForAnswers(1));
        QCOMPARE(good.answers()[0].status, 200);
    }

    std::vector<std::unique_ptr<Client>> connectMany(int count, const QByteArray &bytes)
    {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<Client>(m_server->port()));
            clients.back()->send(bytes);
        }
        return clients;
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlAttack::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlAttack::slowClientsHangNobody()
{
    start(patient());
    const int before = openDescriptors();
    const auto slow = connectMany(250, "GET /info HTTP/1.1\r\nX: ");
    for (const auto &client : slow)
        QVERIFY(client->waitForConnected() || client->isClosed());
    for (int i = 0; i < 10; ++i) {
        for (const auto &client : slow) {
            if (client->isConnected())
                client->send("a");
        }
        goodClientIsAnswered();
    }
    int open = 0;
    for (const auto &client : slow)
        open += client->isConnected() ? 1 : 0;
    QVERIFY2(open <= 64, QByteArray::number(open).constData());
    QVERIFY(openDescriptors() - before <= 64 + open + 4);
}

void tst_ControlAttack::slowClientsEnd()
{
    GateLimits limits = patient();
    limits.requestTime = 200ms;
    limits.drainTime = 200ms;
    start(limits);
    const auto slow = connectMany(40, "GET /info HTTP/1.1\r\nX: ");
    QTimer drip; // bytes buy no time
    connect(&drip, &QTimer::timeout, this, [&slow] {
        for (const auto &client : slow) {
            if (client->isConnected())
                client->send("a");
        }
    });
    drip.start(20ms);
    for (const auto &client : slow) {
        QVERIFY(client->waitForClose());
        if (!client->received().isEmpty())
            QCOMPARE(client->answers().value(0).status, 408);
    }
}

void tst_ControlAttack::endlessInputEnds_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("repeat");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST /reload HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray letters(16 * 1024, 'a');
    QByteArray lines;
    QByteArray blanks;
    for (int i = 0; i < 1024; ++i) {
        lines += "X: aaaaaaaaaaa\r\n";
        blanks += "\r\n";
    }
    QTest::newRow("request line") << "GET /"_ba << letters << 414;
    QTest::newRow("header line") << head + "X: " << letters << 431;
    QTest::newRow("header lines") << head << lines << 431;
    QTest::newRow("blank lines") << QByteArray() << blanks << 400;
    QTest::newRow("body") << head + "Content-Length: 1073741824\r\n\r\n" << letters << 413;
    QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n4000\r\n"
                            << letters << 501;
    QTest::newRow("chunk size") << head + "Transfer-Encoding: chunked\r\n\r\n" << letters << 501;
}

void tst_ControlAttack::endlessInputEnds()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, repeat);
    QFETCH(int, status);
    start(patient());
    Client client(m_server->port());
    QVERIFY(client.waitForConnected());
    client.send(begin);
    qint64 sent = 0;
    const auto flood = [&] { // like any client: until it is answered
        if (client.isClosed() || !client.received().isEmpty())
            return true;
        if (client.unsent() == 0) {
            client.send(repeat);
            sent += repeat.size();
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(flood, 20000));
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().value(0).status, status);
    QCOMPARE(client.answers().size(), 1);
    QVERIFY2(sent < 8 * 1024 * 1024, QByteArray::number(sent).constData());
    goodClientIsAnswered();
}

void tst_ControlAttack::drainingIsBounded()
{
    start(patient());
    Client client(m_server->port());
    QVERIFY(client.waitForConnected());
    client.send("BAD\r\n\r\n");
    qint64 sent = 0;
    const QByteArray more(64 * 1024, 'a');
    const auto flood = [&] { // deaf to the answer
        if (client.isConnected() && client.unsent() == 0) {
            client.send(more);
            sent += more.size();
        }
        return client.isClosed() || !client.isConnected();
    };
    QVERIFY(QTest::qWaitFor(flood, 20000));
    QVERIFY2(sent < 32 * 1024 * 1024, QByteArray::number(sent).constData());
}

void tst_ControlAttack::neverReadingPipelinersEnd()
{
    GateLimits limits = patient();
    limits.writeTime = 300ms;
    limits.requestsPerConnection = 1000000;
    for (int i = 0; i < 900; ++i) // half a megabyte an answer, so that no kernel buffer holds many
        m_operations->value.workers.append(m_operations->value.workers.first());
    for (WorkerSnapshot &worker : m_operations->value.workers)
        worker.failure = Failure{QString(500, u'x'), {}, {}, 0, {}};
    start(limits);
    Client client(m_server->port());
    QVERIFY(client.waitForConnected());
    client.stopReading();
    QByteArray many;
    for (int i = 0; i < 200; ++i)
        many += "GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n";
    qint64 sent = 0;
    const auto flood = [&] {
        if (client.isConnected() && client.unsent() == 0) {
            client.send(many);
            sent += many.size();
        }
        return client.isClosed();
    };
    QVERIFY(QTest::qWaitFor(flood, 30000));
    QVERIFY2(sent < 16 * 1024 * 1024, QByteArray::number(sent).constData());
    m_operations->value.workers.clear();
    goodClientIsAnswered();
}

void tst_ControlAttack::resetsAreHarmless()
{
    for (int i = 0; i < 200; ++i)
        m_operations->value.workers.append(m_operations->value.workers.first());
    start(patient());
    for (int i = 0; i < 300; ++i) {
        Client client(m_server->port());
        QVERIFY(client.waitForConnected());
        client.get(i % 3 == 0 ? "/reload" : "/info");
        if (i % 2 == 0)
            QVERIFY(QTest::qWaitFor([&] { return client.unsent() == 0; }, 20000));
        client.reset();
    }
    goodClientIsAnswered();
    m_operations->finishAll();
    goodClientIsAnswered();
}

void tst_ControlAttack::busyServerSaysSo()
{
    GateLimits limits = patient();
    limits.connections = 4;
    start(limits);
    const auto busy = connectMany(4, "GET /reload HTTP/1.1\r\nHost: localhost\r\n\r\n");
    TRY_COMPARE(m_operations->pending.size(), 4);
    Client fifth(m_server->port());
    fifth.get("/info");
    QVERIFY(fifth.waitForClose());
    if (!fifth.received()
             .isEmpty()) // its request may have crossed the answer and reset the connection
        QCOMPARE(fifth.answers().value(0).status, 503);
    m_operations->finishAll();
    for (const auto &client : busy) {
        QVERIFY(client->waitForAnswers(1));
        QCOMPARE(client->answers()[0].status, 200);
    }
    goodClientIsAnswered(); // the idle ones make room
}

void tst_ControlAttack::guessersHangNobody()
{
    GateLimits limits = patient();
    limits.firstRefusal = limits.lastRefusal = 200ms; // once, since all guess the same
    start(limits, {u"admin"_s, u"pass"_s, {}});
    const auto guessers
        = connectMany(150, "GET /info HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                               + "admin:guess"_ba.toBase64() + "\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        Client good(m_server->port());
        good.get("/info", "Authorization: Basic " + "admin:pass"_ba.toBase64() + "\r\n");
        QVERIFY(good.waitForAnswers(1));
        QCOMPARE(good.answers()[0].status, 200);
    }
    for (const auto &client : guessers)
        QVERIFY(!client->received().contains(" 200 "));
}

void tst_ControlAttack::survivesWithoutDescriptors()
{
    GateLimits limits = patient();
    limits.acceptPause = 100ms;
    start(limits);
    Client before(m_server->port());
    before.get("/healthz");
    QVERIFY(before.waitForAnswers(1));

    // They are in the backlog before the server can take them: no event loop runs meanwhile.
    std::vector<PlainSocket> waiting(3);
    for (const PlainSocket &client : waiting)
        QVERIFY(client.connectTo(m_server->port()));
    {
        const NoDescriptors guard;
        int wakeUps = 0;
        const auto count
            = connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                      [&wakeUps] { ++wakeUps; });
        for (const PlainSocket &client :
             waiting) // each in turn is sent away; nobody waits for ever
            QTRY_VERIFY_WITH_TIMEOUT(client.isAtEnd(), 20000);
        disconnect(count);
        QVERIFY2(wakeUps < 2000, QByteArray::number(wakeUps).constData()); // a busy loop: 10,000s
        before.get("/healthz");
        QVERIFY(before.waitForAnswers(2)); // who is in is served
    }
    goodClientIsAnswered();
}

void tst_ControlAttack::survivesMutations()
{
    m_operations->atOnce = true;
    start(patient());
    QRandomGenerator random(20131013);
    const QByteArray seed
        = "POST /reload?app=api HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
          "GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const QByteArray spice = "\r\n\0 :%/?&=\x7f\xff\t#"_ba;
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = seed;
        for (int change = random.bounded(1, 5); change > 0; --change)
            bytes[random.bounded(int(bytes.size()))] = spice[random.bounded(int(spice.size()))];
        Client client(m_server->port());
        QVERIFY(client.waitForConnected());
        client.send(bytes);
        client.halfClose();
        QVERIFY(client.waitForClose());
        const QList<Answer> answers = client.answers();
        QVERIFY(answers.size() == 1 || answers.size() == 2);
    }
    goodClientIsAnswered();
}

QTEST_GUILESS_MAIN(tst_ControlAttack)
#include "tst_controlattack.moc"
