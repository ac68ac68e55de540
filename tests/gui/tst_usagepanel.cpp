// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/event.h"
#include "gui/daemons.h"
#include "gui/historygraph.h"
#include "gui/usagepanel.h"
#include "tests/gui/snapshots.h"
#include "tests/support/waitfor.h"
#include "tests/unit/client/fakedaemon.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QJsonDocument>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

namespace {

QByteArray eventOf(const QByteArray &type, const QJsonObject &json)
{
    return "event: " + type + "\ndata: " + QJsonDocument(json).toJson(QJsonDocument::Compact)
           + "\n\n";
}

// A daemon with a past of 30 samples, and a panel over it.
class Stage
{
public:
    FakeDaemon fake;
    Snapshot now = snapshot({1, 2});
    qint64 aheadMs = 0; // the daemon's clock
    Daemons daemons;
    UsagePanel panel{daemons};
    ControlClient *client = nullptr;

    bool open()
    {
        fake.answer = [this](FakePeer &peer) { answer(peer); };
        if (!fake.listenTcp())
            return false;
        client = daemons.add(fake.endpoint());
        panel.resize(800, 300);
        return qilin::test::waitFor(
            [this] { return client->state() == ControlClient::State::Connected; });
    }

    Target app() const { return {client, u"app.js"_s, 0}; }
    Target worker(int id) const { return {client, u"app.js"_s, id}; }
    int fetches() const
    {
        int count = 0;
        const QByteArrayList targets = fake.targets();
        for (const QByteArray &target : targets)
            count += target.startsWith("/history");
        return count;
    }
    QByteArray lastFetch() const
    {
        FakePeer *peer = fake.last("/history");
        return peer ? peer->target() : QByteArray();
    }
    void send(const QByteArray &bytes) { fake.last("/events")->send(bytes); }
    void sendSnapshot() { send(eventOf("status", toJson(now))); }
    qsizetype samples() const { return panel.cpuGraph()->samples().size(); }

private:
    void answer(FakePeer &peer)
    {
        if (peer.target().startsWith("/events")) {
            peer.beginEvents();
            peer.send(eventOf("status", toJson(now)));
            return;
        }
        History history;
        const qint64 newest = QDateTime::currentMSecsSinceEpoch() + aheadMs;
        for (int i = 30; i > 0; --i)
            history.samples.append({newest - i * 1000, 3, 33});
        const QJsonObject body{{u"result"_s, toJson(history)}};
        peer.answer(200, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
};

} // namespace

class TestUsagePanel : public QObject
{
    Q_OBJECT

private slots:
    void fetchesThePastAndFollows()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        QVERIFY2(stage.lastFetch().contains("app=app.js"), stage.lastFetch().constData());
        QVERIFY2(stage.lastFetch().contains("seconds=60"), stage.lastFetch().constData());
        QVERIFY(!stage.lastFetch().contains("worker="));
        stage.now.workers[0].cpu = 40;
        stage.sendSnapshot();
        TRY_COMPARE(stage.panel.cpuGraph()->samples().last().cpu, 41.0); // both workers
        QCOMPARE(stage.panel.memGraph()->samples().last().mem, 80.0);
        QCOMPARE(stage.panel.cpuGraph()->samples().first().cpu, 3.0);
        QVERIFY(stage.panel.findChild<QLabel *>()->text().contains(u"app.js"));

        stage.panel.setTarget(stage.worker(2));
        TRY_VERIFY(stage.lastFetch().contains("worker=2"));
        TRY_VERIFY(stage.samples() >= 30);
        stage.panel.setTarget({stage.client, {}, 0});
        TRY_VERIFY(!stage.lastFetch().contains("app="));
    }

