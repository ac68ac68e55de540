// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/hostilebytes.h"
#include "tests/integration/attack/underfire.h"
#include "tests/support/nodes.h"

using namespace Qt::StringLiterals;
using namespace qilin::test;

// More than the daemon could ever take: of connections, of bytes, of time.
class tst_AttackFloods final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void slowloris();
    void slowBodies();
    void idleConnections();
    void endless_data();
    void endless();
    void pipelining();
    void garbageBytes();
    void tlsOnThePlainPort();
    void guesses();

private:
    UnderFire m_scene;
};

void tst_AttackFloods::initTestCase()
{
    NEED_NODE();
    QVERIFY(m_scene.start());
}

void tst_AttackFloods::cleanupTestCase()
{
    QCOMPARE(m_scene.finish(), QString());
}

void tst_AttackFloods::slowloris()
{
    const Attack attack{
        500, {"GET /info HTTP/1.1\r\nHost: localhost\r\nX-Slow: "}, "a", 200, 1000, false, false};
    const auto all = [](const AttackReport &report) { return report.opened >= 500; };
    QCOMPARE(m_scene.endure(attack, m_scene.port(), all), QString());
    QCOMPARE(m_scene.endure(attack, m_scene.socket(), all), QString());
}

void tst_AttackFloods::slowBodies()
{
    const Attack attack{500,
                        {"POST /reload HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials()
                         + "Content-Length: 10000\r\n\r\n"},
                        "a",
                        200,
                        1000,
                        false,
                        false};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 500; }),
             QString());
}

void tst_AttackFloods::idleConnections()
{
    const auto all = [](const AttackReport &report) { return report.opened >= 5000; };
    QCOMPARE(m_scene.endure({5000, {}}, m_scene.port(), all), QString());
    QCOMPARE(m_scene.endure({5000, {}}, m_scene.socket(), all), QString());
}

void tst_AttackFloods::endless_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("isDeaf");
    QTest::addColumn<int>("megabytes");
    const QByteArray letters(64 * 1024, 'a');
    const QByteArray head = "POST /reload HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials();
    const QByteArray body = head + "Content-Length: 1073741824\r\n\r\n";
    QTest::newRow("body") << body << letters << false << 1024;
    QTest::newRow("body, deaf to the answer") << body << letters << true << 256;
    QTest::newRow("header") << head + "X: " << letters << true << 1024;
    QTest::newRow("headers") << head << QByteArray("X: yyyyyyyyyyy\r\n").repeated(4096) << true
                             << 256;
    QTest::newRow("target") << QByteArray("GET /") << letters << true << 256;
    QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n"
                            << "10000\r\n" + letters + "\r\n"
                            << true << 256;
}

// Over as many connections as the daemon makes of it.
void tst_AttackFloods::endless()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, more);
    QFETCH(bool, isDeaf);
    QFETCH(int, megabytes);
    const Attack attack{8, {first}, more, 0, 0, isDeaf, false};
    const auto all = [megabytes](const AttackReport &report) {
        return report.sent >= megabytes * qint64(1024 * 1024);
    };
    QCOMPARE(m_scene.endure(attack, m_scene.port(), all), QString());
}

void tst_AttackFloods::pipelining()
{
    const QByteArray many
        = QByteArray("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(200);
    const auto enough = [](const AttackReport &report) { return report.answered() >= 20'000; };
    const Attack attack{32, {many}, many, 0, 0, false, false};
    QCOMPARE(m_scene.endure(attack, m_scene.port(), enough), QString());
    QCOMPARE(m_scene.endure(attack, m_scene.socket(), enough), QString());
}

void tst_AttackFloods::garbageBytes()
{
    const Attack attack{64, garbageOfAllSizes(), {}, 0, 0, false, false};
    const auto enough = [](const AttackReport &report) { return report.ended >= 2000; };
    QCOMPARE(m_scene.endure(attack, m_scene.port(), enough), QString());
}

void tst_AttackFloods::tlsOnThePlainPort()
{
    const Attack attack{64, {clientHello()}, {}, 0, 0, false, false};
    const auto enough = [](const AttackReport &report) { return report.answered() >= 2000; };
    QCOMPARE(m_scene.endure(attack, m_scene.port(), enough), QString());
    for (const auto &answer : m_scene.lastReport().answers)
        QCOMPARE(answer.first, 400);
}

void tst_AttackFloods::guesses()
{
    QList<QByteArray> guesses;
    for (int i = 0; i < 100; ++i) {
        const QByteArray guess = QByteArray("foo:guess" + QByteArray::number(i)).toBase64();
        guesses.append("GET /quit HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + guess
                       + "\r\n\r\n");
    }
    const Attack attack{100, guesses, {}, 0, 100, false, false};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 500; }),
             QString());
    for (const auto &answer : m_scene.lastReport().answers)
        QCOMPARE(answer.first, 401);
}

QTEST_GUILESS_MAIN(tst_AttackFloods)
#include "tst_floods.moc"
