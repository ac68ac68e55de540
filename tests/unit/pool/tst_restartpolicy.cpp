// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"
#include "core/pool/rollout.h"
#include "fakeprocess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

// Which worker that has ended is followed by another one.
class TestRestartPolicy final : public QObject
{
    Q_OBJECT

private slots:
    void sequels_data();
    void sequels();
    void workIsDone();
    void givenUpAfterSoMany();
    void oneThatServedBeginsAnew();
    void neverAgain();
    void endedByUsIsNoSuccess();
    void doneWithinATrial();
    void failedWithinATrial();
    void restartOfWhatIsDone();
    void stopOfWhatIsDown();
};

void TestRestartPolicy::sequels_data()
{
    QTest::addColumn<int>("restart");
    QTest::addColumn<int>("maxRestarts"); // -1: no limit
    QTest::addColumn<bool>("hasSucceeded");
    QTest::addColumn<int>("restarts");
    QTest::addColumn<int>("sequel");
    const auto row = [](const char *name, Restart restart, int maxRestarts, bool hasSucceeded,
                        int restarts, Sequel sequel) {
        QTest::newRow(name) << int(restart) << maxRestarts << hasSucceeded << restarts
                            << int(sequel);
    };
    row("always, failed", Restart::Always, -1, false, 1000000, Sequel::Again);
    row("always, succeeded", Restart::Always, -1, true, 0, Sequel::Again);
    row("always, below the limit", Restart::Always, 3, false, 2, Sequel::Again);
    row("always, at the limit", Restart::Always, 3, false, 3, Sequel::GivenUp);
    row("always, succeeded at the limit", Restart::Always, 3, true, 3, Sequel::GivenUp);
    row("on failure, failed", Restart::OnFailure, -1, false, 1000000, Sequel::Again);
    row("on failure, succeeded", Restart::OnFailure, -1, true, 0, Sequel::Done);
    row("on failure, at the limit", Restart::OnFailure, 1, false, 1, Sequel::GivenUp);
    row("on failure, succeeded at the limit", Restart::OnFailure, 1, true, 1, Sequel::Done);
    row("never, failed", Restart::Never, -1, false, 0, Sequel::GivenUp);
    row("never, succeeded", Restart::Never, -1, true, 0, Sequel::Done);
}

void TestRestartPolicy::sequels()
{
    QFETCH(int, restart);
    QFETCH(int, maxRestarts);
    QFETCH(bool, hasSucceeded);
    QFETCH(int, restarts);
    QFETCH(int, sequel);
    RestartRules rules{Restart(restart), {}};
    if (maxRestarts >= 0)
        rules.maxRestarts = maxRestarts;
    QCOMPARE(int(sequelOf(rules, hasSucceeded, restarts)), sequel);
}

namespace {

struct Setup
{
    FakeCrew fake;
    std::unique_ptr<Pool> pool;
    int failures = 0;

    explicit Setup(Restart restart, std::optional<int> maxRestarts = {}, int workers = 1)
    {
        fake.crew.restart = {restart, maxRestarts};
        pool = std::make_unique<Pool>(fake.crew, 1, workers);
        QObject::connect(pool.get(), &Pool::failed, pool.get(), [this] { ++failures; });
    }
    FakeProcess *process(int id)
    {
        // A start after a delay comes from the event loop.
        if (!QTest::qWaitFor([&] { return fake.processes.contains(id); }, 60000))
            return nullptr;
        return fake.processes[id];
    }
    WorkerSnapshot only() const
    {
        QList<WorkerSnapshot> list;
        pool->appendSnapshots(list);
        return list.size() == 1 ? list.first() : WorkerSnapshot();
    }
};

} // namespace

void TestRestartPolicy::workIsDone()
{
    Setup setup(Restart::OnFailure);
    setup.pool->startServing();
    setup.process(1)->exit(0);
    QVERIFY(setup.pool->isUp());
    QVERIFY(setup.pool->isDone());
    QVERIFY(setup.pool->isSettled());
    QVERIFY(!setup.pool->failure());
    QCOMPARE(setup.failures, 0);
    QCOMPARE(setup.fake.lastId, 1);
    QCOMPARE(setup.only().id, 1);
    QCOMPARE(setup.only().state, WorkerState::Exited);
    QCOMPARE(setup.fake.events.last().state, WorkerState::Exited);
    QVERIFY(!setup.fake.events.last().failure);
}

