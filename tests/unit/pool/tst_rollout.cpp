// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/reloads.h"
#include "core/pool/rollout.h"
#include "fakeprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Rollout : public QObject
{
    Q_OBJECT

private slots:
    void switchesTheWholeGenerationAtOnce();
    void deathBeforeTheSwitchKeepsTheOld_data();
    void deathBeforeTheSwitchKeepsTheOld();
    void waitsUntilTheOldStoppedAccepting();
    void requestsDuringAReloadBecomeOneMore();
    void cancelAnswersEverybody();
    void cancelAfterTheSwitchEndsTheWaiting();
};

namespace {

// Two workers that serve, and a rollout to two more.
struct Scene
{
    FakeCrew fake;
    std::unique_ptr<Pool> old;

    Scene()
    {
        old = std::make_unique<Pool>(fake.crew, 1, 2);
        old->startServing();
        fake.processes[1]->listen();
        fake.processes[2]->listen();
    }
    std::unique_ptr<SwitchRollout> rollout()
    {
        return std::make_unique<SwitchRollout>(old.get(), std::make_unique<Pool>(fake.crew, 2, 2));
    }
};

} // namespace

void tst_Rollout::switchesTheWholeGenerationAtOnce()
{
    Scene scene;
    const std::unique_ptr<SwitchRollout> rollout = scene.rollout();
    QSignalSpy switched(rollout.get(), &Rollout::switched);
    rollout->start();
    FakeProcess *third = scene.fake.processes[3];
    FakeProcess *fourth = scene.fake.processes[4];
    third->listen();
    QVERIFY(!third->isReleased); // not before the other is there too
    QVERIFY(!scene.fake.processes[1]->isRetired);
    fourth->listen();
    QVERIFY(third->isReleased);
    QVERIFY(fourth->isReleased);
    QCOMPARE(switched.size(), 1);
    QVERIFY(scene.fake.processes[1]->isRetired);
    QVERIFY(scene.fake.processes[2]->isRetired);
    QVERIFY(rollout->next().isUp());
}

void tst_Rollout::deathBeforeTheSwitchKeepsTheOld_data()
{
    QTest::addColumn<bool>("isParked");
    QTest::newRow("before listen()") << false;
    QTest::newRow("parked at listen()") << true;
}

void tst_Rollout::deathBeforeTheSwitchKeepsTheOld()
{
    QFETCH(bool, isParked);
    Scene scene;
    const std::unique_ptr<SwitchRollout> rollout = scene.rollout();
    QList<Result<>> results;
    connect(rollout.get(), &Rollout::finished, this,
            [&results](const Result<> &result) { results.append(result); });
    rollout->start();
    if (isParked)
        scene.fake.processes[4]->listen();
    emit scene.fake.processes[4]->printed(Stream::Err, {"Error: boom\n"});
    scene.fake.processes[4]->exit(1);
    QCOMPARE(results.size(), 1);
    QVERIFY(!results[0]);
    QVERIFY2(results[0].error().text.startsWith(u"worker 4 exited with code 1 after "_s),
             qPrintable(results[0].error().text));
    QVERIFY(results[0].error().text.endsWith(u": Error: boom"_s));
    QVERIFY(!scene.fake.processes[1]->isRetired);
    QVERIFY(!scene.fake.processes[2]->isRetired);
    QVERIFY(scene.old->isUp());
}

void tst_Rollout::waitsUntilTheOldStoppedAccepting()
{
    Scene scene;
    const std::unique_ptr<SwitchRollout> rollout = scene.rollout();
    QSignalSpy finished(rollout.get(), &Rollout::finished);
    rollout->start();
    scene.fake.processes[3]->listen();
    scene.fake.processes[4]->listen();
    QCOMPARE(finished.size(), 0);
    emit scene.fake.processes[1]->stoppedAccepting();
    QCOMPARE(finished.size(), 0);
    emit scene.fake.processes[2]->stoppedAccepting();
    QCOMPARE(finished.size(), 1);
}

void tst_Rollout::requestsDuringAReloadBecomeOneMore()
{
    Scene scene;
    int rollouts = 0;
    std::vector<std::unique_ptr<Pool>> retired;
    Reloads reloads([&] {
        ++rollouts;
        return std::make_unique<SwitchRollout>(
            scene.old.get(), std::make_unique<Pool>(scene.fake.crew, rollouts + 1, 2));
    });
    connect(&reloads, &Reloads::switched, this, [&] {
        retired.push_back(std::move(scene.old));
        scene.old = reloads.running()->takeNew();
    });
    int done = 0;
    const auto count = [&done](const Result<> &result) { done += bool(result); };
    const auto listenAll = [&](int from) {
        for (int id = from; id < from + 2; ++id)
            scene.fake.processes[id]->listen();
    };
    const auto oldStops = [&](int from) {
        for (int id = from; id < from + 2; ++id)
            emit scene.fake.processes[id]->stoppedAccepting();
    };

    reloads.request(u"request"_s, {}, count);
    for (int i = 0; i < 5; ++i)
        reloads.request(u"file"_s, {u"/a"_s, u"/b%1"_s.arg(i % 2)}, count);
    QCOMPARE(rollouts, 1);
    listenAll(3);
    oldStops(1);
    QCOMPARE(done, 1);
    QCOMPARE(rollouts, 2);
    QCOMPARE(reloads.last()->reason, u"request"_s);
    listenAll(5);
    oldStops(3);
    QCOMPARE(done, 6);
    QCOMPARE(rollouts, 2);
    QVERIFY(!reloads.running());
    QCOMPARE(reloads.last()->files, QStringList({u"/a"_s, u"/b0"_s, u"/b1"_s}));
}

void tst_Rollout::cancelAnswersEverybody()
{
    Scene scene;
    Reloads reloads([&] { return scene.rollout(); });
    int errors = 0;
    const auto count = [&errors](const Result<> &result) { errors += !result; };
    reloads.request(u"request"_s, {}, count);
    reloads.request(u"request"_s, {}, count);
    reloads.cancelAll(u"the daemon quits"_s);
    QCOMPARE(errors, 2);
    QVERIFY(!reloads.running());
    QVERIFY(scene.old->isUp());
}

// Else its owner would be told of the end after it has parted from all pools.
void tst_Rollout::cancelAfterTheSwitchEndsTheWaiting()
{
    Scene scene;
    const std::unique_ptr<SwitchRollout> rollout = scene.rollout();
    QList<bool> results;
    connect(rollout.get(), &Rollout::finished, this,
            [&results](const Result<> &result) { results.append(bool(result)); });
    rollout->start();
    scene.fake.processes[3]->listen();
    scene.fake.processes[4]->listen();
    QVERIFY(results.isEmpty()); // the old ones have not stopped accepting
    rollout->cancel(u"the daemon quits"_s);
    QCOMPARE(results, QList<bool>{true});
}

QTEST_GUILESS_MAIN(tst_Rollout)
#include "tst_rollout.moc"
