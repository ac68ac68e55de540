// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/event.h"
#include "core/base/history.h"
#include "core/base/snapshot.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

const Failure kFailure{u"exited with code 1 after 0.2 s"_s, 1, {}, 400, {u"a"_s, u"b"_s}};

const Failure kGivenUp{u"exited with code 1 after 0.2 s"_s, 1, {}, -1, {}};

ReloadSnapshot reloadOf(const QString &result)
{
    return {QDateTime::fromMSecsSinceEpoch(1767225600123).toUTC(),
            result,
            412,
            u"file"_s,
            {u"app.js"_s}};
}

Snapshot full()
{
    Snapshot snapshot;
    snapshot.master = {7108, 0.25, 14.5, 90061, u"1.2.3"_s, {4711, 4712}, 7, u"cgroup"_s};
    WorkerSnapshot worker{1, 8276, 4.25, 44.5, u"app.js"_s,  WorkerState::Up,
                          3, 202,  2,    12,   u"serving"_s, {}};
    snapshot.workers.append(worker);
    worker.id = 2;
    worker.state = WorkerState::Failed;
    worker.connections.reset();
    worker.failure = kFailure;
    worker.isSpare = true;
    snapshot.workers.append(worker);
    snapshot.apps.append({u"app.js"_s,
                          AppState::Degraded,
                          2,
                          3,
                          214,
                          {u"127.0.0.1:80"_s},
                          u"inotify"_s,
                          reloadOf(u"OK"_s),
                          kFailure,
                          2,
                          1,
                          {}});
    snapshot.apps.last().logFile = {u"/var/log/app.log"_s, 5, u"No space left on device"_s};
    snapshot.apps.append({u"b"_s, AppState::Stopped, 0, 1, 0, {}, {}, {}, {}, 0, 0, {}});
    snapshot.apps.append(
        {u"c"_s, AppState::Starting, 1, 0, 0, {}, {}, {}, kGivenUp, 0, 0, {u"a"_s, u"b"_s}});
    return snapshot;
}

} // namespace

class JsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void snapshotComesBack();
    void noSnapshot_data();
    void noSnapshot();
    void unknownNamesAndMissingFields();
    void eventsComeBack();
    void historyComesBack();
};

void JsonTest::snapshotComesBack()
{
    const QJsonObject json = toJson(full());
    const std::optional<Snapshot> back = snapshotFromJson(json);
    QVERIFY(back);
    QCOMPARE(back->workers.size(), 2);
    QCOMPARE(back->workers[1].failure->output, kFailure.output);
    QVERIFY(!back->workers[0].isSpare && back->workers[1].isSpare);
    QCOMPARE(back->apps[0].spares, 2);
    QCOMPARE(back->apps[0].parked, 1);
    QCOMPARE(back->apps[0].lastReload->at, reloadOf({}).at);
    QCOMPARE(back->master.uptime, 90061);
    QCOMPARE(back->apps[2].failure->nextTryMs, -1);
    QVERIFY(json[u"apps"_s][2][u"failure"_s][u"next_try_ms"_s].isNull());
    QCOMPARE(back->apps[2].waitingFor, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(back->master.dropped, 7);
    QCOMPARE(back->master.trees, u"cgroup"_s);
    QCOMPARE(back->apps[0].logFile->dropped, 5);
    QVERIFY(!back->apps[1].logFile);
    QCOMPARE(toJson(*back), json); // nothing is lost on the way
}

void JsonTest::noSnapshot_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::newRow("empty") << QJsonObject();
    QJsonObject json = toJson(full());
    json.remove(u"apps"_s);
    QTest::newRow("no apps") << json;
    json = toJson(full());
    json[u"workers"_s] = 3;
    QTest::newRow("workers a number") << json;
}

void JsonTest::noSnapshot()
{
    QFETCH(QJsonObject, json);
    QVERIFY(!snapshotFromJson(json));
}

void JsonTest::unknownNamesAndMissingFields()
{
    const std::optional<Snapshot> snapshot = snapshotFromJson(
        {{u"master"_s, QJsonObject()},
         {u"workers"_s, QJsonArray{QJsonObject{{u"id"_s, 5}, {u"state"_s, u"from the future"_s}}}},
         {u"apps"_s, QJsonArray{u"no object"_s}}});
    QVERIFY(snapshot);
    QCOMPARE(snapshot->workers[0].id, 5);
    QCOMPARE(snapshot->workers[0].state, WorkerState::Starting);
    QVERIFY(snapshot->apps[0].name.isEmpty());
}

void JsonTest::eventsComeBack()
{
    const LogLine line{1767225600123, u"a"_s, 4, Stream::Err, "p\xc3\xa4ng\xff"};
    const LogLine lineBack = logLineFromJson(toJson(line));
    QCOMPARE(lineBack.timeMs, line.timeMs);
    QCOMPARE(lineBack.stream, Stream::Err);
    QCOMPARE(lineBack.text, QByteArray("p\xc3\xa4ng\xef\xbf\xbd"));
    const WorkerEvent worker{1, u"a"_s, 4, 99, 2, WorkerState::Exited, kFailure};
    QCOMPARE(toJson(workerEventFromJson(toJson(worker))), toJson(worker));
    const ReloadEvent begun{u"a"_s, false, 3, reloadOf({})};
    QVERIFY(!toJson(begun).contains(u"result"_s));
    QCOMPARE(toJson(reloadEventFromJson(toJson(begun))), toJson(begun));
    const ReloadEvent ended{u"a"_s, true, 2, reloadOf(u"worker 7 exited"_s)};
    QCOMPARE(toJson(reloadEventFromJson(toJson(ended))), toJson(ended));
}

void JsonTest::historyComesBack()
{
    const History history{10000, {{1767225600123, 12.34, 56.78}, {1767225610123, 0, 57}}};
    const History back = historyFromJson(toJson(history));
    QCOMPARE(back.intervalMs, 10000);
    QCOMPARE(back.samples.size(), 2);
    QCOMPARE(back.samples[0].mem, 56.78);
    QCOMPARE(historyFromJson({{u"samples"_s, QJsonArray{QJsonArray{1}, u"x"_s}}}).samples.size(),
             0);
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
