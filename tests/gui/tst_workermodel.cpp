// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/colors.h"
#include "gui/snapshotmodel.h"
#include "gui/workertree.h"
#include "tests/gui/snapshots.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

// Never dereferenced: the model knows clients by their address alone. Alive as a QObject, since
// QPointer asks that much of it.
class TestWorkerModel : public QObject
{
    Q_OBJECT

    ControlClient m_first{Endpoint{}};
    ControlClient m_second{Endpoint{}};

    struct Model
    {
        SnapshotModel model;
        QAbstractItemModelTester tester{&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};
        QSignalSpy resets{&model, &QAbstractItemModel::modelReset};
        QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
        QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
        QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
        qint64 now = 1'000'000;

        void apply(ControlClient *client, const Snapshot &snapshot, qint64 afterMs = 1000)
        {
            now += afterMs;
            model.applySnapshot(client, snapshot, now);
        }
        QModelIndex at(const Target &target, int column) const
        {
            return model.index(target).siblingAtColumn(column);
        }
        QString text(const Target &target, int column) const
        {
            return at(target, column).data().toString();
        }
        QList<int> workersOf(const Target &app) const
        {
            QList<int> ids;
            const QModelIndex parent = model.index(app);
            for (int row = 0; row < model.rowCount(parent); ++row)
                ids << model.target(model.index(row, 0, parent)).worker;
            return ids;
        }
    };

