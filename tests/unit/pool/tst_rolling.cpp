// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/rolling.h"
#include "fakeprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// A pool of two whose workers 1 and 2 serve, and what became of a rollout in it.
struct Scene
{
    FakeCrew fake;
    Pool pool{fake.crew, 1, 2};
    std::unique_ptr<RollingRollout> rollout;
    QStringList results;

    explicit Scene(int spares = 0)
    {
        fake.crew.spares = spares;
        fake.crew.rules.expectListen = true;
        pool.startServing();
        process(1)->listen();
        process(2)->listen();
    }
    FakeProcess *process(int id) { return fake.processes.value(id); }
    void roll(int generation)
    {
        results.clear();
        rollout = std::make_unique<RollingRollout>(&pool, generation);
        QObject::connect(rollout.get(), &Rollout::finished, &pool, [this](const Result<> &result) {
            results.append(result ? u"OK"_s : result.error().text);
        });
        rollout->start();
    }
    void leave(int id)
    {
        emit process(id)->stoppedAccepting();
        process(id)->exit(0);
    }
};

} // namespace

class TestRolling final : public QObject
{
    Q_OBJECT

private slots:
    void oneAfterTheOther();
    void stopsAtTheFirstFailure();
    void replacesNobodyWhereTheFirstFails();
    void laterOneReplacesAllOldestFirst();
    void sparesComeLast();
    void spareOfOldCodeDoesNotFollowNewCode();
    void oldOneThatDiesIsFollowedByTheNewOne();
    void goesOnWhereAWorkerIsScaledAway();
    void canBeCancelled();
    void cancelAfterTheLastEndsTheWaiting();
};

void TestRolling::oneAfterTheOther()
{
    Scene scene;
    scene.roll(2);
    QSignalSpy switched(scene.rollout.get(), &Rollout::switched);
    QCOMPARE(scene.fake.lastId, 3);
    QVERIFY(!scene.process(1)->isRetired);
    scene.process(3)->listen();
    QVERIFY(scene.process(3)->isReleased);
    QVERIFY(scene.process(1)->isRetired);
    QCOMPARE(scene.pool.generation(), 2); // of the newest that serves
    QVERIFY(scene.pool.isMixed());
    QCOMPARE(scene.fake.lastId, 3); // the first one's memory comes back first
    scene.leave(1);
    QCOMPARE(scene.fake.lastId, 4);
    QVERIFY(!scene.process(2)->isRetired);
    scene.process(4)->listen();
    QVERIFY(scene.process(2)->isRetired);
    QCOMPARE(switched.size(), 1);
    QVERIFY(scene.results.isEmpty()); // it may still accept
    emit scene.process(2)->stoppedAccepting();
    QCOMPARE(scene.results, QStringList{u"OK"_s});
    QVERIFY(!scene.pool.isMixed());
    QCOMPARE(standingText(scene.pool), u"workers 3, 4 run generation 2"_s);
}

void TestRolling::stopsAtTheFirstFailure()
{
    Scene scene;
    scene.roll(2);
    scene.process(3)->listen();
    scene.leave(1);
    emit scene.process(4)->printed(Stream::Err, {"Error: boom\n"});
    scene.process(4)->exit(1);
    QCOMPARE(scene.results.size(), 1);
    QVERIFY2(
        scene.results[0].startsWith(
            u"worker 2 runs generation 1, worker 3 runs generation 2: worker 4 exited with code 1"_s),
        qPrintable(scene.results[0]));
    QVERIFY(scene.results[0].endsWith(u"Error: boom"_s));
    QVERIFY(scene.pool.isUp());
    QVERIFY(scene.pool.isMixed());
    QCOMPARE(scene.pool.generation(), 2);
    QVERIFY(!scene.process(2)->isRetired);
    QCOMPARE(scene.fake.lastId, 4);
}

void TestRolling::replacesNobodyWhereTheFirstFails()
{
    Scene scene;
    scene.roll(2);
    scene.process(3)->exit(1);
    QCOMPARE(scene.results.size(), 1);
    QVERIFY(scene.results[0].startsWith(u"worker 3 exited with code 1"_s));
    QVERIFY(!scene.pool.isMixed());
    QCOMPARE(scene.pool.generation(), 1);
}

