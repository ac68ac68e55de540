// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/underfire.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/nodes.h"
#include "tests/support/processes.h"

#include <QDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

qsizetype descriptorsOf(qint64 pid)
{
    return QDir(u"/proc/%1/fd"_s.arg(pid)).entryList(QDir::Files | QDir::System).size();
}

} // namespace

// A daemon that may have few descriptors, and clients that take all they can get.
class tst_AttackDescriptors final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void connections_data();
    void connections();
    void streams();
    void slowAmongMany_data();
    void slowAmongMany();
    void workerDiesMeanwhile();

private:
    static constexpr int kSpare = 40; // beyond what the daemon has open at rest

    UnderFire m_scene;
};

void tst_AttackDescriptors::initTestCase()
{
    NEED_NODE();
    QVERIFY(m_scene.start());
    const qsizetype atRest = descriptorsOf(m_scene.daemon().pid());
    QCOMPARE(m_scene.finish(), QString());
    QVERIFY(m_scene.start({u"prlimit"_s, u"--nofile=%1"_s.arg(atRest + kSpare)}));
}

void tst_AttackDescriptors::cleanupTestCase()
{
    QCOMPARE(m_scene.finish(), QString());
}

void tst_AttackDescriptors::connections_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("bySocket");
    const QByteArray part = "GET /info HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray whole = part + m_scene.credentials() + "\r\n";
    for (const bool bySocket : {false, true}) {
        const char *door = bySocket ? "by socket" : "by port";
        QTest::addRow("idle, %s", door) << QByteArray() << bySocket;
        QTest::addRow("slow, %s", door) << part << bySocket;
        QTest::addRow("kept alive, %s", door) << whole << bySocket;
    }
}

void tst_AttackDescriptors::connections()
{
    QFETCH(QByteArray, first);
    QFETCH(bool, bySocket);
    const Attack attack{200, {first}, {}, 0, 200, false, false};
    QCOMPARE(m_scene.endure(attack, bySocket ? m_scene.socket() : m_scene.port(),
                            [](const AttackReport &report) { return report.opened >= 400; }),
             QString());
}

void tst_AttackDescriptors::streams()
{
    const Attack attack{
        200, {"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"}, {}, 0, 200, false, false};
    QCOMPARE(m_scene.endure(attack, m_scene.socket(),
                            [](const AttackReport &report) { return report.opened >= 400; }),
             QString());
}

void tst_AttackDescriptors::slowAmongMany_data()
{
    QTest::addColumn<bool>("bySocket");
    QTest::newRow("by socket") << true;
    QTest::newRow("by port") << false;
}

// Others come by the hundred between a client's connection and its request.
void tst_AttackDescriptors::slowAmongMany()
{
    QFETCH(bool, bySocket);
    const Attack attack{200, {QByteArray()}, {}, 0, 0, false, false};
    Attackers attackers(attack, bySocket ? m_scene.socket() : m_scene.port());
    QVERIFY(waitFor([&] { return attackers.report().opened >= 400; }));
    HttpClient client = bySocket ? HttpClient::unixSocket(m_scene.socket().unixPath)
                                 : HttpClient::tcpFrom("127.0.0.2", m_scene.port().port);
    QVERIFY(client.connectNow());
    const qint64 before = attackers.report().opened;
    QVERIFY(waitFor([&] { return attackers.report().opened >= before + 200; }));
    QVERIFY(client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QCOMPARE(client.receive().status, 200);
    QVERIFY(attackers.isRunning());
}

// What a new worker needs is kept for it.
void tst_AttackDescriptors::workerDiesMeanwhile()
{
    const Attack attack{200, {QByteArray()}, {}, 0, 200, false, false};
    Attackers attackers(attack, m_scene.port());
    QVERIFY(waitFor([&] { return attackers.report().opened >= 400; }));
    DaemonProcess &daemon = m_scene.daemon();
    const QList<qint64> before = pidsUp(daemon.info(), u"web"_s);
    QCOMPARE(before.size(), UnderFire::kWorkers);
    sendSignal(before[0], SIGKILL);
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &info) {
        const QList<qint64> now = pidsUp(info, u"web"_s);
        return now.size() == UnderFire::kWorkers && !now.contains(before[0]);
    }));
    QVERIFY(attackers.isRunning());
    QVERIFY(!daemon.log().contains("Too many open files"));
}

QTEST_GUILESS_MAIN(tst_AttackDescriptors)
#include "tst_descriptors.moc"
