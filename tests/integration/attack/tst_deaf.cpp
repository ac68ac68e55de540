// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/underfire.h"
#include "tests/support/nodes.h"

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Clients that ask and never take the answer, or leave in the middle of it.
class tst_AttackDeaf final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void answersNobodyTakes_data();
    void answersNobodyTakes();
    void eventsNobodyTakes();
    void halfClosed();

private:
    UnderFire m_scene;
};

void tst_AttackDeaf::initTestCase()
{
    NEED_NODE();
    QVERIFY(m_scene.start());
}

void tst_AttackDeaf::cleanupTestCase()
{
    QCOMPARE(m_scene.finish(), QString());
}

void tst_AttackDeaf::answersNobodyTakes_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("bySocket");
    for (const bool bySocket : {false, true}) {
        const char *door = bySocket ? " by socket" : " by port";
        for (const char *target : {"/info", "/logs?app=book&lines=1000"})
            QTest::addRow("%s%s", target, door) << QByteArray(target) << bySocket;
    }
}

void tst_AttackDeaf::answersNobodyTakes()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, bySocket);
    const QByteArray request
        = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials() + "\r\n";
    const Attack attack{400, {request.repeated(50)}, {}, 0, 500, true, false};
    QCOMPARE(m_scene.endure(attack, bySocket ? m_scene.socket() : m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 400; }),
             QString());
}

// More than may follow the events, while there is much to tell.
void tst_AttackDeaf::eventsNobodyTakes()
{
    const QByteArray request
        = "GET /events HTTP/1.1\r\nHost: localhost\r\n" + m_scene.credentials() + "\r\n";
    const Attack attack{400, {request}, {}, 0, 1000, true, false};
    const auto all = [](const AttackReport &report) { return report.opened >= 400; };
    QCOMPARE(m_scene.endure(attack, m_scene.port(), all), QString());
    QCOMPARE(m_scene.endure(attack, m_scene.socket(), all), QString());
}

void tst_AttackDeaf::halfClosed()
{
    const QByteArray head = "GET /info HTTP/1.1\r\nHost: localhost\r\n";
    const Attack attack{100, {"G", head, head + m_scene.credentials() + "\r\n"}, {}, 0, 20, true,
                        true};
    QCOMPARE(m_scene.endure(attack, m_scene.port(),
                            [](const AttackReport &report) { return report.ended >= 1000; }),
             QString());
}

QTEST_GUILESS_MAIN(tst_AttackDeaf)
#include "tst_deaf.moc"
