// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "fakeoperations.h"
#include "tests/support/waitfor.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

const QByteArray kReload = "POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray kInfo = "GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n";

// Asks, and takes nothing.
class DeafClient final : public QLocalSocket
{
public:
    DeafClient(const QString &path, const QByteArray &request)
    {
        setReadBufferSize(1);
        connectToServer(path);
        write(request);
    }
};

} // namespace

// Who has to go when many clients want the same few places, and who must not.
class tst_ControlCrowd final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void crowdsDriveOutNobodyElse();
    void operationsLeavePlaces();
    void slowReadersMakeRoom();
    void whatNobodyTakesIsBounded();

private:
    void start(const GateLimits &limits)
    {
        m_server = std::make_unique<ControlServer>(*m_operations, ControlAccess(), limits);
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
        QVERIFY(m_server->listenUnix(socketPath()));
    }
    QString socketPath() const { return m_directory.filePath(u"socket"_s); }
    void growAnswers(int bytes)
    {
        m_operations->value.workers[0].failure = Failure{QString(bytes, u'x'), {}, {}, 0, {}};
    }

    QTemporaryDir m_directory;
    GateLimits m_limits;
    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_ControlCrowd::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
    m_limits = {};
    m_limits.requestTime = m_limits.idleTime = m_limits.writeTime = 60s;
}

void tst_ControlCrowd::crowdsDriveOutNobodyElse()
{
    m_limits.connections = 8;
    start(m_limits);
    Client guest(m_server->port(), QHostAddress(u"127.0.0.2"_s));
    guest.get("/info");
    QVERIFY(guest.waitForAnswers(1));
    Client owner(socketPath());
    owner.get("/info");
    QVERIFY(owner.waitForAnswers(1));
    std::vector<std::unique_ptr<Client>> crowd;
    for (int i = 0; i < 40; ++i) {
        crowd.push_back(std::make_unique<Client>(m_server->port()));
        crowd.back()->send("GET /info HTTP/1.1\r\n");
    }
    for (int i = 0; i < 30; ++i)
        QVERIFY(crowd[size_t(i)]->waitForClose());
    guest.get("/info"); // though both have said nothing for longer than any of the crowd
    QVERIFY(guest.waitForAnswers(2));
    owner.get("/info");
    QVERIFY(owner.waitForAnswers(2));
}

void tst_ControlCrowd::operationsLeavePlaces()
{
    m_limits.connections = 8;
    m_limits.operations = 4;
    start(m_limits);
    std::vector<std::unique_ptr<Client>> many;
    for (int i = 0; i < 6; ++i) {
        many.push_back(std::make_unique<Client>(socketPath()));
        many.back()->send(kReload);
        if (i < 4)
            TRY_COMPARE(m_operations->pending.size(), i + 1);
    }
    for (size_t i = 4; i < 6; ++i) {
        QVERIFY(many[i]->waitForAnswers(1));
        QCOMPARE(many[i]->answers()[0].status, 503);
    }
    Client good(m_server->port());
    good.get("/healthz");
    QVERIFY(good.waitForAnswers(1));
    QCOMPARE(good.answers()[0].status, 200);
    QCOMPARE(m_operations->pending.size(), 4);
    m_operations->finishAll();
    for (size_t i = 0; i < 4; ++i) {
        QVERIFY(many[i]->waitForAnswers(1));
        QCOMPARE(many[i]->answers()[0].status, 200);
    }
}

void tst_ControlCrowd::slowReadersMakeRoom()
{
    m_limits.connections = 4;
    growAnswers(900'000); // beyond what the kernel takes for a Unix socket
    start(m_limits);
    std::vector<std::unique_ptr<DeafClient>> deaf;
    for (int i = 0; i < 4; ++i) {
        deaf.push_back(std::make_unique<DeafClient>(socketPath(), kInfo));
        TRY_COMPARE(deaf.back()->bytesAvailable(), 1); // its answer is on the way
    }
    Client good(m_server->port());
    good.get("/healthz");
    QVERIFY(good.waitForAnswers(1));
    QCOMPARE(good.answers()[0].status, 200);
}

void tst_ControlCrowd::whatNobodyTakesIsBounded()
{
    m_limits.unsentBytes = 4'000'000;
    growAnswers(1'500'000);
    start(m_limits);
    std::vector<std::unique_ptr<DeafClient>> deaf;
    for (int i = 0; i < 10; ++i) {
        deaf.push_back(std::make_unique<DeafClient>(socketPath(), kInfo));
        TRY_COMPARE(deaf.back()->bytesAvailable(), 1);
    }
    Client good(m_server->port());
    good.get("/info"); // large as it is, whoever takes it gets it
    QVERIFY(good.waitForAnswers(1));
    // To who has been dropped, what the kernel has of the answer comes, and then the end.
    int whole = 0;
    for (const auto &client : deaf) {
        client->setReadBufferSize(0);
        QByteArray received = client->readAll();
        TRY_VERIFY((received += client->readAll()).size() > 1'500'000
                   || client->state() == QLocalSocket::UnconnectedState);
        whole += received.size() > 1'500'000 ? 1 : 0;
    }
    QVERIFY2(whole >= 1 && whole <= 3, QByteArray::number(whole).constData());
}

QTEST_GUILESS_MAIN(tst_ControlCrowd)
#include "tst_controlcrowd.moc"
