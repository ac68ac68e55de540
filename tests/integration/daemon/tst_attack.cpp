// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr int kAttackers = 200;
constexpr qint64 kMemoryGrowthMb = 64; // far above what limits allow, far below what is sent

qint64 residentMb(qint64 pid)
{
    QFile file(u"/proc/%1/statm"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() / 256
                                          : -1;
}

QByteArray garbage(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::global()->bounded(256));
    return bytes;
}

} // namespace

// The control port under attack: it answers those who ask properly, and workers never notice.
class tst_DaemonAttack final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void slowClients();
    void garbageInWaves();
    void endlessRequests_data();
    void endlessRequests();
    void idleConnections();
    void answersNobodyReads();
    void floodOfGuesses();

private:
    void verifyEverythingAnswers();

    quint16 m_port = 0;
    quint16 m_appPort = 0;
    qint64 m_memoryMb = 0;
    QList<qint64> m_workers;
    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_DaemonAttack::init()
{
    if (nodeBinaries().isEmpty() && !isBuildServer())
        QSKIP("Node is not installed");
    m_port = freePort();
    m_appPort = freePort();
    m_daemon = std::make_unique<DaemonProcess>();
    QJsonObject config = nodeApp(u"hello.js"_s, m_appPort);
    config.insert("daemon_port"_L1, m_port);
    config.insert("auth_username"_L1, "foo"_L1);
    config.insert("auth_password"_L1, "bar"_L1);
    m_daemon->writeConfig(config);
    QVERIFY(m_daemon->startAndWaitUntilUp());
    m_workers = m_daemon->workerPids();
    m_memoryMb = residentMb(m_daemon->pid());
}

void tst_DaemonAttack::cleanup()
{
    if (!m_daemon)
        return;
    if (!QTest::currentTestFailed()) {
        verifyEverythingAnswers();
        QCOMPARE(m_daemon->workerPids(), m_workers);
        QVERIFY(residentMb(m_daemon->pid()) < m_memoryMb + kMemoryGrowthMb);
        QCOMPARE(m_daemon->quit(), 0);
    }
    m_daemon.reset();
}

void tst_DaemonAttack::verifyEverythingAnswers()
{
    HttpClient tcp = HttpClient::tcp(m_port);
    const HttpAnswer answer = tcp.get("/healthz");
    QVERIFY2(answer.status == 200, qPrintable(answer.error));
    QCOMPARE(m_daemon->get("/info").status, 200);
    QCOMPARE(HttpClient::tcp(m_appPort).get("/").status, 200);
}

// Each sends a part of a request and then waits.
void tst_DaemonAttack::slowClients()
{
    const QByteArray whole = "GET /info HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    std::vector<HttpClient> attackers;
    for (int i = 0; i < kAttackers; ++i) {
        attackers.push_back(HttpClient::tcp(m_port));
        QVERIFY(attackers.back().connectNow());
        (void)attackers.back().send(whole.left(1 + i % int(whole.size())));
        if (i % 20 == 0)
            verifyEverythingAnswers();
    }
    for (HttpClient &attacker : attackers)
        (void)attacker.send("x"); // those that still may
    verifyEverythingAnswers();
}

void tst_DaemonAttack::garbageInWaves()
{
    for (int wave = 0; wave < 5; ++wave) {
        std::vector<HttpClient> attackers;
        for (int i = 0; i < kAttackers / 4; ++i) {
            attackers.push_back(HttpClient::tcp(m_port));
            QVERIFY(attackers.back().connectNow());
            (void)attackers.back().send(garbage(1 + 37 * i));
        }
        verifyEverythingAnswers();
    }
}

void tst_DaemonAttack::endlessRequests_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("line") << QByteArray("GET /") << QByteArray(65536, 'a');
    QTest::newRow("header") << QByteArray("GET /info HTTP/1.1\r\nHost: localhost\r\nX: ")
                            << QByteArray(65536, 'a');
    QTest::newRow("headers") << QByteArray("GET /info HTTP/1.1\r\nHost: localhost\r\n")
                             << QByteArray("X: y\r\n").repeated(10000);
    QTest::newRow("body") << QByteArray("POST /reload HTTP/1.1\r\nHost: localhost\r\n"
                                        "Content-Length: 99999999999\r\n\r\n")
                          << QByteArray(65536, 'a');
    QTest::newRow("chunks") << QByteArray("POST /reload HTTP/1.1\r\nHost: localhost\r\n"
                                          "Transfer-Encoding: chunked\r\n\r\n")
                            << "10000\r\n" + QByteArray(65536, 'a') + "\r\n";
}

void tst_DaemonAttack::endlessRequests()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, more);
    HttpClient attacker = HttpClient::tcp(m_port);
    QVERIFY(attacker.connectNow());
    QVERIFY(attacker.send(begin));
    qint64 sent = 0;
    while (sent < 256'000'000 && attacker.send(more)) // the daemon closes long before
        sent += more.size();
    QVERIFY(sent < 256'000'000);
    QCOMPARE(number(appIn(m_daemon->info()), "generation"), 1);
}

void tst_DaemonAttack::idleConnections()
{
    std::vector<HttpClient> attackers;
    for (int i = 0; i < kAttackers; ++i) {
        attackers.push_back(i % 2 == 0 ? HttpClient::tcp(m_port) : m_daemon->control());
        QVERIFY(attackers.back().connectNow());
    }
    verifyEverythingAnswers();
}

// Many requests on one connection, and not one answer is taken.
void tst_DaemonAttack::answersNobodyReads()
{
    std::vector<HttpClient> attackers;
    const QByteArray request = "GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 40; ++i) {
        attackers.push_back(m_daemon->control());
        QVERIFY(attackers.back().connectNow());
        (void)attackers.back().send(request.repeated(50));
    }
    verifyEverythingAnswers();
}

void tst_DaemonAttack::floodOfGuesses()
{
    std::vector<HttpClient> attackers;
    for (int i = 0; i < 30; ++i) {
        attackers.push_back(HttpClient::tcp(m_port));
        QVERIFY(attackers.back().connectNow());
        const QByteArray guess = QByteArray("foo:guess" + QByteArray::number(i)).toBase64();
        QVERIFY(attackers.back().send("GET /quit HTTP/1.1\r\nHost: localhost\r\n"
                                      "Authorization: Basic "
                                      + guess + "\r\n\r\n"));
    }
    verifyEverythingAnswers();
    QVERIFY(m_daemon->isRunning());
}

QTEST_GUILESS_MAIN(tst_DaemonAttack)
#include "tst_attack.moc"
