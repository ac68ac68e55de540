// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/clusterworker.h"
#include "core/cluster/primary.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/scriptedworker.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// Which sockets are open, whose they are, and what a worker is told. How connections are dealt out
// is tst_handout's, how a worker leaves tst_clusterworker's.
class tst_Primary : public QObject
{
    Q_OBJECT

private slots:
    void answersAtOnce();
    void echoesTheFirstData();
    void sharesOnePort0();
    void tellsListenersApart();
    void refusesWithANegativeErrno();
    void refusesDescriptors();
    void withholdsUntilReleased();
    void neverWithholdsAnError();
    void closesWhatOnlyAParkedWorkerUsed();
    void listensWhenEveryAnsweredServerDoes();
    void countsUsers();
    void holds();
    void closedServersMayOpenAgain();
    void udpIsAlwaysShared();
    void lettingGo_data();
    void lettingGo();
    void limitsListeners();
};

namespace {

int descriptors()
{
    return int(QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size());
}

} // namespace

void tst_Primary::answersAtOnce()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 7, Admission::Open);
    QSignalSpy online(&worker.parent(), &ClusterWorker::online);
    QSignalSpy asked(&worker.parent(), &ClusterWorker::asked);
    QSignalSpy listening(&worker.parent(), &ClusterWorker::listening);
    QSignalSpy parked(&worker.parent(), &ClusterWorker::parked);
    worker.online();
    TRY_COMPARE(online.size(), 1);
    const Answer answer = worker.listen();
    QCOMPARE(answer.error, 0);
    QVERIFY(answer.descriptor);
    QVERIFY(portOf(answer.descriptor.get()) > 0);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!worker.parent().isListening());
    worker.listening(portOf(answer.descriptor.get()));
    TRY_COMPARE(listening.size(), 1);
    QCOMPARE(listening.front().front().toString(),
             u"127.0.0.1:%1"_s.arg(portOf(answer.descriptor.get())));
    QVERIFY(worker.parent().isListening());
    QCOMPARE(parked.size(), 0);
    QVERIFY(!worker.parent().connections());
    QCOMPARE(worker.parent().id(), 7);
}

void tst_Primary::echoesTheFirstData()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        ScriptedWorker first(primary, 1, Admission::Open);
        ScriptedWorker second(primary, 2, Admission::Open);
        const QJsonObject tickets{{u"ticketKeys"_s, u"aa"_s}};
        QCOMPARE(first.listen({{u"data"_s, tickets}}).data, QJsonValue(tickets));
        const QJsonObject others{{u"ticketKeys"_s, u"bb"_s}};
        QCOMPARE(second.listen({{u"data"_s, others}}).data, QJsonValue(tickets));
        // Of another server, so another key.
        QCOMPARE(second.listen({{u"data"_s, others}, {u"index"_s, 1}}).data, QJsonValue(others));
    }
}

void tst_Primary::sharesOnePort0()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker first(primary, 1, Admission::Open);
    ScriptedWorker second(primary, 2, Admission::Open);
    const int port = portOf(first.listen().descriptor.get());
    QCOMPARE(portOf(second.listen().descriptor.get()), port);
    QVERIFY(portOf(first.listen({{u"index"_s, 1}}).descriptor.get()) != port);
    QCOMPARE(primary.listeners(), 2);
}

void tst_Primary::tellsListenersApart()
{
    Primary primary(Scheduling::Shared);
    Primary other(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    const int port = portOf(worker.listen().descriptor.get());
    // The same port once more, or for another application: taken, as between any two programs.
    QCOMPARE(worker.listen({{u"port"_s, port}}).error, -EADDRINUSE);
    ScriptedWorker stranger(other, 1, Admission::Open);
    QCOMPARE(stranger.listen({{u"port"_s, port}}).error, -EADDRINUSE);
    QCOMPARE(other.listeners(), 0);
}

void tst_Primary::refusesWithANegativeErrno()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        ScriptedWorker worker(primary, 1, Admission::Open);
        const Answer answer = worker.listen({{u"port"_s, taken.serverPort()}});
        QCOMPARE(answer.error, -EADDRINUSE);
        QVERIFY(!answer.descriptor);
        QCOMPARE(worker.listen({{u"port"_s, 99999}}).error, -EINVAL);
        QCOMPARE(worker
                     .listen({{u"address"_s, u"/nonexistent-directory/x"_s},
                              {u"port"_s, -1},
                              {u"addressType"_s, -1}})
                     .error,
                 -ENOENT);
        QCOMPARE(primary.listeners(), 0);
        QVERIFY(!worker.parent().isListening());
    }
}

