// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/daemons.h"
#include "gui/eventlist.h"
#include "tests/support/waitfor.h"

#include <QAbstractItemModelTester>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace qilin;
using namespace Qt::StringLiterals;

// The client is never connected: its signals stand for a daemon's events.
class TestEventList : public QObject
{
    Q_OBJECT

    static Endpoint endpoint(const QString &title)
    {
        Endpoint endpoint;
        endpoint.socket = u"/nonexistent/"_s + title;
        endpoint.title = title;
        return endpoint;
    }
    static ReloadSnapshot reload(int second, const QString &result = u"OK"_s)
    {
        ReloadSnapshot reload;
        reload.at = QDateTime::fromSecsSinceEpoch(1'700'000'000 + second);
        reload.result = result;
        reload.tookMs = 412;
        reload.reason = u"file"_s;
        reload.files = QStringList{u"/srv/app.js"_s, u"/srv/lib/x.js"_s};
        return reload;
    }
    static WorkerEvent crash(int worker)
    {
        WorkerEvent event;
        event.timeMs = 1'700'000'000'000 + worker;
        event.app = u"app.js"_s;
        event.worker = worker;
        event.state = WorkerState::Failed;
        event.failure = Failure{u"exited with code 1 after 0.2 s"_s,
                                1,
                                {},
                                400,
                                {u"\x1b[31mError\x1b[0m: no database"_s}};
        return event;
    }

    struct List
    {
        Daemons daemons;
        ControlClient *client = daemons.add(endpoint(u"shop"_s));
        EventList list{daemons};
        QAbstractItemModelTester tester{&list.model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};

        [[nodiscard]] QString what(int row)
        {
            return list.model().index(row, EventModel::What).data().toString();
        }
    };

private slots:
    void tellsReloads();
    void tellsAReloadOnce();
    void tellsWhatWasScheduled();
    void showsForeignTextAsText();
    void tellsCrashes();
    void tellsWhatStaysDown();
    void isSortedAndBounded();
    void tellsResults();
    void opensTheLog();
    void forgetsDetachedDaemons();
};

void TestEventList::tellsReloads()
{
    List one;
    emit one.client->reloadEvent({u"app.js"_s, false, 2, reload(0)});
    QCOMPARE(one.list.model().rowCount(), 0);
    emit one.client->reloadEvent({u"app.js"_s, true, 2, reload(1)});
    QCOMPARE(one.list.model().rowCount(), 1);
    QVERIFY(one.what(0).contains(u"412 ms"_s));
    QVERIFY(one.list.model().event(0).details.contains(u"/srv/lib/x.js"_s));
    emit one.client->reloadEvent(
        {u"app.js"_s, true, 2, reload(2, u"worker 4 exited with code 1\nError: no"_s)});
    QCOMPARE(one.list.model().rowCount(), 2);
    QVERIFY(one.what(0).contains(u"worker 4 exited with code 1"_s));
    QVERIFY(!one.what(0).contains(u'\n'));
    QVERIFY(one.list.model().event(0).details.contains(u"Error: no"_s));
    QCOMPARE(one.list.model().event(0).kind, EventModel::Kind::RolledBack);
}

void TestEventList::tellsAReloadOnce()
{
    List one;
    Snapshot snapshot;
    AppSnapshot app;
    app.name = u"app.js"_s;
    app.lastReload = reload(1);
    snapshot.apps.append(app);
    emit one.client->snapshotChanged(snapshot);
    emit one.client->reloadEvent({u"app.js"_s, true, 2, reload(1)});
    emit one.client->snapshotChanged(snapshot);
    QCOMPARE(one.list.model().rowCount(), 1);
}

void TestEventList::tellsWhatWasScheduled()
{
    List one;
    ReloadSnapshot scheduled = reload(1);
    scheduled.reason = u"schedule"_s;
    scheduled.files.clear();
    emit one.client->reloadEvent({u"app.js"_s, true, 2, scheduled});
    QVERIFY2(one.what(0).endsWith(u"(scheduled)"_s), qPrintable(one.what(0)));
}

// Colours and markup are those of a stranger.
void TestEventList::showsForeignTextAsText()
{
    List one;
    const QString printed = u"\x1b[31m<b>Error</b>\x1b[0m"_s;
    emit one.client->reloadEvent({u"app.js"_s, true, 2, reload(1, printed + u'\n' + printed)});
    QVERIFY2(one.what(0).endsWith(u": <b>Error</b>"_s), qPrintable(one.what(0)));
    QVERIFY(one.list.model().event(0).details.startsWith(u"<b>Error</b>\n<b>Error</b>\n"_s));
    QVERIFY(one.list.model().event(0).details.contains(u"What serves now keeps serving."_s));
    const QString tip
        = one.list.model().index(0, EventModel::What).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;b&gt;Error"_s), qPrintable(tip));
    one.list.model().addResult({one.client, u"app.js"_s, 0}, u"start of app.js"_s,
                               printed + u'\n' + printed);
    QVERIFY2(one.what(0).endsWith(u": <b>Error</b>"_s), qPrintable(one.what(0)));
    QCOMPARE(one.list.model().event(0).details, u"<b>Error</b>\n<b>Error</b>"_s);
}

void TestEventList::tellsCrashes()
{
    List one;
    emit one.client->workerEvent(crash(3));
    QCOMPARE(one.list.model().rowCount(), 1);
    QVERIFY(one.what(0).contains(u"3 exited with code 1"_s));
    QCOMPARE(one.list.model().index(0, EventModel::Where).data().toString(), u"app.js"_s);
    WorkerEvent calm = crash(4);
    calm.failure.reset();
    emit one.client->workerEvent(calm);
    QCOMPARE(one.list.model().rowCount(), 1);

    one.list.view()->setCurrentIndex(one.list.model().index(0, 0));
    QVERIFY(one.list.details()->toPlainText().contains(u"    Error: no database"_s));
    QVERIFY(one.list.details()->toPlainText().contains(u"Next try after: 400 ms"_s));
    emit one.client->workerEvent(crash(5)); // does not take the selection away
    QCOMPARE(one.list.view()->currentIndex().row(), 1);
}

void TestEventList::tellsWhatStaysDown()
{
    List one;
    WorkerEvent last = crash(3);
    last.failure->nextTryMs = -1;
    emit one.client->workerEvent(last);
    one.list.view()->setCurrentIndex(one.list.model().index(0, 0));
    QVERIFY(one.list.details()->toPlainText().contains(u"Not started again"_s));
}

void TestEventList::isSortedAndBounded()
{
    List one;
    for (int worker = 1; worker <= EventModel::kMaxEvents + 20; ++worker)
        emit one.client->workerEvent(crash(worker));
    QCOMPARE(one.list.model().rowCount(), EventModel::kMaxEvents);
    QVERIFY(one.what(0).contains(u"520 "_s));
    emit one.client->workerEvent(crash(1)); // too old to be kept
    QCOMPARE(one.list.model().rowCount(), EventModel::kMaxEvents);
    emit one.client->workerEvent(crash(500));
    QVERIFY(one.what(0).contains(u"520 "_s));
}

void TestEventList::tellsResults()
{
    List one;
    one.list.model().addResult({one.client, u"app.js"_s, 0}, u"stop of app.js"_s, {});
    QCOMPARE(one.list.model().event(0).kind, EventModel::Kind::Done);
    QVERIFY(one.what(0).startsWith(u"Stop of app.js"_s));
    one.list.model().addResult({one.client, u"app.js"_s, 0}, u"stop of app.js"_s, u"no\nmore"_s);
    QCOMPARE(one.list.model().event(0).kind, EventModel::Kind::Refused);
    QVERIFY(one.what(0).endsWith(u"no"_s));
}

void TestEventList::opensTheLog()
{
    List one;
    emit one.client->workerEvent(crash(3));
    QSignalSpy logs(&one.list, &EventList::logRequested);
    one.list.resize(800, 400);
    one.list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&one.list, qilin::test::kPatienceMs));
    const QRect row = one.list.view()->visualRect(one.list.model().index(0, EventModel::What));
    QTest::mouseClick(one.list.view()->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(one.list.view()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(logs.size(), 1);
    QCOMPARE(logs.first().first().value<Target>().worker, 3);
}

void TestEventList::forgetsDetachedDaemons()
{
    List one;
    emit one.client->workerEvent(crash(3));
    one.daemons.remove(one.client);
    TRY_VERIFY(one.list.model().event(0).target.daemon.isNull());
    QCOMPARE(one.list.model().index(0, EventModel::Where).data().toString(), u"app.js"_s);
}

QTEST_MAIN(TestEventList)
#include "tst_eventlist.moc"
