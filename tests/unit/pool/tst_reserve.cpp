// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"
#include "fakeprocess.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;

namespace {

// A crew that wants spare workers, and pools of it.
struct Setup
{
    FakeCrew fake;
    std::optional<Pool> pool;

    explicit Setup(int workers = 1, int spares = 1)
    {
        fake.crew.spares = spares;
        fake.crew.asked = [this] { fake.crew.rules.expectListen = true; };
        pool.emplace(fake.crew, 1, workers);
    }
    FakeProcess *process(int id) { return fake.processes.value(id); }
    // Worker 1 is up, 2 is its spare and parked.
    void startBoth()
    {
        pool->startServing();
        process(1)->listen();
        process(2)->listen();
    }
    WorkerSnapshot snapshot(int id) const
    {
        QList<WorkerSnapshot> list;
        pool->appendSnapshots(list);
        for (const WorkerSnapshot &worker : std::as_const(list)) {
            if (worker.id == id)
                return worker;
        }
        return {};
    }
};

} // namespace

// Spare workers: parked beside those that serve.
class TestReserve final : public QObject
{
    Q_OBJECT

private slots:
    void comesOnceThePoolIsUp();
    void isNotThereForWhatNeverAsks();
    void takesOver();
    void takesOverWhileItBoots();
    void isReplacedWhereItDies();
    void anEarlyDeathAfterTakingOverIsAFailedStart();
    void leavesASuccessorAlone();
    void belongsToTheTrial();
    void countCanChange();
    void isNotScaled();
    void canBeRestarted();
    void canBeGivenAwayWhileItIsRestarted();
    void isFollowedByAnotherWhereItGoesByItself();
    void endsWithThePool();
};

void TestReserve::comesOnceThePoolIsUp()
{
    Setup setup(2);
    setup.pool->startServing();
    setup.process(1)->listen();
    QCOMPARE(setup.fake.lastId, 2); // those that serve come first
    setup.process(2)->listen();
    QCOMPARE(setup.fake.lastId, 3);
    QVERIFY(setup.process(3)->isParked);
    QCOMPARE(setup.pool->parkedSpares(), 0);
    setup.process(3)->listen();
    QCOMPARE(setup.pool->parkedSpares(), 1);
    QCOMPARE(setup.pool->wanted(), 2);
    QVERIFY(setup.snapshot(3).isSpare);
    QCOMPARE(setup.snapshot(3).state, WorkerState::Parked);
    QVERIFY(!setup.snapshot(1).isSpare);
    QVERIFY(!setup.process(3)->isReleased);
}

void TestReserve::isNotThereForWhatNeverAsks()
{
    Setup setup;
    setup.fake.crew.rules.ready = Ready::Uptime;
    setup.pool->startServing();
    TRY_VERIFY(setup.pool->isUp());
    QCOMPARE(setup.fake.lastId, 1);
    setup.process(1)->listen(); // now it is known that it can be parked
    QCOMPARE(setup.fake.lastId, 2);
    setup.process(2)->listen();
    QCOMPARE(setup.pool->parkedSpares(), 1);
}

void TestReserve::takesOver()
{
    Setup setup;
    setup.startBoth();
    QSignalSpy failed(&*setup.pool, &Pool::failed);
    setup.process(1)->exit(9);
    QVERIFY(setup.process(2)->isReleased);
    QVERIFY(setup.pool->isUp());
    QCOMPARE(setup.fake.lastId, 2); // nobody had to be started for it
    QCOMPARE(setup.snapshot(2).restarts, 1);
    QVERIFY(!setup.snapshot(2).isSpare);
    QVERIFY(!setup.pool->failure());
    QCOMPARE(failed.size(), 1);

    TRY_COMPARE(setup.fake.lastId, 3); // the next spare
    QVERIFY(setup.process(3)->isParked);
    setup.process(3)->listen();
    setup.process(2)->exit(9);
    QVERIFY(setup.process(3)->isReleased);
    QVERIFY(setup.pool->isUp());
}

void TestReserve::takesOverWhileItBoots()
{
    Setup setup;
    setup.pool->startServing();
    setup.process(1)->listen();
    setup.process(1)->exit(9);
    QVERIFY(setup.process(2)->isReleased);
    QVERIFY(!setup.pool->isUp());
    setup.process(2)->listen(); // is not held up any more
    QVERIFY(setup.pool->isUp());
    QCOMPARE(setup.snapshot(2).state, WorkerState::Up);
}

void TestReserve::isReplacedWhereItDies()
{
    Setup setup;
    setup.startBoth();
    setup.process(2)->exit(9);
    QVERIFY(setup.pool->isUp());
    QCOMPARE(setup.fake.lastId, 3); // it waited well: at once
    QVERIFY(setup.process(3)->isParked);
    setup.process(3)->exit(1); // a failed start, the first
    setup.process(4)->exit(1);
    QCOMPARE(setup.snapshot(4).state, WorkerState::Failed);
    QVERIFY(setup.snapshot(4).isSpare);
    QVERIFY(setup.pool->failure());
    TRY_COMPARE(setup.fake.lastId, 5);
    setup.process(5)->listen();
    QVERIFY(!setup.pool->failure());
}

// Its age does not count: it was old before it served.
void TestReserve::anEarlyDeathAfterTakingOverIsAFailedStart()
{
    Setup setup;
    setup.fake.crew.rules.minUptime = 1s;
    setup.startBoth();
    TRY_VERIFY(setup.pool->isSettled());
    setup.process(1)->exit(9);
    QVERIFY(setup.pool->isUp());
    setup.process(2)->exit(9); // the first failed start: followed at once
    QCOMPARE(setup.fake.lastId, 3);
    setup.process(3)->exit(9); // the second
    QCOMPARE(setup.snapshot(3).state, WorkerState::Failed);
}

