// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "fakeoperations.h"
#include "requestcases.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

const QByteArray kOk = "{\"result\":\"OK\"}\n";

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

class tst_ControlServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersOnceEach_data();
    void answersOnceEach();
    void unfinishedRequestsTimeOut();
    void silentClientsAreClosed();
    void marksEveryAnswer();
    void headHasNoBody();
    void keepsConnectionsAlive();
    void answersPipelinedRequestsInOrder();
    void limitsRequestsOfAConnection();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void answersAHalfClosedClient();
    void authenticates();
    void slowsDownGuesses();
    void servesAfterAGuess();

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

void tst_ControlServer::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlServer::answersOnceEach_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QList<RequestCase> cases = requestCases();
    for (const RequestCase &row : cases)
        QTest::newRow(row.name) << row.bytes << row.status;
}

void tst_ControlServer::answersOnceEach()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    m_operations->atOnce = true;
    start();
    const Bodies bodies = bytes.startsWith("HEAD") ? Bodies::Left : Bodies::Sent;
    Client client(m_server->port());
    client.send(bytes);
    QVERIFY(client.waitForAnswers(1, bodies));
    if (!client.isClosed())
        client.halfClose();
    QVERIFY(client.waitForClose());
    const QList<Answer> answers = client.answers(bodies);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, status);
    const bool json = QJsonDocument::fromJson(answers[0].body).isObject();
    QCOMPARE(json, bodies == Bodies::Sent);
}

void tst_ControlServer::unfinishedRequestsTimeOut()
{
    GateLimits limits = patient();
    limits.requestTime = 100ms;
    start(limits);
    const QList<RequestCase> cases = unfinishedCases();
    std::vector<std::unique_ptr<Client>> clients;
    for (const RequestCase &row : cases) {
        clients.push_back(std::make_unique<Client>(m_server->port()));
        clients.back()->send(row.bytes);
    }
    for (const auto &client : clients) {
        QVERIFY(client->waitForClose());
        // Where the bytes came too late for the deadline there was nothing to answer.
        if (!client->received().isEmpty())
            QCOMPARE(client->answers().value(0).status, 408);
    }
}

void tst_ControlServer::silentClientsAreClosed()
{
    GateLimits limits = patient();
    limits.requestTime = 50ms;
    limits.idleTime = 50ms;
    start(limits);
    Client silent(m_server->port());
    QVERIFY(silent.waitForClose());
    QVERIFY(silent.received().isEmpty());
}

void tst_ControlServer::marksEveryAnswer()
{
    start();
    Client client(m_server->port());
    client.get("/info");
    client.get("/nope");
    client.get("/reload");
    client.get("/info", "Sec-Fetch-Site: cross-site\r\n");
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_operations->finishAll();
    QVERIFY(client.waitForClose());
    const QList<Answer> answers = client.answers();
    QCOMPARE(answers.size(), 4);
    for (const Answer &answer : answers) {
        QCOMPARE(answer.headers.value("content-type"), "application/json; charset=utf-8"_ba);
        QCOMPARE(answer.headers.value("cache-control"), "no-store"_ba);
        QCOMPARE(answer.headers.value("x-content-type-options"), "nosniff"_ba);
        const bool last = answer.status == 403;
        QCOMPARE(answer.headers.value("connection"), last ? "close"_ba : "keep-alive"_ba);
        QVERIFY(answer.body.endsWith('\n'));
    }
    const QJsonObject info = QJsonDocument::fromJson(answers[0].body)[u"result"].toObject();
    QCOMPARE(info, toJson(m_operations->value));
}

void tst_ControlServer::headHasNoBody()
{
    start();
    Client get(m_server->port());
    get.get("/info", "Connection: close\r\n");
    QVERIFY(get.waitForClose());
    Client head(m_server->port());
    head.send(
        "HEAD /info HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /help HTTP/1.1\r\nHost: localhost\r\n"
        "Connection: close\r\n\r\n");
    QVERIFY(head.waitForClose());
    const QList<Answer> answers = head.answers(Bodies::Left);
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers[0].headers.value("content-length"),
             get.answers().value(0).headers.value("content-length"));
}

void tst_ControlServer::keepsConnectionsAlive()
{
    start();
    Client client(m_server->port());
    for (int i = 1; i <= 5; ++i) {
        client.get("/healthz");
        QVERIFY(client.waitForAnswers(i));
        QCOMPARE(client.answers().last().body, kOk);
    }
    QVERIFY(!client.isClosed());
}

void tst_ControlServer::answersPipelinedRequestsInOrder()
{
    start();
    Client client(m_server->port());
    client.send(
        "POST /reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 18\r\n\r\nGET /quit HTTP/1.1");
    client.get("/nope");
    client.get("/healthz", "Connection: close\r\n");
    client.get("/quit"); // after the last: never looked at
    TRY_COMPARE(m_operations->pending.size(), 1);
    QVERIFY(client.received().isEmpty()); // nothing overtakes the first
    m_operations->finishAll();
    QVERIFY(client.waitForClose());
    const QList<Answer> answers = client.answers();
    QCOMPARE(answers.size(), 3);
    QCOMPARE(answers[0].body, kOk);
    QCOMPARE(answers[1].status, 404);
    QCOMPARE(answers[2].body, kOk);
    QCOMPARE(m_operations->quits, 0);
}

