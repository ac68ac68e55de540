// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/traystate.h"
#include "tests/gui/snapshots.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

DaemonView connected(const Snapshot &of, const QString &title = u"shop"_s)
{
    return {title, ControlClient::State::Connected, {}, of};
}

DaemonView away(ControlClient::State state)
{
    return {u"far"_s, state, u"refused"_s, snapshot({1})};
}

ReloadSnapshot reloadWith(const QString &result)
{
    ReloadSnapshot reload;
    reload.result = result;
    return reload;
}

WorkerSnapshot ofGeneration(int id, int generation, WorkerState state)
{
    WorkerSnapshot one = worker(id, u"app.js"_s);
    one.generation = generation;
    one.state = state;
    return one;
}

} // namespace

class tst_TrayState : public QObject
{
    Q_OBJECT

private slots:
    void noDaemon();
    void connections();
    void upAndStopped();
    void doneAndGivenUp();
    void degraded();
    void reloading();
    void starting();
    void progressCountsTheNewGeneration();
    void sparesCountApart();
    void toolTip();
    void toolTipOfManyEnds();
};

void tst_TrayState::noDaemon()
{
    QCOMPARE(summarize({}).state, TrayState::Disconnected);
    QVERIFY(!trayToolTip({}).isEmpty());
}

void tst_TrayState::connections()
{
    using State = ControlClient::State;
    for (const State state : {State::Closed, State::Connecting, State::Unauthorized, State::Lost})
        QCOMPARE(summarize({away(state)}).state, TrayState::Disconnected);
    // Beside one that answers: what was there and is lost needs a look, what is just tried does
    // not.
    QCOMPARE(summarize({connected(snapshot({1})), away(State::Lost)}).state, TrayState::Degraded);
    QCOMPARE(summarize({connected(snapshot({1})), away(State::Unauthorized)}).state,
             TrayState::Degraded);
    QCOMPARE(summarize({connected(snapshot({1})), away(State::Connecting)}).state, TrayState::Up);
}

void tst_TrayState::upAndStopped()
{
    QCOMPARE(summarize({connected(snapshot({1, 2}))}).state, TrayState::Up);
    Snapshot some = snapshot({1});
    some.apps.append(some.apps.first());
    some.apps.last().name = u"off"_s;
    some.apps.last().state = AppState::Stopped;
    QCOMPARE(summarize({connected(some)}).state, TrayState::Up);
    some.apps.first().state = AppState::Stopping;
    QCOMPARE(summarize({connected(some)}).state, TrayState::Stopped);
    // What failed before it was stopped is no trouble any more.
    some.apps.last().lastReload = reloadWith(u"worker 3 exited"_s);
    QCOMPARE(summarize({connected(some)}).state, TrayState::Stopped);
}

// A job that has ended is no trouble; one that failed and is not started again is, for ever.
void tst_TrayState::doneAndGivenUp()
{
    Snapshot one = snapshot({1}, u"web"_s);
    one.apps.append(snapshot({}, u"job"_s).apps.first());
    one.apps.last().state = AppState::Exited;
    QCOMPARE(summarize({connected(one)}).state, TrayState::Up);
    QVERIFY2(trayToolTip({connected(one)}).contains("job: done"_L1),
             qPrintable(trayToolTip({connected(one)})));
    one.apps.last().state = AppState::Degraded;
    one.apps.last().workers = 1;
    one.apps.last().failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, -1, {}};
    QCOMPARE(summarize({connected(one)}).state, TrayState::Degraded);
    QVERIFY2(trayToolTip({connected(one)}).contains("a worker fails"_L1),
             qPrintable(trayToolTip({connected(one)})));
}

void tst_TrayState::degraded()
{
    Snapshot one = snapshot({1, 2});
    one.workers.last().state = WorkerState::Failed;
    QCOMPARE(summarize({connected(one)}).state, TrayState::Degraded);
    QVERIFY(trayToolTip({connected(one)}).contains("a worker fails"_L1));

    one = snapshot({1});
    one.apps.first().state = AppState::Degraded;
    QCOMPARE(summarize({connected(one)}).state, TrayState::Degraded);

    one = snapshot({1});
    one.apps.first().failure = Failure{};
    QCOMPARE(summarize({connected(one)}).state, TrayState::Degraded);

    one = snapshot({1});
    one.apps.first().lastReload = reloadWith(u"worker 3 exited with code 1"_s);
    QCOMPARE(summarize({connected(one)}).state, TrayState::Degraded);
    QVERIFY(trayToolTip({connected(one)}).contains("the last reload failed"_L1));
    one.apps.first().lastReload = reloadWith(u"OK"_s);
    QCOMPARE(summarize({connected(one)}).state, TrayState::Up);
}