void TestReserve::leavesASuccessorAlone()
{
    Setup setup;
    setup.startBoth();
    QStringList answers;
    QVERIFY(setup.pool->replace(1, [&answers](const Result<> &result) {
        answers.append(result ? u"OK"_s : result.error().text);
    }));
    setup.process(1)->exit(9);
    QVERIFY(!setup.process(2)->isReleased); // worker 3 is there already, with what is on disk
    setup.process(3)->listen();
    QVERIFY(setup.pool->isUp());
    QCOMPARE(answers, QStringList{u"OK"_s});
}

void TestReserve::belongsToTheTrial()
{
    Setup setup;
    setup.fake.crew.rules.expectListen = true; // of earlier generations
    QSignalSpy failed(&*setup.pool, &Pool::failed);
    setup.pool->startTrial();
    QCOMPARE(setup.fake.lastId, 2);
    setup.process(1)->listen();
    QVERIFY(!setup.pool->isSettled());
    setup.process(2)->listen();
    QVERIFY(setup.pool->isSettled());
    setup.pool->release();
    QVERIFY(setup.pool->isUp());
    QVERIFY(!setup.process(2)->isReleased);
    setup.process(2)->exit(1); // before the switch: brings everything back
    QCOMPARE(failed.size(), 1);
    QCOMPARE(setup.fake.lastId, 2);
}

void TestReserve::countCanChange()
{
    Setup setup(1, 0);
    setup.pool->startServing();
    setup.process(1)->listen();
    QCOMPARE(setup.fake.lastId, 1);
    setup.fake.crew.spares = 2;
    setup.pool->tendReserve();
    QCOMPARE(setup.fake.lastId, 3);
    setup.process(2)->listen();
    setup.process(3)->listen();
    setup.fake.crew.spares = 1;
    setup.pool->tendReserve();
    QCOMPARE(setup.process(3)->ends, 1); // it serves nobody: it is ended, not retired
    setup.process(3)->exit(0);
    QCOMPARE(setup.pool->parkedSpares(), 1);
    QCOMPARE(setup.fake.lastId, 3);
    QVERIFY(setup.pool->isUp());
}

void TestReserve::isNotScaled()
{
    Setup setup;
    setup.startBoth();
    setup.pool->scale(2);
    QVERIFY(!setup.process(2)->isReleased);
    QCOMPARE(setup.fake.lastId, 3);
    setup.process(3)->listen();
    setup.pool->scale(1);
    QVERIFY(setup.process(3)->isRetired);
    QCOMPARE(setup.pool->parkedSpares(), 1);
    setup.process(3)->exit(0);
    QCOMPARE(setup.fake.lastId, 3); // it was asked to go: nobody takes over
}

void TestReserve::canBeRestarted()
{
    Setup setup;
    setup.startBoth();
    QStringList answers;
    QVERIFY(setup.pool->replace(2, [&answers](const Result<> &result) {
        answers.append(result ? u"OK"_s : result.error().text);
    }));
    QCOMPARE(setup.process(2)->ends, 0);
    QVERIFY(answers.isEmpty());
    setup.process(3)->listen();
    QCOMPARE(answers, QStringList{u"OK"_s});
    QVERIFY(!setup.process(3)->isReleased);
    QCOMPARE(setup.process(2)->ends, 1);
    QCOMPARE(setup.pool->parkedSpares(), 1);
    QVERIFY(setup.pool->replace(
        3, [&answers](const Result<> &result) { answers.append(result ? u"OK"_s : u"failed"_s); }));
    setup.process(4)->exit(1);
    QCOMPARE(answers, QStringList({u"OK"_s, u"failed"_s}));
    QCOMPARE(setup.pool->parkedSpares(), 1); // the old one stays
}

void TestReserve::canBeGivenAwayWhileItIsRestarted()
{
    Setup setup;
    setup.startBoth();
    QStringList answers;
    QVERIFY(setup.pool->replace(2, [&answers](const Result<> &result) {
        answers.append(result ? u"OK"_s : result.error().text);
    }));
    setup.process(1)->exit(9);
    QVERIFY(setup.process(2)->isReleased);
    QVERIFY(setup.pool->isUp());
    setup.process(3)->listen();
    QCOMPARE(answers, QStringList{u"OK"_s});
    QCOMPARE(setup.pool->parkedSpares(), 1);
    QCOMPARE(setup.process(2)->ends, 0);
}

void TestReserve::isFollowedByAnotherWhereItGoesByItself()
{
    Setup setup;
    setup.pool->startServing();
    setup.process(1)->listen();
    emit setup.process(2)->stopping();
    QCOMPARE(setup.fake.lastId, 3);
    QVERIFY(setup.process(3)->isParked);
    setup.process(3)->listen();
    QCOMPARE(setup.pool->parkedSpares(), 1);
}

void TestReserve::endsWithThePool()
{
    Setup setup;
    setup.startBoth();
    setup.pool->stop();
    QVERIFY(setup.process(1)->isRetired);
    QCOMPARE(setup.process(2)->ends, 1);
    setup.process(1)->exit(0);
    QVERIFY(!setup.pool->isGone());
    setup.process(2)->exit(0);
    QVERIFY(setup.pool->isGone());
    QCOMPARE(setup.fake.lastId, 2);
}

QTEST_GUILESS_MAIN(TestReserve)
#include "tst_reserve.moc"