void TestRolling::laterOneReplacesAllOldestFirst()
{
    Scene scene;
    scene.roll(2);
    scene.process(3)->listen();
    scene.leave(1);
    scene.process(4)->exit(1);
    scene.roll(3);
    QCOMPARE(scene.fake.lastId, 5);
    scene.process(5)->listen();
    QVERIFY(scene.process(2)->isRetired);
    QVERIFY(!scene.process(3)->isRetired);
    scene.leave(2);
    scene.process(6)->listen();
    scene.leave(3);
    QCOMPARE(scene.results, QStringList{u"OK"_s});
    QCOMPARE(standingText(scene.pool), u"workers 5, 6 run generation 3"_s);
}

void TestRolling::sparesComeLast()
{
    Scene scene(1);
    scene.process(3)->listen();
    QCOMPARE(scene.pool.parkedSpares(), 1);
    scene.roll(2);
    for (const int old : {1, 2}) {
        scene.process(old + 3)->listen();
        scene.leave(old);
    }
    QVERIFY(scene.results.isEmpty());
    QCOMPARE(scene.fake.lastId, 6);
    scene.process(6)->listen();
    QVERIFY(!scene.process(6)->isReleased);
    QCOMPARE(scene.process(3)->ends, 1);
    QCOMPARE(scene.results, QStringList{u"OK"_s});
    QCOMPARE(scene.pool.parkedSpares(), 1);
}

void TestRolling::spareOfOldCodeDoesNotFollowNewCode()
{
    Scene scene(1);
    scene.process(3)->listen();
    scene.roll(2);
    scene.process(4)->listen();
    scene.process(4)->exit(1); // of the new code
    QVERIFY(!scene.process(3)->isReleased);
    scene.process(2)->exit(1); // of the old code
    QVERIFY(scene.process(3)->isReleased);
}

void TestRolling::oldOneThatDiesIsFollowedByTheNewOne()
{
    Scene scene;
    scene.roll(2);
    scene.process(1)->exit(9);
    QCOMPARE(scene.fake.lastId, 3);
    scene.process(3)->listen();
    QCOMPARE(scene.fake.lastId, 4);
    scene.process(4)->listen();
    scene.leave(2);
    QCOMPARE(scene.results, QStringList{u"OK"_s});
    QVERIFY(!scene.pool.isMixed());
}

void TestRolling::goesOnWhereAWorkerIsScaledAway()
{
    Scene scene;
    scene.roll(2);
    scene.process(3)->listen();
    scene.leave(1);
    QCOMPARE(scene.fake.lastId, 4);
    scene.pool.scale(1); // the one that is just being replaced
    QVERIFY(scene.process(4)->isRetired);
    QCOMPARE(scene.results, QStringList{u"OK"_s});
    QCOMPARE(standingText(scene.pool), u"worker 3 runs generation 2"_s);
}

void TestRolling::canBeCancelled()
{
    Scene scene;
    scene.roll(2);
    scene.rollout->cancel(u"it is being stopped"_s);
    QCOMPARE(scene.results, QStringList{u"it is being stopped"_s});
    QVERIFY(scene.process(3)->isRetired);
    QVERIFY(!scene.process(1)->isRetired);
    scene.process(3)->exit(0);
    QVERIFY(scene.pool.isUp());
    QCOMPARE(scene.fake.lastId, 3);
}

void TestRolling::cancelAfterTheLastEndsTheWaiting()
{
    Scene scene;
    scene.roll(2);
    scene.process(3)->listen();
    scene.leave(1);
    scene.process(4)->listen();
    QVERIFY(scene.results.isEmpty()); // it may still accept
    scene.rollout->cancel(u"the daemon quits"_s);
    QCOMPARE(scene.results, QStringList{u"OK"_s});
}

QTEST_GUILESS_MAIN(TestRolling)
#include "tst_rolling.moc"
