// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/primary.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/nodeapp.h"

#include <QHash>
#include <QTcpSocket>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

// Round robin with real workers.
class tst_ClusterBalance : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareForNodes(); }

    void dealsOutEvenly_data() { addNodeRows(); }
    void dealsOutEvenly();
    void survivesTheDeathOfAWorker_data() { addNodeRows(); }
    void survivesTheDeathOfAWorker();
    void passesOnWhatACrowdedWorkerRefuses_data() { addNodeRows(); }
    void passesOnWhatACrowdedWorkerRefuses();
    void keepsTheDataOfTheFirst_data() { addNodeRows(); }
    void keepsTheDataOfTheFirst();

private:
    static quint16 portOf(NodeApp &app)
    {
        return quint16(app.hear("port").value("port"_L1).toInt());
    }
    static QByteArray pidOf(NodeApp &app) { return QByteArray::number(app.process().processId()); }
};

void tst_ClusterBalance::dealsOutEvenly()
{
    Primary primary(Scheduling::RoundRobin);
    NodeApp a(primary, nodeOfRow(), 1, {u"drain.cjs"_s});
    NodeApp b(primary, nodeOfRow(), 2, {u"drain.cjs"_s});
    NodeApp c(primary, nodeOfRow(), 3, {u"drain.cjs"_s});
    const quint16 port = portOf(a);
    QVERIFY(portOf(b) == port && portOf(c) == port);
    QHash<QByteArray, int> answers;
    for (int i = 0; i < 30; ++i)
        ++answers[httpGet(port)];
    for (NodeApp *app : {&a, &b, &c}) {
        QCOMPARE(answers.value(pidOf(*app)), 10);
        TRY_COMPARE(app->worker().connections(), 10);
    }
}

void tst_ClusterBalance::survivesTheDeathOfAWorker()
{
    Primary primary(Scheduling::RoundRobin);
    NodeApp a(primary, nodeOfRow(), 1, {u"drain.cjs"_s});
    NodeApp b(primary, nodeOfRow(), 2, {u"drain.cjs"_s});
    const quint16 port = portOf(a);
    QCOMPARE(portOf(b), port);
    // Stopped, it keeps what it is sent for ever; dead, it gives it back.
    ::kill(pid_t(a.process().processId()), SIGSTOP);
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(clients.back()->waitForConnected());
        clients.back()->write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    const auto answered = [&clients] {
        return std::count_if(clients.begin(), clients.end(),
                             [](const auto &client) { return client->bytesAvailable() > 0; });
    };
    QVERIFY(waitFor([&] { return answered() == 4; }));
    a.process().kill();
    QVERIFY(waitFor([&] { return answered() == 8; }));
    for (const auto &client : clients)
        QVERIFY(client->readAll().endsWith(pidOf(b)));
    QCOMPARE(httpGet(port), pidOf(b));
}

void tst_ClusterBalance::passesOnWhatACrowdedWorkerRefuses()
{
    Primary primary(Scheduling::RoundRobin);
    NodeApp a(primary, nodeOfRow(), 1, {u"crowded.cjs"_s});
    NodeApp b(primary, nodeOfRow(), 2, {u"crowded.cjs"_s});
    const quint16 port = portOf(a);
    QCOMPARE(portOf(b), port);
    QTcpSocket clients[3];
    for (QTcpSocket &client : clients) {
        client.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(client.waitForConnected());
        client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        if (&client != &clients[2])
            QVERIFY(waitFor([&client] { return client.bytesAvailable() > 0; }));
    }
    // Both are full: the third waits until one has room again.
    const QByteArray first = clients[0].readAll();
    clients[0].close();
    QVERIFY(waitFor([&clients] { return clients[2].bytesAvailable() > 0; }));
    const QByteArray freed = first.contains(pidOf(a)) ? pidOf(a) : pidOf(b);
    QVERIFY(clients[2].readAll().contains(freed));
}

// TLS tickets of one worker are good for the other.
void tst_ClusterBalance::keepsTheDataOfTheFirst()
{
    Primary primary(Scheduling::RoundRobin);
    NodeApp a(primary, nodeOfRow(), 1, {u"drain.cjs"_s, {u"https"_s}});
    NodeApp b(primary, nodeOfRow(), 2, {u"drain.cjs"_s, {u"https"_s}});
    const quint16 port = portOf(a);
    QCOMPARE(portOf(b), port);
    NodeClient client(nodeOfRow(), u"tickets.cjs"_s, {QString::number(port)});
    QVERIFY2(client.finished(), client.output());
    QCOMPARE(client.output().trimmed(), "resumed"_ba);
}

QTEST_GUILESS_MAIN(tst_ClusterBalance)
#include "tst_clusterbalance.moc"