void tst_ControlServer::limitsRequestsOfAConnection()
{
    GateLimits limits = patient();
    limits.requestsPerConnection = 3;
    start(limits);
    Client client(m_server->port());
    for (int i = 0; i < 5; ++i)
        client.get("/healthz");
    QVERIFY(client.waitForClose());
    const QList<Answer> answers = client.answers();
    QCOMPARE(answers.size(), 3);
    QCOMPARE(answers[1].headers.value("connection"), "keep-alive"_ba);
    QCOMPARE(answers[2].headers.value("connection"), "close"_ba);
}

void tst_ControlServer::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("1.0") << "GET /info HTTP/1.0\r\n\r\n"_ba;
    QTest::newRow("close")
        << "GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"_ba;
    QTest::newRow("late") << "GET /reload HTTP/1.0\r\n\r\n"_ba;
}

void tst_ControlServer::closesWhenAsked()
{
    QFETCH(QByteArray, request);
    start();
    Client client(m_server->port());
    client.send(request);
    if (request.contains("/reload")) {
        TRY_COMPARE(m_operations->pending.size(), 1);
        m_operations->finishAll();
    }
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().size(), 1);
    QCOMPARE(client.answers()[0].headers.value("connection"), "close"_ba);
}

void tst_ControlServer::answersAHalfClosedClient()
{
    start();
    Client client(m_server->port());
    QVERIFY(client.waitForConnected());
    client.get("/info");
    client.get("/reload");
    client.halfClose();
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_operations->finishAll();
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().size(), 2);

    Client early(m_server->port());
    QVERIFY(early.waitForConnected());
    early.send("GET /info HTTP/1.1\r\n");
    early.halfClose();
    QVERIFY(early.waitForClose());
    QCOMPARE(early.answers().value(0).status, 400);
}

void tst_ControlServer::authenticates()
{
    start(patient(), {u"admin"_s, u"pass"_s, {}});
    const auto ask = [this](const QByteArray &path, const QByteArray &pair) {
        Client client(m_server->port());
        client.get(path, pair.isNull() ? "Connection: close\r\n"_ba
                                       : "Connection: close\r\nAuthorization: Basic "
                                             + pair.toBase64() + "\r\n");
        return client.waitForClose() ? client.answers().value(0) : Answer();
    };
    QCOMPARE(ask("/info", "admin:pass").status, 200);
    QCOMPARE(ask("/healthz", {}).status, 200);
    QCOMPARE(ask("/readyz", {}).status, 200);
    QCOMPARE(ask("/nope", {}).status, 401);
    QCOMPARE(ask("/quit", {}).status, 401);
    QCOMPARE(ask("/quit", "admin:wrong").status, 401);
    QCOMPARE(m_operations->quits, 0);
    const Answer refused = ask("/info", {});
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.body, "{\"error\":\"unauthorized\"}\n"_ba);
    QCOMPARE(refused.headers.value("www-authenticate"), "Basic realm=\"qilin-daemon auth\""_ba);
    m_server->setAccess({u"admin"_s, u"other"_s, {}});
    QCOMPARE(ask("/info", "admin:pass").status, 401);
    QCOMPARE(ask("/info", "admin:other").status, 200);
}

// Credentials of the same address wait with it, so that hanging up gains nothing; what needs none
// does not.
void tst_ControlServer::slowsDownGuesses()
{
    GateLimits limits = patient();
    limits.firstRefusal = limits.lastRefusal = 60s;
    start(limits, {u"admin"_s, u"pass"_s, {}});
    const auto ask = [](Client &client, const QByteArray &pair) {
        client.get("/info", "Authorization: Basic " + pair.toBase64() + "\r\n");
        return client.waitForConnected();
    };
    const auto isServing = [this] {
        Client probe(m_server->port());
        probe.get("/healthz");
        return probe.waitForAnswers(1) && probe.answers()[0].status == 200;
    };
    Client guess(m_server->port());
    QVERIFY(ask(guess, "admin:guess") && isServing());
    Client good(m_server->port());
    QVERIFY(ask(good, "admin:pass") && isServing());
    QVERIFY(guess.received().isEmpty());
    QVERIFY(good.received().isEmpty());
    m_server->close(); // tells it at once
    QVERIFY(guess.waitForClose() && good.waitForClose());
    QCOMPARE(guess.answers().value(0).status, 401);
    QCOMPARE(good.answers().value(0).status, 503);
}

void tst_ControlServer::servesAfterAGuess()
{
    GateLimits limits = patient();
    limits.firstRefusal = limits.lastRefusal = 50ms;
    start(limits, {u"admin"_s, u"pass"_s, {}});
    for (const QByteArray &pair : {"admin:guess"_ba, "admin:pass"_ba}) {
        Client client(m_server->port());
        client.get("/info", "Authorization: Basic " + pair.toBase64() + "\r\n");
        QVERIFY(client.waitForAnswers(1));
        QCOMPARE(client.answers()[0].status, pair.endsWith("pass") ? 200 : 401);
    }
}

QTEST_GUILESS_MAIN(tst_ControlServer)
#include "tst_controlserver.moc"
