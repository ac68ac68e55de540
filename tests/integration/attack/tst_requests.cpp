// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/forgeries.h"
#include "tests/integration/attack/underfire.h"
#include "tests/support/nodes.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Requests that try to be read as something else than they are: each gets one answer, the right
// one, and a flood of them disturbs nobody.
class tst_AttackRequests final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void oneAnswer_data();
    void oneAnswer();
    void floods_data();
    void floods();
    void logStaysClean();

private:
    QList<Forgery> all() const
    {
        const QByteArray credentials = m_scene.credentials();
        return forgedPaths(credentials) + forgedHeaders(credentials)
               + smuggledRequests(credentials);
    }

    UnderFire m_scene;
};

void tst_AttackRequests::initTestCase()
{
    NEED_NODE();
    QVERIFY(m_scene.start());
}

void tst_AttackRequests::cleanupTestCase()
{
    QCOMPARE(m_scene.finish(), QString());
}

void tst_AttackRequests::oneAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QList<Forgery> forgeries = all();
    for (const Forgery &forgery : forgeries)
        QTest::newRow(forgery.name) << forgery.bytes << forgery.status;
}

void tst_AttackRequests::oneAnswer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpClient client = HttpClient::tcp(m_scene.port().port);
    QVERIFY(client.connectNow());
    QVERIFY(client.send(bytes));
    bool closed = false;
    const QByteArray answer = client.receiveUntilClosed(&closed);
    QVERIFY(closed);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer.constData());
    QCOMPARE(answer.count("\r\n\r\n"), 1);
    QVERIFY(!answer.left(answer.indexOf("\r\n\r\n")).contains("Forged"));
    QVERIFY(!answer.contains("root:"));
}

void tst_AttackRequests::floods_data()
{
    QTest::addColumn<bool>("bySocket");
    QTest::newRow("by port") << false;
    QTest::newRow("by socket") << true;
}

void tst_AttackRequests::floods()
{
    QFETCH(bool, bySocket);
    Attack attack{32, {}, {}, 0, 0, false, false};
    QSet<int> expected;
    const QList<Forgery> forgeries = all();
    for (const Forgery &forgery : forgeries) {
        attack.first.append(forgery.bytes);
        expected.insert(forgery.status);
    }
    expected.insert(200); // by socket every host is ours
    QCOMPARE(m_scene.endure(attack, bySocket ? m_scene.socket() : m_scene.port(),
                            [](const AttackReport &report) { return report.answered() >= 5000; }),
             QString());
    for (const auto &answer : m_scene.lastReport().answers)
        QVERIFY2(expected.contains(answer.first), QByteArray::number(answer.first).constData());
}

// Whoever looks at it with a terminal is shown lines, and nothing that a stranger has sent.
void tst_AttackRequests::logStaysClean()
{
    const QByteArray log = m_scene.daemon().log();
    QVERIFY(!log.contains("Forged"));
    QVERIFY(std::none_of(log.begin(), log.end(),
                         [](char c) { return uchar(c) < 0x20 && c != '\n' && c != '\t'; }));
}

QTEST_GUILESS_MAIN(tst_AttackRequests)
#include "tst_requests.moc"
