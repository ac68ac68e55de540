// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/hostilebytes.h"
#include "tests/integration/attack/underfire.h"
#include "tests/support/nodes.h"

using namespace Qt::StringLiterals;
using namespace qilin::test;

// A control port that speaks TLS, and clients that do not, or only begin to.
class tst_AttackTls final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void idleConnections();
    void plainOnTls();
    void halfHandshakes();
    void brokenHandshakes();
    void slowlorisOverTls();
    void slowBodiesOverTls();
    void endlessOverTls_data();
    void endlessOverTls();

private:
    UnderFire m_scene;
};

void tst_AttackTls::initTestCase()
{
    NEED_NODE();
    QVERIFY(m_scene.startWithTls());
}

void tst_AttackTls::cleanupTestCase()
{
    QCOMPARE(m_scene.finish(), QString());
}

void tst_AttackTls::idleConnections()
{
    QCOMPARE(m_scene.endure({2000, {}}, m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 2000; }),
             QString());
}

void tst_AttackTls::plainOnTls()
{
    const Attack attack{
        32, {"GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n", "G", "\r\n"}, {}, 0, 0};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.ended >= 2000; }),
             QString());
    for (const auto &answer : m_scene.lastReport().answers)
        QCOMPARE(answer.first, 400);
}

// The daemon has done its part of the work by then, and waits.
void tst_AttackTls::halfHandshakes()
{
    const Attack attack{500, {clientHello(), clientHello().left(20), "\x16"}, {}, 0, 1000};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 500; }),
             QString());
}

void tst_AttackTls::brokenHandshakes()
{
    const Attack attack{32, {clientHello() + garbage(500), "\x16" + garbage(500)}, {}, 0, 20};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.ended >= 500; }),
             QString());
}

void tst_AttackTls::slowlorisOverTls()
{
    Attack attack{
        200, {"GET /info HTTP/1.1\r\nHost: localhost\r\nX-Slow: "}, "a", 200, 1000, false, false};
    attack.speaksTls = true;
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.sent >= 20'000; }),
             QString());
}

void tst_AttackTls::slowBodiesOverTls()
{
    const QByteArray head = "POST /reload HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials()
                            + "Content-Length: 10000\r\n\r\n";
    Attack attack{200, {head}, "a", 200, 1000, false, false};
    attack.speaksTls = true;
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.sent >= 20'000; }),
             QString());
}

void tst_AttackTls::endlessOverTls_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("isDeaf");
    const QByteArray head = "POST /reload HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials();
    const QByteArray body = head + "Content-Length: 1073741824\r\n\r\n";
    QTest::newRow("body") << body << false;
    QTest::newRow("body, deaf to the answer") << body << true;
    QTest::newRow("header") << head + "X: " << true;
}

// A handshake costs more than what may follow it, so this is fewer bytes than without TLS.
void tst_AttackTls::endlessOverTls()
{
    QFETCH(QByteArray, first);
    QFETCH(bool, isDeaf);
    Attack attack{8, {first}, QByteArray(64 * 1024, 'a'), 0, 0, isDeaf, false};
    attack.speaksTls = true;
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) {
                                return report.sent >= 64 * 1024 * 1024 && report.opened > 8;
                            }),
             QString());
}

QTEST_GUILESS_MAIN(tst_AttackTls)
#include "tst_tls.moc"
