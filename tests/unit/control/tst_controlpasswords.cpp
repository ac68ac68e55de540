// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "core/platform/passwordhash.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

QByteArray authorization(const QByteArray &pair)
{
    return "Authorization: Basic " + pair.toBase64() + "\r\n";
}

GateLimits patient()
{
    GateLimits limits;
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = 60s;
    limits.firstRefusal = 1ms;
    limits.lastRefusal = 1ms;
    limits.passwordRest = 1;
    return limits;
}

} // namespace

// Hashed passwords at a real port.
class tst_ControlPasswords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void letsInAndRefuses();
    void manyAtOnceAreOneCheck();
    void clientThatLeavesMeanwhile();
    void newPasswordMeanwhile();
    void loopGoesOnMeanwhile();
    void guessersAreTurnedAway();
    void makeRoomWhileTheyWait();
    void shutsDownMeanwhile();

private:
    void start(const QByteArray &hash, const GateLimits &limits = patient())
    {
        m_server = std::make_unique<ControlServer>(
            *m_operations, ControlAccess{u"us"_s, QString::fromLatin1(hash), {}}, limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
    }
    [[nodiscard]] int ask(const QByteArray &pair)
    {
        Client client(m_server->port());
        client.get("/info", authorization(pair));
        return client.waitForAnswers(1) ? client.answers().value(0).status : 0;
    }

    QByteArray m_hash;
    // SHA-512 with as many rounds as take about 0.3 s.
    const QByteArray m_slowHash
        = "$6$rounds=1000000$saltstring$" + QByteArray(86, 'x'); // matches nothing
    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlPasswords::initTestCase()
{
    m_hash = *hashPassword("pass");
}

void tst_ControlPasswords::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlPasswords::letsInAndRefuses()
{
    start(m_hash);
    QCOMPARE(ask("us:pass"), 200);
    QCOMPARE(ask("us:pass"), 200);
    QCOMPARE(ask("us:pas"), 401);
    QCOMPARE(ask("u:pass"), 401);
    QCOMPARE(ask("us:" + m_hash), 401); // who has stolen the hash does not have the password
}

void tst_ControlPasswords::manyAtOnceAreOneCheck()
{
    start(m_hash);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<Client>(m_server->port()));
        clients.back()->get("/info", authorization("us:pass"));
    }
    for (const auto &client : clients) {
        QVERIFY(client->waitForAnswers(1));
        QCOMPARE(client->answers()[0].status, 200);
    }
}

void tst_ControlPasswords::clientThatLeavesMeanwhile()
{
    start(m_slowHash);
    {
        Client client(m_server->port());
        client.get("/info", authorization("us:guess"));
        QVERIFY(client.waitForConnected());
        TRY_COMPARE(client.unsent(), 0);
        client.reset();
    }
    QCOMPARE(ask("us:guess"), 401);
}

void tst_ControlPasswords::newPasswordMeanwhile()
{
    start(m_slowHash);
    Client client(m_server->port());
    client.get("/info", authorization("us:pass"));
    QVERIFY(client.waitForConnected());
    TRY_COMPARE(client.unsent(), 0);
    m_server->setAccess(ControlAccess{u"us"_s, QString::fromLatin1(m_hash), {}});
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers()[0].status, 200);
}

void tst_ControlPasswords::loopGoesOnMeanwhile()
{
    start(m_slowHash);
    Client guesser(m_server->port());
    guesser.get("/info", authorization("us:guess"));
    QVERIFY(guesser.waitForConnected());
    int healthy = 0;
    while (guesser.received().isEmpty()) {
        Client probe(m_server->port());
        probe.get("/healthz");
        QVERIFY(probe.waitForAnswers(1));
        QCOMPARE(probe.answers()[0].status, 200);
        ++healthy;
    }
    QVERIFY(healthy >= 3); // while one password was being checked
    QCOMPARE(guesser.answers().value(0).status, 401);
}

void tst_ControlPasswords::guessersAreTurnedAway()
{
    start(m_slowHash);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<Client>(m_server->port()));
        clients.back()->get("/info", authorization("us:guess" + QByteArray::number(i)));
    }
    QHash<int, int> statuses;
    for (const auto &client : clients) {
        QVERIFY(client->waitForAnswers(1));
        const Answer answer = client->answers()[0];
        ++statuses[answer.status];
        if (answer.status == 503)
            QCOMPARE(answer.headers.value("retry-after"), "1"_ba);
    }
    QCOMPARE(statuses.value(401) + statuses.value(503), 20);
    QVERIFY(statuses.value(503) > 0);
    QVERIFY(statuses.value(401) >= 2);
}

void tst_ControlPasswords::makeRoomWhileTheyWait()
{
    GateLimits limits = patient();
    limits.connections = 2;
    start(m_slowHash, limits);
    Client first(m_server->port());
    first.get("/info", authorization("us:guess1"));
    Client second(m_server->port());
    second.get("/info", authorization("us:guess2"));
    QVERIFY(first.waitForConnected() && second.waitForConnected());
    TRY_VERIFY(first.unsent() == 0 && second.unsent() == 0);
    Client good(m_server->port());
    good.get("/healthz");
    QVERIFY(good.waitForAnswers(1));
    QCOMPARE(good.answers()[0].status, 200);
}

void tst_ControlPasswords::shutsDownMeanwhile()
{
    start(m_slowHash);
    Client client(m_server->port());
    client.get("/info", authorization("us:guess"));
    QVERIFY(client.waitForConnected());
    TRY_COMPARE(client.unsent(), 0);
    Client probe(m_server->port()); // what was sent before has been read when it is answered
    probe.get("/healthz");
    QVERIFY(probe.waitForAnswers(1));
    m_server->close();
    TRY_VERIFY(m_server->isDrained());
    QVERIFY(client.waitForClose());
    m_server.reset(); // waits for the check, and drops what comes of it
}

QTEST_GUILESS_MAIN(tst_ControlPasswords)
#include "tst_controlpasswords.moc"
