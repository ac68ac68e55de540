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

QTEST_GUILESS_MAIN(tst_AttackTls)
#include "tst_tls.moc"
