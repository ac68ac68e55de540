// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/primary.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/nodeapp.h"

#include <QSignalSpy>
#include <QUdpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// Real applications under every Node there is: how they come and go, and what they say.
class tst_ClusterNode : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareForNodes(); }

    void knowsThatItIsAWorker_data() { addNodeRows(); }
    void knowsThatItIsAWorker();
    void modules_data() { addNodeRows(); }
    void modules();
    void typeScript_data() { addNodeRows(22); }
    void typeScript();
    void listensLate_data() { addNodeRows(); }
    void listensLate();
    void isParkedAtListen_data() { addNodeRows(); }
    void isParkedAtListen();
    void diesWhileParked_data() { addNodeRows(); }
    void diesWhileParked();
    void leavesWhileParked_data() { addNodeRows(); }
    void leavesWhileParked();
    void mayBeChatty_data() { addNodeRows(); }
    void mayBeChatty();
    void leaves_data();
    void leaves();
    void endsWithItsParent_data() { addNodeRows(); }
    void endsWithItsParent();
    void udp_data() { addNodeRows(); }
    void udp();
};

void tst_ClusterNode::knowsThatItIsAWorker()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 42, {u"listen.cjs"_s, {u"{\"port\":0}"_s}});
    QSignalSpy online(&app.worker(), &ClusterWorker::online);
    const QJsonObject identity = app.hear("isWorker");
    QCOMPARE(identity.value("isWorker"_L1).toBool(), true);
    QCOMPARE(identity.value("id"_L1).toInt(), 42);
    QCOMPARE(online.size(), 1);
    const int port = app.hear("address").value("address"_L1)["port"_L1].toInt();
    TRY_VERIFY(app.worker().isListening());
    QCOMPARE(httpGet(quint16(port)), QByteArray::number(app.process().processId()) + " 0");
    app.worker().disconnectWorker();
    QVERIFY(app.exited(0));
    QVERIFY(app.hasStopped());
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterNode::modules()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        NodeApp app(primary, nodeOfRow(), 1, {u"hello.mjs"_s});
        const QJsonObject said = app.hear("address");
        QCOMPARE(said.value("isWorker"_L1).toBool(), true);
        QCOMPARE(httpGet(quint16(said.value("address"_L1)["port"_L1].toInt())),
                 "hello from ESM"_ba);
        app.worker().drain(5s);
        QVERIFY(app.exited(0));
    }
}

void tst_ClusterNode::typeScript()
{
    const NodeBinary node = nodeOfRow();
    if (node.major == 22 && node.minor < 18)
        QSKIP("this Node does not strip types");
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, node, 1, {u"hello.ts"_s});
    const int port = app.hear("address").value("address"_L1)["port"_L1].toInt();
    QCOMPARE(httpGet(quint16(port)), "hello from TypeScript"_ba);
}

void tst_ClusterNode::listensLate()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, {u"late.cjs"_s});
    QSignalSpy asked(&app.worker(), &ClusterWorker::asked);
    QVERIFY(!app.hear("waiting").isEmpty());
    QCOMPARE(asked.size(), 0);
    QVERIFY(!app.worker().isListening());
    app.process().write("now\n");
    const int port = app.hear("address").value("address"_L1)["port"_L1].toInt();
    QCOMPARE(asked.size(), 1);
    TRY_VERIFY(app.worker().isListening());
    QCOMPARE(httpGet(quint16(port)), "late"_ba);
}

void tst_ClusterNode::isParkedAtListen()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        const QStringList args{u"{\"host\":\"127.0.0.1\",\"port\":0}"_s};
        Primary primary(scheduling);
        NodeApp old(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args});
        const auto port = quint16(old.hear("address").value("address"_L1)["port"_L1].toInt());
        NodeApp fresh(primary, nodeOfRow(), 2, {u"listen.cjs"_s, args, Admission::Parked});
        QSignalSpy parked(&fresh.worker(), &ClusterWorker::parked);
        QTRY_VERIFY_WITH_TIMEOUT(parked.size() == 1, kPatienceMs);
        const QByteArray oldPid = QByteArray::number(old.process().processId());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(httpGet(port), oldPid + " 0");
        fresh.worker().release();
        old.worker().drain(5s);
        QTRY_VERIFY_WITH_TIMEOUT(fresh.worker().isListening() && old.hasStopped(), kPatienceMs);
        QCOMPARE(httpGet(port), QByteArray::number(fresh.process().processId()) + " 0");
        QVERIFY(old.exited(0));
    }
}