void TestRestartPolicy::givenUpAfterSoMany()
{
    Setup setup(Restart::Always, 2);
    setup.pool->startServing();
    for (int id = 1; id <= 3; ++id) {
        QVERIFY(setup.process(id));
        setup.process(id)->exit(7);
    }
    QCOMPARE(setup.failures, 3);
    QVERIFY(!setup.pool->isUp());
    QVERIFY(setup.pool->isResting());
    QCOMPARE(setup.only().state, WorkerState::Failed);
    QCOMPARE(setup.only().id, 3);
    QCOMPARE(setup.only().restarts, 2);
    QCOMPARE(setup.pool->failure()->nextTryMs, -1);
    QCOMPARE(setup.fake.events.last().state, WorkerState::Failed);
    // Whoever asks gets the whole number of tries once more.
    setup.pool->wake();
    for (int id = 4; id <= 6; ++id) {
        QVERIFY(setup.process(id));
        setup.process(id)->exit(7);
    }
    QCOMPARE(setup.only().state, WorkerState::Failed);
    QCOMPARE(setup.fake.lastId, 6);
}

void TestRestartPolicy::oneThatServedBeginsAnew()
{
    Setup setup(Restart::Always, 2);
    setup.pool->startServing();
    for (int id = 1; id <= 9; id += 2) {
        QVERIFY(setup.process(id));
        setup.process(id)->exit(1); // did not serve: one restart is left
        QVERIFY(setup.process(id + 1));
        setup.process(id + 1)->listen();
        setup.process(id + 1)->exit(1); // served: begins anew
    }
    QVERIFY(setup.process(11));
    QVERIFY(!setup.pool->isResting());
}

void TestRestartPolicy::neverAgain()
{
    Setup setup(Restart::Never, {}, 2);
    setup.pool->startServing();
    setup.process(1)->listen();
    setup.process(1)->exit(0);
    setup.process(2)->listen();
    setup.process(2)->exit(3);
    QCOMPARE(setup.fake.lastId, 2);
    QVERIFY(!setup.pool->isUp());
    QVERIFY(!setup.pool->isDone());
    QCOMPARE(setup.pool->failure()->nextTryMs, -1);
}

void TestRestartPolicy::endedByUsIsNoSuccess()
{
    Setup setup(Restart::OnFailure);
    setup.pool->startServing();
    emit setup.process(1)->lost(u"does not answer"_s);
    setup.process(1)->exit(0);
    QCOMPARE(setup.failures, 1);
    QVERIFY(!setup.pool->isDone());
    QVERIFY(setup.process(2));
}

void TestRestartPolicy::doneWithinATrial()
{
    Setup setup(Restart::Never);
    setup.pool->startServing();
    setup.process(1)->exit(0);
    auto next = std::make_unique<Pool>(setup.fake.crew, 2, 1);
    SwitchRollout rollout(setup.pool.get(), std::move(next));
    std::optional<Result<>> result;
    connect(&rollout, &Rollout::finished, this, [&](const Result<> &outcome) { result = outcome; });
    rollout.start();
    setup.process(2)->exit(0);
    QVERIFY(result && *result);
    QVERIFY(rollout.next().isDone());
    QVERIFY(setup.pool->isGone());
}

void TestRestartPolicy::failedWithinATrial()
{
    Setup setup(Restart::Never);
    setup.pool->startServing();
    setup.process(1)->exit(0);
    auto next = std::make_unique<Pool>(setup.fake.crew, 2, 1);
    SwitchRollout rollout(setup.pool.get(), std::move(next));
    std::optional<Result<>> result;
    connect(&rollout, &Rollout::finished, this, [&](const Result<> &outcome) { result = outcome; });
    rollout.start();
    setup.process(2)->exit(4);
    QVERIFY(result && !*result);
    QVERIFY2(result->error().text.startsWith(u"worker 2 exited with code 4"_s),
             qPrintable(result->error().text));
    QVERIFY(setup.pool->isDone());
}

void TestRestartPolicy::restartOfWhatIsDone()
{
    Setup setup(Restart::OnFailure);
    setup.pool->startServing();
    setup.process(1)->exit(0);
    QVERIFY(setup.pool->holds(1));
    std::optional<Result<>> answer;
    QVERIFY(setup.pool->replace(1, [&answer](const Result<> &result) { answer = result; }));
    QVERIFY(!answer);
    setup.process(2)->exit(0);
    QVERIFY(answer && *answer);
    QVERIFY(setup.pool->isDone());
    QVERIFY(setup.pool->replace(2, [&answer](const Result<> &result) { answer = result; }));
    setup.process(3)->exit(5);
    QVERIFY(answer && !*answer);
    QVERIFY(!setup.pool->isDone());
}

void TestRestartPolicy::stopOfWhatIsDown()
{
    Setup setup(Restart::Never, {}, 2);
    setup.pool->startServing();
    setup.process(1)->exit(0);
    setup.process(2)->exit(1);
    setup.fake.events.clear();
    setup.pool->stop();
    QVERIFY(setup.pool->isGone());
    QCOMPARE(setup.fake.events.size(), 1); // the one that had failed
    QCOMPARE(setup.fake.events.first().worker, 2);
    QCOMPARE(setup.fake.events.first().state, WorkerState::Exited);
}

QTEST_GUILESS_MAIN(TestRestartPolicy)
#include "tst_restartpolicy.moc"
