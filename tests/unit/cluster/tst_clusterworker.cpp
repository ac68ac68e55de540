// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/clusterworker.h"
#include "core/cluster/primary.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/scriptedworker.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// One worker's conversation: descriptors that come and go with it, nonsense, and its end.
class tst_ClusterWorker : public QObject
{
    Q_OBJECT

private slots:
    void acknowledgesHandles();
    void answersALostHandle();
    void drains();
    void drainWithoutPreload();
    void disconnectsOnce();
    void leavesByItself();
    void leavesByItselfWithThePreload();
    void breaksOffNonsense();
    void survivesDestructionInASlot();
};

namespace {

int descriptors()
{
    return int(QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size());
}

} // namespace

void tst_ClusterWorker::acknowledgesHandles()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    FakeWorker passed;
    worker.pipe().send("{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\",\"msg\":{\"a\":1}}\n",
                       passed.takeParentsEnd().get());
    TRY_COMPARE(worker.pipe().heard().size(), 1);
    QCOMPARE(worker.pipe().heard().front(), (QJsonObject{{u"cmd"_s, u"NODE_HANDLE_ACK"_s}}));
    TRY_VERIFY(passed.sawEnd());
    // Made up by the application: an answer would be the end of it.
    worker.pipe().send("{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\",\"msg\":1}\n");
    QCOMPARE(worker.listen().error, 0);
    QCOMPARE(worker.pipe().heard().size(), 2);
}

void tst_ClusterWorker::answersALostHandle()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    const Answer answer = worker.listen();
    worker.pipe().send("{\"cmd\":\"NODE_HANDLE_NACK\"}\n");
    TRY_COMPARE(worker.pipe().heard().size(), 2);
    QCOMPARE(worker.pipe().message(1).value("errno"_L1).toInt(), -EMFILE);
    QCOMPARE(worker.pipe().message(1).value("ack"_L1), worker.pipe().message(0).value("ack"_L1));
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterWorker::drains()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy stopped(&worker.parent(), &ClusterWorker::stoppedAccepting);
    QSignalSpy closed(&worker.parent(), &ClusterWorker::closed);
    worker.preload("hello");
    QCOMPARE(worker.listen().error, 0);
    worker.parent().drain(1234ms);
    worker.parent().drain(1ms);
    TRY_COMPARE(worker.pipe().heard().size(), 2);
    QCOMPARE(worker.pipe().heard().at(1),
             (QJsonObject{
                 {u"cmd"_s, u"NODE_QILIN"_s}, {u"act"_s, u"drain"_s}, {u"deadline_ms"_s, 1234}}));
    worker.ask({{u"index"_s, 1}}); // a new server is not opened any more
    worker.preload("stopped");
    TRY_COMPARE(stopped.size(), 1);
    worker.preload("drained");
    TRY_COMPARE(worker.pipe().heard().size(), 3);
    QCOMPARE(worker.pipe().message(2).value("act"_L1).toString(), u"disconnect"_s);
    worker.pipe().close();
    TRY_COMPARE(closed.size(), 1);
    QCOMPARE(stopped.size(), 1);
}

void tst_ClusterWorker::drainWithoutPreload()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy stopped(&worker.parent(), &ClusterWorker::stoppedAccepting);
    const Answer answer = worker.listen();
    worker.preload("drained"); // nobody asked
    worker.parent().drain(1s);
    TRY_COMPARE(worker.pipe().heard().size(), 2);
    QCOMPARE(worker.pipe().message(1).value("act"_L1).toString(), u"disconnect"_s);
    worker.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, answer.key}, {u"seq"_s, 9}});
    TRY_COMPARE(stopped.size(), 1);
}

void tst_ClusterWorker::disconnectsOnce()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    worker.parent().disconnectWorker();
    worker.parent().disconnectWorker();
    worker.parent().drain(1s);
    worker.ask();
    QSignalSpy closed(&worker.parent(), &ClusterWorker::closed);
    QSignalSpy stopped(&worker.parent(), &ClusterWorker::stoppedAccepting);
    TRY_COMPARE(worker.pipe().heard().size(), 1);
    worker.pipe().close();
    TRY_COMPARE(closed.size(), 1);
    QCOMPARE(stopped.size(), 1); // for whoever waits for it
    QCOMPARE(worker.pipe().heard().size(), 1);
}