void tst_Primary::refusesDescriptors()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Parked);
    const QJsonObject fields{{u"address"_s, QJsonValue()},
                             {u"port"_s, QJsonValue()},
                             {u"addressType"_s, QJsonValue()},
                             {u"fd"_s, 0}};
    QCOMPARE(worker.listen(fields).error, -EINVAL);
}

void tst_Primary::withholdsUntilReleased()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Parked);
    QSignalSpy parked(&worker.parent(), &ClusterWorker::parked);
    QSignalSpy asked(&worker.parent(), &ClusterWorker::asked);
    worker.ask();
    worker.ask({{u"index"_s, 1}});
    TRY_COMPARE(asked.size(), 2);
    QCOMPARE(parked.size(), 1);
    QVERIFY(worker.parent().isParked());
    QVERIFY(!worker.parent().isListening());
    QCOMPARE(primary.listeners(), 2); // open already: what cannot be opened must be known now
    QCOMPARE(worker.pipe().heard().size(), 0);

    worker.parent().release();
    QCOMPARE(worker.pipe().heard().size(), 2); // in the same turn
    QVERIFY(!worker.parent().isParked());
    QVERIFY(!worker.parent().isListening());
    QCOMPARE(worker.listen({{u"index"_s, 2}}).error, 0); // later ones at once
    worker.parent().release();
    QCOMPARE(worker.pipe().heard().size(), 3);
}

void tst_Primary::neverWithholdsAnError()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Parked);
    QSignalSpy parked(&worker.parent(), &ClusterWorker::parked);
    QCOMPARE(worker.listen({{u"port"_s, taken.serverPort()}}).error, -EADDRINUSE);
    QCOMPARE(parked.size(), 0);
    QVERIFY(!worker.parent().isParked());
}

void tst_Primary::closesWhatOnlyAParkedWorkerUsed()
{
    Primary primary(Scheduling::Shared);
    primary.setHold(true);
    ScriptedWorker old(primary, 1, Admission::Open);
    const int port = portOf(old.listen().descriptor.get());
    auto fresh = std::make_unique<ScriptedWorker>(primary, 2, Admission::Parked);
    QSignalSpy asked(&fresh->parent(), &ClusterWorker::asked);
    fresh->ask();                  // the old one's
    fresh->ask({{u"index"_s, 1}}); // and a new one
    TRY_COMPARE(asked.size(), 2);
    QCOMPARE(primary.listeners(), 2);
    QSignalSpy closed(&fresh->parent(), &ClusterWorker::closed);
    fresh->pipe().close();
    TRY_COMPARE(closed.size(), 1);
    QCOMPARE(primary.listeners(), 1);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, quint16(port));
    QVERIFY(client.waitForConnected());
}

void tst_Primary::listensWhenEveryAnsweredServerDoes()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy listening(&worker.parent(), &ClusterWorker::listening);
    const int first = portOf(worker.listen().descriptor.get());
    const Answer second = worker.listen({{u"index"_s, 1}});
    worker.listening(first);
    TRY_COMPARE(listening.size(), 1);
    QVERIFY(!worker.parent().isListening());
    // One that is closed again is not waited for.
    worker.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, second.key}, {u"seq"_s, 50}});
    TRY_VERIFY(worker.parent().isListening());
    // What was never asked for is no news.
    worker.listening(1);
    worker.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, u"made up"_s}, {u"seq"_s, 51}});
    const Answer third = worker.listen({{u"index"_s, 2}});
    QVERIFY(!worker.parent().isListening());
    worker.listening(portOf(third.descriptor.get()), {{u"index"_s, 2}});
    TRY_VERIFY(worker.parent().isListening());
    QCOMPARE(listening.size(), 2);
}

