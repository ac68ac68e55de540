// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
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

class tst_ControlLate : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void reloadAnswersLate();
    void reloadOutlivesItsClient();
    void lateAnswersReachTheirRequestOnly();
    void manyReloadsWait();
    void quitIsAnsweredBeforeTheEnd();
    void closeInsideACall();
    void closeAnswersWhatIsPending();
    void closeEndsIdleClients();
    void operationsMayAnswerAfterTheServer();

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

void tst_ControlLate::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
}

void tst_ControlLate::reloadAnswersLate()
{
    start();
    Client good(m_server->port());
    Client bad(m_server->port());
    good.get("/reload?app=api");
    TRY_COMPARE(m_operations->pending.size(), 1);
    QCOMPARE(m_operations->asked, QStringList(u"api/request"_s));
    QVERIFY(good.received().isEmpty());
    m_operations->finishAll();
    QVERIFY(good.waitForAnswers(1));
    QCOMPARE(good.answers()[0].body, kOk);

    bad.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_operations->finishAll(Error{u"worker 5 exited with code 1 after 0.2 s"_s});
    QVERIFY(bad.waitForAnswers(1));
    QCOMPARE(bad.answers()[0].status, 500);
    QCOMPARE(bad.answers()[0].body, "{\"error\":\"worker 5 exited with code 1 after 0.2 s\"}\n"_ba);
}

void tst_ControlLate::reloadOutlivesItsClient()
{
    start();
    for (int i = 0; i < 20; ++i) {
        Client client(m_server->port());
        client.get("/reload");
        TRY_COMPARE(m_operations->pending.size(), i + 1);
        if (i % 2 == 0)
            client.reset();
    }
    // The server hears of it before the reload ends, and after.
    Client alive(m_server->port());
    alive.get("/healthz");
    QVERIFY(alive.waitForAnswers(1));
    m_operations->finishAll();
    alive.get("/healthz");
    QVERIFY(alive.waitForAnswers(2));
}

void tst_ControlLate::lateAnswersReachTheirRequestOnly()
{
    start();
    Client client(m_server->port());
    client.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    const Reply first = m_operations->pending.takeFirst();
    first({});
    QVERIFY(client.waitForAnswers(1));
    client.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    first(Error{u"once more"_s}); // against the contract, and harmless
    m_operations->finishAll();
    QVERIFY(client.waitForAnswers(2));
    QCOMPARE(client.answers()[1].body, kOk);
    client.get("/healthz");
    QVERIFY(client.waitForAnswers(3));
    QCOMPARE(client.answers().size(), 3);
}

void tst_ControlLate::manyReloadsWait()
{
    start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<Client>(m_server->port()));
        clients.back()->get("/reload");
    }
    TRY_COMPARE(m_operations->pending.size(), 30);
    m_operations->finishAll();
    for (const auto &client : clients) {
        QVERIFY(client->waitForAnswers(1));
        QCOMPARE(client->answers()[0].body, kOk);
    }
}

void tst_ControlLate::quitIsAnsweredBeforeTheEnd()
{
    start();
    QSignalSpy drained(m_server.get(), &ControlServer::drained);
    Client client(m_server->port());
    client.get("/quit");
    TRY_COMPARE(m_operations->quits, 1);
    m_server->close();
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().value(0).body, kOk);
    TRY_COMPARE(drained.size(), 1);
    QVERIFY(m_server->isDrained());
}

void tst_ControlLate::closeInsideACall()
{
    start();
    m_operations->onQuit = [this] { m_server->close(); };
    QSignalSpy drained(m_server.get(), &ControlServer::drained);
    Client client(m_server->port());
    client.get("/quit");
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().size(), 1);
    QCOMPARE(client.answers()[0].body, kOk);
    TRY_COMPARE(drained.size(), 1);
}

void tst_ControlLate::closeAnswersWhatIsPending()
{
    start();
    Client client(m_server->port());
    client.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_server->close();
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().value(0).status, 503);
    QCOMPARE(client.answers().value(0).headers.value("connection"), "close"_ba);
    m_operations->finishAll();
    QCOMPARE(client.answers().size(), 1);
}

void tst_ControlLate::closeEndsIdleClients()
{
    GateLimits limits = patient();
    limits.closeTime = 200ms;
    start(limits);
    const int port = m_server->port();
    Client idle(port);
    idle.get("/healthz");
    QVERIFY(idle.waitForAnswers(1));
    Client begun(port);
    begun.send("GET /info");
    QVERIFY(begun.waitForConnected());
    QSignalSpy drained(m_server.get(), &ControlServer::drained);
    m_server->close();
    QVERIFY(drained.isEmpty()); // never before close() returns
    TRY_COMPARE(drained.size(), 1);
    QVERIFY(idle.waitForClose());
    QVERIFY(begun.waitForClose());
    QCOMPARE(m_server->port(), 0);
}

void tst_ControlLate::operationsMayAnswerAfterTheServer()
{
    start();
    Client client(m_server->port());
    client.get("/reload");
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_server.reset();
    m_operations->finishAll();
    QVERIFY(client.waitForClose());
}

QTEST_GUILESS_MAIN(tst_ControlLate)
#include "tst_controllate.moc"