void tst_ClusterNode::diesWhileParked()
{
    Primary primary(Scheduling::Shared);
    primary.setHold(true);
    NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, {u"{\"port\":0}"_s}, Admission::Parked});
    QSignalSpy parked(&app.worker(), &ClusterWorker::parked);
    QTRY_VERIFY_WITH_TIMEOUT(parked.size() == 1, kPatienceMs);
    QCOMPARE(primary.listeners(), 1);
    app.process().kill();
    QTRY_VERIFY_WITH_TIMEOUT(app.isClosed(), kPatienceMs);
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterNode::leavesWhileParked()
{
    for (const bool hasPreload : {true, false}) {
        Primary primary(Scheduling::Shared);
        NodeApp app(primary, nodeOfRow(), 1,
                    {u"listen.cjs"_s, {u"{\"port\":0}"_s}, Admission::Parked, hasPreload});
        QTRY_VERIFY_WITH_TIMEOUT(app.worker().isParked(), kPatienceMs);
        app.worker().drain(60s);
        app.worker().release(); // too late
        QVERIFY(app.exited(0));
        QVERIFY(app.hear("address", 0).isEmpty());
        QCOMPARE(primary.listeners(), 0);
    }
}

void tst_ClusterNode::mayBeChatty()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        NodeApp app(primary, nodeOfRow(), 1, {u"messages.cjs"_s});
        const int port = app.hear("address").value("address"_L1)["port"_L1].toInt();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(httpGet(quint16(port)), "served"_ba);
        app.worker().drain(5s);
        QVERIFY(app.exited(0));
        // It has heard none of what we say to its Node.
        QVERIFY(app.hear("message", 0).isEmpty());
    }
}

void tst_ClusterNode::leaves_data()
{
    QTest::addColumn<int>("major");
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("says");
    for (const NodeBinary &node : nodeBinaries()) {
        const auto row = [&node](const char *way, int code, bool says) {
            QTest::addRow("%s, node %d", way, node.major)
                << node.major << QByteArray(way) << code << says;
        };
        row("process.disconnect", 0, false);
        row("worker.disconnect", 0, true);
        row("worker.kill", 0, true);
        row("send and exit", 7, false);
        row("crash", 1, false);
    }
}

void tst_ClusterNode::leaves()
{
    QFETCH(QByteArray, way);
    QFETCH(int, code);
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, {u"leave.cjs"_s});
    QSignalSpy leaving(&app.worker(), &ClusterWorker::leaving);
    QVERIFY(!app.hear("address").isEmpty());
    app.process().write(way + '\n');
    QVERIFY(app.exited(code));
    QTEST(leaving.size() == 1, "says");
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterNode::endsWithItsParent()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, {u"leave.cjs"_s});
    QVERIFY(!app.hear("address").isEmpty());
    TRY_VERIFY(app.worker().isListening()); // what it still writes to nobody would be its error
    app.destroyWorker();
    QTRY_VERIFY_WITH_TIMEOUT(!app.isRunning(), kPatienceMs);
    QCOMPARE(app.process().exitCode(), 0);
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterNode::udp()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        NodeApp first(primary, nodeOfRow(), 1, {u"udp.cjs"_s});
        const auto port = quint16(first.hear("address").value("address"_L1)["port"_L1].toInt());
        TRY_COMPARE(first.addresses(), QStringList{u"udp:127.0.0.1:%1"_s.arg(port)});
        NodeApp second(primary, nodeOfRow(), 2, {u"udp.cjs"_s});
        QCOMPARE(second.hear("address").value("address"_L1)["port"_L1].toInt(), port);
        QCOMPARE(primary.listeners(), 1);

        QUdpSocket client;
        QVERIFY(client.bind(QHostAddress::LocalHost));
        client.writeDatagram("ping", QHostAddress::LocalHost, port);
        QTRY_VERIFY_WITH_TIMEOUT(client.hasPendingDatagrams(), kPatienceMs);
        QByteArray answer(100, 0);
        answer.truncate(client.readDatagram(answer.data(), answer.size()));
        QVERIFY(answer.endsWith(" ping"));
        first.worker().drain(60s); // a UDP socket has nothing to wait for
        QVERIFY(first.exited(0));
        TRY_VERIFY(second.worker().isListening());
    }
}

QTEST_GUILESS_MAIN(tst_ClusterNode)
#include "tst_clusternode.moc"