void tst_TrayState::reloading()
{
    Snapshot one = snapshot({1, 2});
    one.apps.first().state = AppState::Reloading;
    QCOMPARE(summarize({connected(one)}), (TraySummary{TrayState::Reloading, 0, 2}));
    one.workers.append(ofGeneration(3, 2, WorkerState::Parked));
    one.workers.append(ofGeneration(4, 2, WorkerState::Starting));
    QCOMPARE(summarize({connected(one)}), (TraySummary{TrayState::Reloading, 1, 2}));
    // Two at the same time are one ring; what is in motion comes before what fails.
    Snapshot failing = snapshot({1});
    failing.apps.first().state = AppState::Degraded;
    QCOMPARE(summarize({connected(one), connected(one), connected(failing)}),
             (TraySummary{TrayState::Reloading, 2, 4}));
    QVERIFY(trayToolTip({connected(one)}).contains("1 of 2"_L1));
}

void tst_TrayState::starting()
{
    Snapshot one = snapshot({1, 2});
    one.apps.first().state = AppState::Starting;
    one.workers.last().state = WorkerState::Starting;
    QCOMPARE(summarize({connected(one)}), (TraySummary{TrayState::Reloading, 1, 2}));
}

void tst_TrayState::progressCountsTheNewGeneration()
{
    Snapshot one = snapshot({});
    AppSnapshot &app = one.apps.first();
    app.state = AppState::Reloading;
    app.workers = 2;
    app.generation = 2; // they have taken over
    one.workers
        = {ofGeneration(1, 1, WorkerState::Retiring), ofGeneration(2, 1, WorkerState::Retiring),
           ofGeneration(3, 2, WorkerState::Up), ofGeneration(4, 2, WorkerState::Up)};
    QCOMPARE(progressOf(one, app).done, 2);
    // More than are wanted.
    one.workers.append(ofGeneration(5, 2, WorkerState::Parked));
    QCOMPARE(progressOf(one, app).done, 2);
    QCOMPARE(progressOf(one, app).of, 2);
    one.workers[3].app = u"other"_s;
    one.workers.removeLast();
    QCOMPARE(progressOf(one, app).done, 1);
}

void tst_TrayState::sparesCountApart()
{
    Snapshot one = snapshot({1, 2});
    WorkerSnapshot spare = ofGeneration(3, 2, WorkerState::Parked);
    spare.isSpare = true;
    one.workers.append(spare);
    AppSnapshot &app = one.apps.first();
    app.spares = 2;
    app.parked = 1;
    QCOMPARE(summarize({connected(one)}).state, TrayState::Up);
    const QString text = trayToolTip({connected(one)});
    QVERIFY2(text.contains("workers: 2"_L1), qPrintable(text));
    QVERIFY2(text.contains("2 of 2 workers up"_L1), qPrintable(text));
    QVERIFY2(text.contains("1 of 2 spare workers ready"_L1), qPrintable(text));
    app.state = AppState::Reloading;
    QCOMPARE(progressOf(one, app).done, 0); // a new spare is none of the two
}

void tst_TrayState::toolTip()
{
    const QStringList one = trayToolTip({connected(snapshot({1, 2}))}).split(u'\n');
    QCOMPARE(one.size(), 2);
    QVERIFY(one.at(0).contains("Applications: 1"_L1));
    QVERIFY(one.at(0).contains("workers: 2"_L1));
    QVERIFY2(one.at(0).contains("90.0"_L1), qPrintable(one.at(0))); // the daemon's 10 with 2 x 40
    QVERIFY2(one.at(1).startsWith("app.js: 2 of 2"_L1), qPrintable(one.at(1)));

    const QString two = trayToolTip({connected(snapshot({1})), away(ControlClient::State::Lost)});
    QVERIFY(two.contains("shop: "_L1));
    QVERIFY(two.contains("far: "_L1));
}

void tst_TrayState::toolTipOfManyEnds()
{
    Snapshot many = snapshot({1});
    for (int i = 0; i < 50; ++i) {
        many.apps.append(many.apps.first());
        many.apps.last().name = u"app-%1 of %2"_s.arg(i).arg(u"%3 100%"_s);
    }
    const QStringList lines = trayToolTip({connected(many)}).split(u'\n');
    QCOMPARE(lines.size(), 10);
    QVERIFY2(lines.last().contains("43"_L1), qPrintable(lines.last()));
    QVERIFY2(lines.at(2).startsWith("app-0 of %3 100%: 0 of 1"_L1), qPrintable(lines.at(2)));
}

QTEST_GUILESS_MAIN(tst_TrayState)
#include "tst_traystate.moc"
