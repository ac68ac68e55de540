// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/pool.h"
#include "fakeprocess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// A pool of two whose workers 1 and 2 are up, and what was answered.
struct Setup
{
    FakeCrew fake;
    Pool pool{fake.crew, 1, 2};
    QStringList answers;

    Setup()
    {
        pool.startServing();
        fake.processes[1]->listen();
        fake.processes[2]->listen();
        fake.events.clear();
    }
    bool replace(int worker)
    {
        return pool.replace(worker, [this](const Result<> &result) {
            answers.append(result ? u"OK"_s : result.error().text);
        });
    }
    QStringList events() const
    {
        QStringList list;
        for (const WorkerEvent &event : fake.events)
            list.append(QString::number(event.worker) + u' ' + stateName(event.state)
                        + (event.failure ? u"!"_s : u""_s));
        return list;
    }
};

} // namespace

// One worker is replaced, start first.
class TestReplace final : public QObject
{
    Q_OBJECT

private slots:
    void newOneFirst();
    void oldOneStaysWhereTheNewOneFails();
    void newOneTakesOverWhereTheOldOneDies();
    void stopEndsBoth();
    void canBeTakenBack();
    void canBeAskedForAgain();
    void failedWorkerIsTriedAtOnce();
    void unknownWorker();
    void eventsOfACrash();
};

void TestReplace::newOneFirst()
{
    Setup setup;
    QVERIFY(setup.replace(2));
    QVERIFY(setup.fake.processes[3]->isParked);
    QVERIFY(setup.pool.isUp());
    setup.fake.processes[3]->listen(); // parked, trusted at once, released, up
    QCOMPARE(setup.answers, QStringList{u"OK"_s});
    QVERIFY(setup.fake.processes[2]->isRetired);
    QVERIFY(!setup.fake.processes[1]->isRetired);
    QVERIFY(setup.pool.isUp());
    setup.fake.processes[2]->exit(0);
    QCOMPARE(setup.fake.lastId, 3);
    QCOMPARE(setup.events(), QStringList({u"3 starting"_s, u"3 parked"_s, u"3 starting"_s,
                                          u"3 up"_s, u"2 retiring"_s, u"2 exited"_s}));
}

void TestReplace::oldOneStaysWhereTheNewOneFails()
{
    Setup setup;
    QVERIFY(setup.replace(1));
    emit setup.fake.processes[3]->printed(Stream::Err, {"SyntaxError\n"});
    setup.fake.processes[3]->exit(1);
    QCOMPARE(setup.answers.size(), 1);
    QVERIFY(setup.answers[0].startsWith(u"worker 3 exited with code 1"_s));
    QVERIFY(setup.answers[0].endsWith(u"SyntaxError"_s));
    QVERIFY(setup.pool.isUp());
    QVERIFY(!setup.fake.processes[1]->isRetired);
    QCOMPARE(setup.fake.lastId, 3);
    QCOMPARE(setup.events(), QStringList({u"3 starting"_s, u"3 exited!"_s}));
    QVERIFY(setup.replace(1)); // and can be tried again
    setup.fake.processes[4]->listen();
    QCOMPARE(setup.answers.last(), u"OK"_s);
}

void TestReplace::newOneTakesOverWhereTheOldOneDies()
{
    Setup setup;
    QVERIFY(setup.replace(1));
    setup.fake.processes[1]->exit(9);
    QVERIFY(setup.answers.isEmpty());
    QCOMPARE(setup.fake.lastId, 3); // nobody else is started
    setup.fake.processes[3]->listen();
    QCOMPARE(setup.answers, QStringList{u"OK"_s});
    QVERIFY(setup.pool.isUp());
}

void TestReplace::stopEndsBoth()
{
    Setup setup;
    QVERIFY(setup.replace(1));
    setup.pool.stop();
    QCOMPARE(setup.answers, QStringList{u"the worker is being stopped"_s});
    QVERIFY(setup.fake.processes[1]->isRetired);
    QVERIFY(setup.fake.processes[3]->isRetired);
    setup.fake.processes[1]->exit(0);
    setup.fake.processes[2]->exit(0);
    QVERIFY(!setup.pool.isGone());
    setup.fake.processes[3]->exit(0);
    QVERIFY(setup.pool.isGone());
}

void TestReplace::canBeTakenBack()
{
    Setup setup;
    QVERIFY(setup.replace(1));
    setup.pool.cancelReplacements();
    QVERIFY(setup.answers.isEmpty());
    QVERIFY(setup.fake.processes[3]->isRetired);
    setup.fake.processes[3]->exit(0);
    QVERIFY(!setup.fake.processes[1]->isRetired);
    QVERIFY(setup.pool.isUp());
}

// Whoever asked first has been told by then that it takes too long.
void TestReplace::canBeAskedForAgain()
{
    Setup setup;
    QVERIFY(setup.replace(1));
    QVERIFY(setup.replace(1));
    QVERIFY(setup.answers.isEmpty());
    QVERIFY(setup.fake.processes[3]->isRetired);
    setup.fake.processes[4]->listen();
    QCOMPARE(setup.answers, QStringList{u"OK"_s});
    setup.fake.processes[3]->exit(0);
    QVERIFY(setup.pool.isUp());
    QCOMPARE(setup.fake.lastId, 4);
}

void TestReplace::failedWorkerIsTriedAtOnce()
{
    Setup setup;
    setup.fake.crew.restartDelayMax = std::chrono::hours{1};
    setup.fake.processes[1]->exit(1); // has served: at once
    setup.fake.processes[3]->exit(1); // the first failure: at once
    QVERIFY(setup.fake.processes.contains(4));
    setup.fake.processes[4]->exit(1); // in about 100 ms
    QVERIFY(!setup.fake.processes.contains(5));
    QVERIFY(setup.replace(4));
    QVERIFY(setup.fake.processes.contains(5));
    QVERIFY(!setup.fake.processes[5]->isParked);
    setup.fake.processes[5]->listen();
    QCOMPARE(setup.answers, QStringList{u"OK"_s});
    QVERIFY(setup.pool.isUp());
}

void TestReplace::unknownWorker()
{
    Setup setup;
    QVERIFY(!setup.replace(7));
    setup.pool.scale(1);
    QVERIFY(!setup.replace(2)); // is on its way out
    QVERIFY(setup.answers.isEmpty());
}

void TestReplace::eventsOfACrash()
{
    Setup setup;
    setup.fake.processes[1]->exit(1);
    setup.fake.processes[3]->exit(1);
    setup.fake.processes[4]->exit(1);
    QCOMPARE(setup.events(), QStringList({u"1 exited!"_s, u"3 starting"_s, u"3 exited!"_s,
                                          u"4 starting"_s, u"4 failed!"_s}));
    setup.pool.stop();
    QVERIFY(setup.events().contains(u"4 exited"_s));
}

QTEST_GUILESS_MAIN(TestReplace)
#include "tst_replace.moc"