void tst_Primary::countsUsers()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker first(primary, 1, Admission::Open);
    auto second = std::make_unique<ScriptedWorker>(primary, 2, Admission::Open);
    const Answer answer = first.listen();
    QCOMPARE(second->listen().error, 0);
    QCOMPARE(primary.listeners(), 1);
    first.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, answer.key}, {u"seq"_s, 9}});
    // Twice counts once.
    first.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, answer.key}, {u"seq"_s, 10}});
    QCOMPARE(first.listen({{u"index"_s, 1}}).error, 0);
    QCOMPARE(primary.listeners(), 2);
    second.reset(); // destroyed, not closed
    QCOMPARE(primary.listeners(), 1);
}

void tst_Primary::holds()
{
    Primary primary(Scheduling::Shared);
    primary.setHold(true);
    auto worker = std::make_unique<ScriptedWorker>(primary, 1, Admission::Open);
    Answer answer = worker->listen();
    const int port = portOf(answer.descriptor.get());
    answer.descriptor.reset();
    worker.reset();
    QCOMPARE(primary.listeners(), 1);
    QTcpSocket client; // waits in the backlog
    client.connectToHost(QHostAddress::LocalHost, quint16(port));
    QVERIFY(client.waitForConnected());
    ScriptedWorker next(primary, 2, Admission::Open);
    QCOMPARE(portOf(next.listen().descriptor.get()), port);
    primary.setHold(false);
    QCOMPARE(primary.listeners(), 1);
    QSignalSpy closed(&next.parent(), &ClusterWorker::closed);
    next.pipe().close();
    TRY_COMPARE(closed.size(), 1);
    QCOMPARE(primary.listeners(), 0);
}

void tst_Primary::closedServersMayOpenAgain()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    ScriptedWorker other(primary, 2, Admission::Open);
    const Answer first = worker.listen();
    const int port = portOf(other.listen().descriptor.get());
    worker.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, first.key}, {u"seq"_s, 9}});
    const Answer again = worker.listen();
    QVERIFY(again.key != first.key);
    QCOMPARE(portOf(again.descriptor.get()), port);
}

void tst_Primary::udpIsAlwaysShared()
{
    Primary primary(Scheduling::RoundRobin);
    ScriptedWorker worker(primary, 1, Admission::Open);
    const Answer answer
        = worker.listen({{u"addressType"_s, u"udp4"_s}, {u"fd"_s, -1}, {u"flags"_s, 0}});
    QCOMPARE(answer.error, 0);
    QVERIFY(answer.descriptor);
    QCOMPARE(worker.pipe().heard().back().value("type"_L1).toString(), u"dgram.Native"_s);
    QVERIFY(!worker.parent().connections());
}

void tst_Primary::lettingGo_data()
{
    QTest::addColumn<bool>("roundRobin");
    QTest::newRow("shared") << false;
    QTest::newRow("round robin") << true;
}

// No descriptor stays behind, however a worker ends.
void tst_Primary::lettingGo()
{
    QFETCH(bool, roundRobin);
    const int before = descriptors();
    {
        Primary primary(roundRobin ? Scheduling::RoundRobin : Scheduling::Shared);
        std::vector<std::unique_ptr<ScriptedWorker>> workers;
        for (int i = 0; i < 4; ++i) {
            workers.push_back(std::make_unique<ScriptedWorker>(primary, i, Admission::Open));
            QCOMPARE(workers.back()->listen().error, 0);
        }
        workers[0]->pipe().close();
        workers[1]->parent().drain(1s);
        workers[2].reset();
        QSignalSpy closed(&workers[1]->parent(), &ClusterWorker::closed);
        workers[1]->pipe().close();
        TRY_COMPARE(closed.size(), 1);
    }
    QCOMPARE(descriptors(), before);
}

void tst_Primary::limitsListeners()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Parked);
    QSignalSpy asked(&worker.parent(), &ClusterWorker::asked);
    for (int i = 0; i < 1030; ++i) {
        worker.ask({{u"index"_s, i}});
        if (i % 50 == 0)
            TRY_COMPARE(asked.size(), i + 1);
    }
    TRY_COMPARE(worker.pipe().heard().size(), 6);
    QCOMPARE(worker.pipe().message(5).value("errno"_L1).toInt(), -EMFILE);
    QCOMPARE(primary.listeners(), 1024);
}

QTEST_GUILESS_MAIN(tst_Primary)
#include "tst_primary.moc"