    // Also where the name's own direction is the other one.
    void theTitleStandsAtTheEdge()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        auto *title = stage.panel.findChild<QLabel *>();
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            stage.panel.setLayoutDirection(direction);
            stage.panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&stage.panel, qilin::test::kPatienceMs));
            const QImage image = title->grab().toImage();
            QVERIFY(image.width() > 200);
            int left = 0;
            int right = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixel(x, y) != image.pixel(image.width() / 2, 0))
                        ++(x < image.width() / 2 ? left : right);
                }
            }
            const bool isLeft = direction == Qt::LeftToRight;
            QVERIFY((isLeft ? left : right) > 20);
            QCOMPARE(isLeft ? right : left, 0);
        }
    }

    void theButtonsChangeTheSpan()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        QSignalSpy spans(&stage.panel, &UsagePanel::spanChanged);
        const auto buttons = stage.panel.findChildren<QAbstractButton *>();
        QCOMPARE(buttons.size(), 3);
        for (const auto &[button, span] : {std::pair{1, 600}, std::pair{2, 3600}}) {
            buttons[button]->click();
            QCOMPARE(stage.panel.span(), span);
            TRY_VERIFY(stage.lastFetch().contains("seconds=" + QByteArray::number(span)));
            QCOMPARE(stage.panel.cpuGraph()->span(), span);
            TRY_VERIFY(stage.samples() >= 30);
        }
        QVERIFY(buttons[2]->isChecked());
        QVERIFY(!buttons[0]->isChecked());
        QCOMPARE(spans.count(), 2);
        for (const QAbstractButton *button : buttons) {
            QVERIFY(!button->shortcut().isEmpty());
            QVERIFY(!button->accessibleName().isEmpty());
        }
    }

    void doesNothingWhileHidden()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        QSignalSpy snapshots(stage.client, &ControlClient::snapshotChanged);
        stage.sendSnapshot();
        TRY_COMPARE(snapshots.count(), 1);
        QCOMPARE(stage.fetches(), 0);
        QCOMPARE(stage.samples(), 0);
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        stage.panel.hide();
        const qsizetype before = stage.samples();
        stage.now.workers[0].cpu = 99;
        stage.sendSnapshot();
        TRY_COMPARE(snapshots.count(), 2);
        QCOMPARE(stage.samples(), before);
        QCOMPARE(stage.fetches(), 1);
        stage.panel.show();
        TRY_COMPARE(stage.fetches(), 2);
    }

    void aWorkerThatGoesAwayGivesWayToItsApp()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.worker(1));
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        stage.now = snapshot({2, 3});
        stage.sendSnapshot();
        TRY_COMPARE(stage.panel.target(), stage.app());
        TRY_COMPARE(stage.fetches(), 2);
        stage.now = snapshot({4}, u"web"_s);
        stage.sendSnapshot();
        TRY_COMPARE(stage.panel.target(), (Target{stage.client, {}, 0}));
    }

    void saysThatTheDaemonIsGone()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        QVERIFY(stage.panel.cpuGraph()->notice().isEmpty());
        stage.fake.stop();
        TRY_VERIFY(!stage.panel.cpuGraph()->notice().isEmpty());
        QVERIFY(stage.samples() >= 30); // what was known stays
        // The kernel may have lent the port to somebody meanwhile.
        TRY_VERIFY(stage.fake.listenTcp(static_cast<quint16>(stage.fake.endpoint().url.port())));
        TRY_VERIFY(stage.panel.cpuGraph()->notice().isEmpty());
        TRY_VERIFY(stage.fetches() >= 2);
        stage.daemons.remove(stage.client);
        stage.panel.setTarget({});
        QCOMPARE(stage.samples(), 0);
    }

    void marksReloadsAndCrashes()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.app());
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        const auto marks = [&] { return stage.panel.cpuGraph()->marks(); };
        const QDateTime at = QDateTime::currentDateTimeUtc().addSecs(-5);
        ReloadEvent reload{u"app.js"_s, true, 2, {at, u"OK"_s, 412, u"file"_s, {u"a.js"_s}}};
        stage.send(eventOf("reload", toJson(reload)));
        TRY_COMPARE(marks().size(), 1);
        QCOMPARE(marks().last().kind, MarkKind::Reload);
        QVERIFY2(marks().last().text.contains(u"412 ms"), qPrintable(marks().last().text));
        stage.now.apps[0].lastReload = reload.reload; // the snapshot tells of the same
        stage.sendSnapshot();
        reload.reload.at = at.addSecs(1);
        reload.reload.result = u"\x1b[31mworker 3\x1b[0m exited"_s;
        stage.send(eventOf("reload", toJson(reload)));
        TRY_COMPARE(marks().size(), 2);
        QCOMPARE(marks().last().kind, MarkKind::RolledBack);
        QVERIFY2(marks().last().text.contains(u": worker 3 exited"),
                 qPrintable(marks().last().text));

        WorkerEvent crash;
        crash.timeMs = at.toMSecsSinceEpoch() + 3000;
        crash.app = u"app.js"_s;
        crash.worker = 1;
        crash.state = WorkerState::Failed;
        crash.failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, 0, {}};
        stage.send(eventOf("worker", toJson(crash)));
        TRY_COMPARE(marks().size(), 3);
        QCOMPARE(marks().last().kind, MarkKind::Crash);
        stage.panel.setTarget(stage.worker(2)); // not its crash
        QCOMPARE(marks().size(), 2);
    }

    // An id is a name, not a quantity.
    void idsHaveNoSeparators()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Stage stage;
        stage.now = snapshot({1234});
        QVERIFY(stage.open());
        stage.panel.setTarget(stage.worker(1234));
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        QVERIFY(stage.panel.findChild<QLabel *>()->text().contains(u"Worker 1234 "));
        WorkerEvent crash;
        crash.timeMs = QDateTime::currentMSecsSinceEpoch();
        crash.app = u"app.js"_s;
        crash.worker = 1234;
        crash.failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, 0, {}};
        stage.send(eventOf("worker", toJson(crash)));
        TRY_COMPARE(stage.panel.cpuGraph()->marks().size(), 1);
        const QString text = stage.panel.cpuGraph()->marks().first().text;
        QVERIFY2(text.startsWith(u"Worker 1234 "), qPrintable(text));
    }

    void theDaemonsClockCounts()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.aheadMs = 3600 * 1000;
        stage.panel.setTarget(stage.app());
        stage.panel.show();
        TRY_VERIFY(stage.samples() >= 30);
        stage.now.workers[0].cpu = 40;
        stage.sendSnapshot();
        TRY_COMPARE(stage.panel.cpuGraph()->samples().last().cpu, 41.0);
        QVERIFY(stage.panel.cpuGraph()->samples().last().timeMs
                > QDateTime::currentMSecsSinceEpoch() + 3500 * 1000);
    }
};

QTEST_MAIN(TestUsagePanel)
#include "tst_usagepanel.moc"