// The preload tells at once, Node when its last connection has ended.
void tst_ClusterWorker::leavesByItselfWithThePreload()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy leaving(&worker.parent(), &ClusterWorker::leaving);
    worker.preload("hello");
    worker.preload("going");
    TRY_COMPARE(leaving.size(), 1);
    worker.pipe().say({{u"act"_s, u"exitedAfterDisconnect"_s}, {u"seq"_s, 33}});
    TRY_COMPARE(worker.pipe().heard().size(), 1);
    QCOMPARE(worker.pipe().message(0).value("ack"_L1).toInt(), 33);
    QCOMPARE(leaving.size(), 1);
}

void tst_ClusterWorker::leavesByItself()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy leaving(&worker.parent(), &ClusterWorker::leaving);
    worker.pipe().say({{u"act"_s, u"exitedAfterDisconnect"_s}, {u"seq"_s, 33}});
    TRY_COMPARE(leaving.size(), 1);
    QCOMPARE(worker.pipe().heard().size(), 1);
    QCOMPARE(worker.pipe().message(0).value("ack"_L1).toInt(), 33);
    // It disconnects by itself now: another word would be the end of it.
    worker.parent().disconnectWorker();
    worker.parent().drain(1s);
    worker.pipe().say({{u"act"_s, u"exitedAfterDisconnect"_s}, {u"seq"_s, 34}});
    QCoreApplication::processEvents();
    QCOMPARE(worker.pipe().heard().size(), 1);
}

void tst_ClusterWorker::breaksOffNonsense()
{
    Primary primary(Scheduling::Shared);
    ScriptedWorker worker(primary, 1, Admission::Open);
    QSignalSpy closed(&worker.parent(), &ClusterWorker::closed);
    // What is not addressed to us is the application's business, any amount of it.
    QByteArray chatter;
    for (int i = 0; i < 2000; ++i)
        chatter += "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"bogus\"}\n{]\n\"x\"\n";
    for (qsizetype at = 0; at < chatter.size(); at += 10'000) {
        worker.pipe().send(chatter.mid(at, 10'000));
        QCoreApplication::processEvents();
    }
    QCOMPARE(worker.listen().error, 0);
    QCOMPARE(closed.size(), 0);

    QTest::ignoreMessage(QtWarningMsg,
                         "the channel of a worker is broken off: worker 1 keeps sending "
                         "what nobody can read");
    for (int i = 0; i < 1000; ++i) {
        worker.pipe().send("{\"cmd\":\"NODE_CLUSTER\",]\n");
        if (i % 100 == 0)
            QCoreApplication::processEvents();
    }
    TRY_COMPARE(closed.size(), 1);
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterWorker::survivesDestructionInASlot()
{
    const int before = descriptors();
    Primary primary(Scheduling::RoundRobin);
    const auto destroyedBy = [&primary](auto signal, const auto &script) {
        auto worker = std::make_unique<ScriptedWorker>(primary, 1, Admission::Parked);
        bool done = false;
        connect(&worker->parent(), signal, &primary, [&] {
            worker->destroyParent();
            done = true;
        });
        script(*worker);
        return waitFor([&done] { return done; });
    };
    QVERIFY(destroyedBy(&ClusterWorker::online, [](ScriptedWorker &worker) { worker.online(); }));
    QVERIFY(destroyedBy(&ClusterWorker::asked, [](ScriptedWorker &worker) { worker.ask(); }));
    QVERIFY(destroyedBy(&ClusterWorker::parked, [](ScriptedWorker &worker) {
        worker.ask();
        worker.ask({{u"index"_s, 1}});
    }));
    QVERIFY(
        destroyedBy(&ClusterWorker::closed, [](ScriptedWorker &worker) { worker.pipe().close(); }));
    QVERIFY(destroyedBy(&ClusterWorker::stoppedAccepting, [](ScriptedWorker &worker) {
        worker.parent().drain(1s);
        worker.pipe().close();
    }));
    QCOMPARE(primary.listeners(), 0);
    QCOMPARE(descriptors(), before);
}

QTEST_GUILESS_MAIN(tst_ClusterWorker)
#include "tst_clusterworker.moc"
