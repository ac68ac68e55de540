// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"
#include "fakeprocess.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Pool : public QObject
{
    Q_OBJECT

private slots:
    void servingPoolFillsItsPlaces();
    void firstFailureIsRetriedAtOnceLaterOnesWait();
    void trialDoesNotReplace();
    void scaleUpAndDown();
    void stopWaitsForTheTree();
    void killIsImmediate();
    void startFailure();
    void failuresWithinTheStart();
    void goesByItself_data();
    void goesByItself();
    void snapshots();
};

void tst_Pool::servingPoolFillsItsPlaces()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 2);
    pool.startServing();
    QCOMPARE(fake.processes.size(), 2);
    QVERIFY(!pool.isUp());
    fake.processes[1]->listen();
    fake.processes[2]->listen();
    QVERIFY(pool.isUp());

    fake.processes[2]->exit(0); // whatever the code: nobody asked it to go
    QVERIFY(fake.processes.contains(3));
    QVERIFY(!pool.isUp());
    fake.processes[3]->listen();
    QVERIFY(pool.isUp());
}

void tst_Pool::firstFailureIsRetriedAtOnceLaterOnesWait()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 1);
    QSignalSpy failed(&pool, &Pool::failed);
    pool.startServing();
    fake.processes[1]->exit(1); // never up
    QVERIFY(fake.processes.contains(2));
    fake.processes[2]->exit(1);
    QVERIFY(!fake.processes.contains(3));
    QList<WorkerSnapshot> list;
    pool.appendSnapshots(list);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].state, WorkerState::Failed);
    QCOMPARE(list[0].id, 2);
    QCOMPARE(list[0].failure->code, std::optional<int>(1));
    TRY_VERIFY(fake.processes.contains(3));
    QCOMPARE(failed.size(), 2);
    QCOMPARE(fake.restarts, 2);
    fake.processes[3]->listen();
    QVERIFY(!pool.failure());
}

void tst_Pool::trialDoesNotReplace()
{
    FakeCrew fake;
    Pool pool(fake.crew, 2, 2);
    QSignalSpy failed(&pool, &Pool::failed);
    pool.startTrial();
    fake.processes[1]->listen();
    fake.processes[2]->exit(1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(fake.lastId, 2);
    QCOMPARE(fake.restarts, 0);
    QVERIFY(!pool.isSettled());
}

void tst_Pool::scaleUpAndDown()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 1);
    pool.startServing();
    fake.processes[1]->listen();
    pool.scale(3);
    QCOMPARE(pool.wanted(), 3);
    fake.processes[2]->listen();
    fake.processes[3]->listen();
    pool.scale(1);
    QVERIFY(fake.processes[2]->isRetired);
    QVERIFY(fake.processes[3]->isRetired);
    QVERIFY(!fake.processes[1]->isRetired);
    fake.processes[3]->exit(0);
    fake.processes[2]->exit(0);
    QVERIFY(pool.isUp());
    QCOMPARE(fake.lastId, 3); // those that were scaled away are not replaced
}

void tst_Pool::stopWaitsForTheTree()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 1);
    pool.startServing();
    FakeProcess *process = fake.processes[1];
    process->listen();
    pool.stop();
    QVERIFY(process->isRetired);
    QVERIFY(!pool.stoppedAccepting());
    emit process->stoppedAccepting();
    QVERIFY(pool.stoppedAccepting());
    emit process->exited(ExitStatus{0, 0});
    QVERIFY(!pool.isGone());
    QCOMPARE(process->ends, 1); // what is left of its tree
    emit process->treeGone();
    QVERIFY(pool.isGone());
    QCOMPARE(fake.lastId, 1);
}

void tst_Pool::killIsImmediate()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 1);
    pool.startServing();
    FakeProcess *process = fake.processes[1];
    process->listen();
    pool.stop();
    pool.kill();
    QCOMPARE(process->ends, 1);
    QCOMPARE(process->lastGrace.count(), 0);
    process->exit(0);
    QVERIFY(pool.isGone());
}

void tst_Pool::startFailure()
{
    FakeCrew fake;
    Pool pool(fake.crew, 1, 1);
    QSignalSpy failed(&pool, &Pool::failed);
    pool.startServing();
    emit fake.processes[1]->failedToStart(u"no such file"_s);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Failure>().reason, u"could not start: no such file"_s);
    QVERIFY(fake.processes.contains(2)); // the first retry comes at once
}

// Each is told within the call that starts the next.
void tst_Pool::failuresWithinTheStart()
{
    constexpr int kMany = 20;
    FakeCrew fake;
    fake.crew.restartDelayMax = std::chrono::milliseconds{1};
    fake.crew.makeProcess = [&fake](int id, int, bool isParked) {
        auto process = std::make_unique<FakeProcess>(id, isParked, fake.processes);
        process->failsToStart = id > 1 && id < kMany;
        return process;
    };
    Pool pool(fake.crew, 1, 1);
    pool.startServing();
    fake.processes[1]->listen();
    fake.processes[1]->exit(1);
    QCOMPARE(fake.lastId, 3); // has served: at once; the first failure: at once
    TRY_VERIFY(fake.processes.contains(kMany));
    fake.processes[kMany]->listen();
    QVERIFY(pool.isUp());
}

void tst_Pool::goesByItself_data()
{
    QTest::addColumn<Restart>("restart");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("startedAtOnce");
    QTest::addColumn<int>("startedAfterwards");
    QTest::newRow("always") << Restart::Always << 0 << 2 << 2;
    QTest::newRow("on-failure, done") << Restart::OnFailure << 0 << 1 << 1;
    QTest::newRow("on-failure, failed") << Restart::OnFailure << 1 << 1 << 2;
    QTest::newRow("never") << Restart::Never << 0 << 1 << 1;
}

void tst_Pool::goesByItself()
{
    QFETCH(Restart, restart);
    QFETCH(int, code);
    QFETCH(int, startedAtOnce);
    QFETCH(int, startedAfterwards);
    FakeCrew fake;
    fake.crew.restart.restart = restart;
    Pool pool(fake.crew, 1, 1);
    pool.startServing();
    fake.processes[1]->listen();
    emit fake.processes[1]->stopping();
    QCOMPARE(fake.lastId, startedAtOnce);
    fake.processes[1]->exit(code);
    QCOMPARE(fake.lastId, startedAfterwards);
    QCOMPARE(pool.isDone(), startedAfterwards == 1);
}

void tst_Pool::snapshots()
{
    FakeCrew fake;
    Pool pool(fake.crew, 7, 1);
    pool.startServing();
    fake.processes[1]->listen();
    QList<WorkerSnapshot> list;
    pool.appendSnapshots(list);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].id, 1);
    QCOMPARE(list[0].pid, 1001);
    QCOMPARE(list[0].generation, 7);
    QCOMPARE(list[0].state, WorkerState::Up);
    QCOMPARE(list[0].app, u"app"_s);
    pool.stop();
    list.clear();
    pool.appendSnapshots(list);
    QCOMPARE(list[0].state, WorkerState::Retiring);
}

QTEST_GUILESS_MAIN(tst_Pool)
#include "tst_pool.moc"