    Target app(const QString &name = u"app.js"_s) { return {&m_first, name, 0}; }
    Target one(int worker, const QString &name = u"app.js"_s) { return {&m_first, name, worker}; }
    Target daemon() { return {&m_first, {}, 0}; }

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsDaemonAppsAndWorkers()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        QCOMPARE(m.text(daemon(), SnapshotModel::Name), u"here"_s);
        QCOMPARE(m.text(daemon(), SnapshotModel::Cpu), QString());
        m.apply(&m_first, snapshot({1, 2}));
        QCOMPARE(m.text(daemon(), SnapshotModel::Cpu), u"2.5%"_s);
        QCOMPARE(m.text(daemon(), SnapshotModel::Mem), u"90.0 MB"_s);
        QCOMPARE(m.text(daemon(), SnapshotModel::State), u"connected"_s);
        QCOMPARE(m.text(app(), SnapshotModel::Cpu), u"2.0%"_s);
        QCOMPARE(m.text(app(), SnapshotModel::Pid), QString());
        QCOMPARE(m.text(one(2), SnapshotModel::Name), u"Worker 2"_s);
        QCOMPARE(m.text(one(2), SnapshotModel::Pid), u"1002"_s);
        QCOMPARE(m.text(one(2), SnapshotModel::Uptime), u"10 s"_s);
        QCOMPARE(m.text(one(2), SnapshotModel::Connections), QString());
        QCOMPARE(m.model.target(m.at(one(2), SnapshotModel::Mem)), one(2));
        m.apply(&m_first, snapshot({1, 1234}));
        QCOMPARE(m.text(one(1234), SnapshotModel::Name), u"Worker 1234"_s);
        QVERIFY(!m.model.index(one(3)).isValid());
        QVERIFY(!m.model.index(app(u"other"_s)).isValid());
    }

    void tellsSparesFromTheOthers()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        Snapshot next = snapshot({1, 2});
        next.workers[1].state = WorkerState::Parked;
        m.apply(&m_first, next);
        const auto tone
            = [&] { return m.at(one(2), SnapshotModel::State).data(SnapshotModel::ToneRole); };
        QCOMPARE(tone(), QVariant(static_cast<int>(Tone::Busy))); // a reload is under way
        next.workers[1].isSpare = true;
        m.apply(&m_first, next);
        QCOMPARE(m.text(one(2), SnapshotModel::Name), u"Worker 2 (spare)"_s);
        QCOMPARE(m.text(one(2), SnapshotModel::State), u"ready, waits"_s);
        QCOMPARE(tone(), QVariant(static_cast<int>(Tone::Good)));
        next.workers[1].isSpare = false; // it has taken over
        next.workers[1].state = WorkerState::Up;
        m.apply(&m_first, next);
        QCOMPARE(m.text(one(2), SnapshotModel::Name), u"Worker 2"_s);
    }

    void mergesById()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        m.apply(&m_first, snapshot({1, 2, 3}));
        const QPersistentModelIndex kept = m.model.index(one(3));
        m.inserted.clear();
        m.apply(&m_first, snapshot({3, 4, 5, 6}));
        QCOMPARE(m.workersOf(app()), (QList{3, 4, 5, 6}));
        QCOMPARE(m.removed.count(), 1); // 1 and 2 in one go
        QCOMPARE(m.inserted.count(), 1);
        QVERIFY(kept.isValid());
        QCOMPARE(m.model.target(kept), one(3));
        QCOMPARE(kept.row(), 0);
        QCOMPARE(m.resets.count(), 0);
    }

    void changesOneRangeForAnApp()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        m.apply(&m_first, snapshot({1, 2, 3, 4}));
        m.changed.clear();
        m.apply(&m_first, snapshot({1, 2, 3, 4}));
        QCOMPARE(m.changed.count(), 0); // nothing is another one
        Snapshot next = snapshot({1, 2, 3, 4});
        next.workers[1].cpu = 7;
        next.workers[2].cpu = 8;
        m.apply(&m_first, next);
        QCOMPARE(m.changed.count(), 3); // the daemon, the app, its workers
        QCOMPARE(m.text(one(3), SnapshotModel::Cpu), u"8.0%"_s);
        QCOMPARE(m.inserted.count() + m.removed.count(), 3);
    }

    void appsComeGoAndMove()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        Snapshot both = snapshot({1});
        const Snapshot web = snapshot({2}, u"web"_s);
        both.apps += web.apps;
        both.workers += web.workers;
        m.apply(&m_first, both);
        QCOMPARE(m.model.index(app(u"web"_s)).row(), 1);
        const QPersistentModelIndex worker = m.model.index(one(2, u"web"_s));
        std::swap(both.apps[0], both.apps[1]);
        m.apply(&m_first, both);
        QCOMPARE(m.model.index(app(u"web"_s)).row(), 0);
        QVERIFY(worker.isValid());
        both.apps.removeLast(); // its worker still retires
        both.workers[0].state = WorkerState::Retiring;
        m.apply(&m_first, both);
        QCOMPARE(m.text(app(), SnapshotModel::State), u"stopping"_s);
        m.apply(&m_first, web);
        QVERIFY(!m.model.index(app()).isValid());
        QVERIFY(worker.isValid());
        QCOMPARE(m.resets.count(), 0);
    }

    void aWrongSnapshotDoesNoHarm()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        Snapshot wrong = snapshot({2, 2, 0, -1, 1, 2});
        wrong.apps += wrong.apps;
        wrong.apps.append(AppSnapshot{});
        wrong.workers.append(WorkerSnapshot{});
        m.apply(&m_first, wrong);
        QCOMPARE(m.workersOf(app()), (QList{1, 2}));
        QCOMPARE(m.model.rowCount(m.model.index(daemon())), 1);
        m.apply(&m_first, {});
        QCOMPARE(m.model.rowCount(m.model.index(daemon())), 0);
    }

    void keepsAHistory()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        const auto history = [&](const Target &target) {
            return m.at(target, SnapshotModel::Cpu)
                .data(SnapshotModel::HistoryRole)
                .value<QList<double>>();
        };
        Snapshot next = snapshot({1});
        for (int i = 0; i < 100; ++i) {
            next.workers[0].cpu = i;
            m.apply(&m_first, next);
        }
        QCOMPARE(history(one(1)).size(), Row::kHistoryLength);
        QCOMPARE(history(one(1)).last(), 99.0);
        QCOMPARE(history(one(1)).first(), 40.0);
        next.workers[0].cpu = 5;
        m.apply(&m_first, next, 100); // a change of a state, not a second later
        QCOMPARE(history(one(1)).last(), 5.0);
        QCOMPARE(history(one(1)).first(), 40.0);
        QCOMPARE(history(app()).size(), Row::kHistoryLength);
        next.master.pid = 2; // another daemon
        m.apply(&m_first, next);
        QCOMPARE(history(daemon()).size(), 1);
    }

    void aLostDaemonIsStale()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        m.model.addDaemon(&m_second, u"there"_s);
        m.apply(&m_first, snapshot({1}));
        QVERIFY(!m.model.index(one(1)).data(SnapshotModel::IsStaleRole).toBool());
        m.changed.clear();
        m.model.setDaemonState(&m_first, ControlClient::State::Lost, u"<refused>"_s);
        QVERIFY(m.model.index(one(1)).data(SnapshotModel::IsStaleRole).toBool());
        QCOMPARE(m.text(daemon(), SnapshotModel::State), u"connection lost"_s);
        QVERIFY(
            m.model.index(daemon()).data(Qt::ToolTipRole).toString().contains(u"&lt;refused&gt;"));
        QCOMPARE(m.at(daemon(), SnapshotModel::State).data(SnapshotModel::ToneRole).toInt(),
                 static_cast<int>(Tone::Bad));
        QVERIFY(m.changed.count() >= 3);
        m.apply(&m_first, snapshot({1}));
        QVERIFY(!m.model.index(one(1)).data(SnapshotModel::IsStaleRole).toBool());
        m.model.removeDaemon(&m_first);
        QCOMPARE(m.model.rowCount(), 1);
        QCOMPARE(m.model.target(m.model.index(0, 0)).daemon, &m_second);
        m.apply(&m_first, snapshot({1})); // of one that is gone
        QCOMPARE(m.model.rowCount(), 1);
    }

    void aFailedWorkerSaysWhy()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        Snapshot failed = snapshot({1});
        failed.workers[0].pid = 0;
        failed.workers[0].state = WorkerState::Failed;
        failed.workers[0].failure = Failure{u"exited with code 1 after 0.2 s"_s,
                                            1,
                                            {},
                                            400,
                                            {u"a"_s, u"if (\x1b[1mx\x1b[0m < y)"_s}};
        failed.apps[0].lastReload = ReloadSnapshot{
            QDateTime::currentDateTimeUtc(), u"\x1b[31mno\x1b[0m port"_s, 412, u"file"_s, {}};
        m.apply(&m_first, failed);
        const QString tip = m.at(one(1), SnapshotModel::State).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"exited with code 1"), qPrintable(tip));
        QVERIFY2(tip.contains(u"if (x &lt; y)"), qPrintable(tip));
        const QString ofApp = m.at(app(), SnapshotModel::State).data(Qt::ToolTipRole).toString();
        QVERIFY2(ofApp.contains(u": no port"), qPrintable(ofApp));
        QCOMPARE(m.text(one(1), SnapshotModel::Pid), QString());
        QCOMPARE(m.text(one(1), SnapshotModel::State), u"failed"_s);
    }

    void tellsAJobThatHasEnded()
    {
        Model m;
        m.model.addDaemon(&m_first, u"here"_s);
        Snapshot ended = snapshot({});
        ended.apps[0].state = AppState::Exited;
        m.apply(&m_first, ended);
        QCOMPARE(m.text(app(), SnapshotModel::State), u"done"_s);
    }

    void theTreeKeepsWhatIsCurrent()
    {
        auto *model = new SnapshotModel;
        WorkerTree tree(model);
        QSignalSpy current(&tree, qOverload<const Target &>(&WorkerTree::currentChanged));
        model->addDaemon(&m_first, u"here"_s);
        model->applySnapshot(&m_first, snapshot({1, 2, 3}), 1000);
        tree.select(one(2));
        QCOMPARE(tree.current(), one(2));
        tree.sortByColumn(SnapshotModel::Cpu, Qt::DescendingOrder);
        current.clear();
        Snapshot next = snapshot({1, 2, 3});
        next.workers[1].cpu = 50; // goes to the top
        model->applySnapshot(&m_first, next, 2000);
        QCOMPARE(tree.current(), one(2));
        QCOMPARE(tree.currentIndex().row(), 0);
        QCOMPARE(current.count(), 0);
        QVERIFY(tree.isExpanded(tree.currentIndex().parent()));

        model->applySnapshot(&m_first, snapshot({3, 4}), 3000); // it was replaced
        QCOMPARE(tree.current(), app());
        QCOMPARE(current.count(), 1);
        tree.collapse(tree.currentIndex());
        model->applySnapshot(&m_first, snapshot({3, 4, 5}), 4000);
        QVERIFY(!tree.isExpanded(tree.currentIndex()));
        tree.select(one(5));
        model->applySnapshot(&m_first, snapshot({6}, u"web"_s), 5000); // with its app
        QCOMPARE(tree.current(), daemon());
    }

    void daemonsKeepTheirOrder()
    {
        auto *model = new SnapshotModel;
        WorkerTree tree(model);
        model->addDaemon(&m_first, u"b"_s);
        model->addDaemon(&m_second, u"a"_s);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            tree.sortByColumn(SnapshotModel::Name, order);
            QCOMPARE(tree.model()->index(0, 0).data().toString(), u"b"_s);
        }
    }

    void refreshOf200Workers_data()
    {
        QTest::addColumn<bool>("isShown");
        QTest::newRow("model") << false;
        QTest::newRow("tree") << true;
    }

    void refreshOf200Workers()
    {
        QFETCH(bool, isShown);
        auto *model = new SnapshotModel;
        QSignalSpy resets(model, &QAbstractItemModel::modelReset);
        WorkerTree tree(model);
        tree.resize(900, 600);
        if (isShown)
            tree.show();
        model->addDaemon(&m_first, u"here"_s);
        QList<int> ids;
        for (int id = 1; id <= 200; ++id)
            ids << id;
        Snapshot next = snapshot(ids);
        tree.sortByColumn(SnapshotModel::Cpu, Qt::DescendingOrder);
        qint64 now = 0;
        QBENCHMARK
        {
            now += 1000;
            for (WorkerSnapshot &worker : next.workers) {
                worker.cpu = static_cast<double>((worker.id * 7919 + now) % 1000) / 10;
                ++worker.uptime;
            }
            model->applySnapshot(&m_first, next, now);
        }
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model->rowCount(model->index(app())), 200);
    }
};

QTEST_MAIN(TestWorkerModel)
#include "tst_workermodel.moc"
