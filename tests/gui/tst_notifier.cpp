// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/noticerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

using Kind = Notice::Kind;
using State = ControlClient::State;

namespace {

constexpr qint64 kMinute = 60'000;

ReloadEvent began(int generation, const QString &app = u"app.js"_s)
{
    ReloadEvent event;
    event.app = app;
    event.generation = generation;
    return event;
}

ReloadEvent ended(const QString &result, const QString &app = u"app.js"_s,
                  const QString &reason = u"file"_s)
{
    ReloadEvent event;
    event.app = app;
    event.isFinished = true;
    event.reload.result = result;
    event.reload.reason = reason;
    event.reload.tookMs = 412;
    return event;
}

WorkerEvent died(int generation = 1, qint64 nextTryMs = 0, const QString &app = u"app.js"_s)
{
    WorkerEvent event;
    event.app = app;
    event.worker = 4;
    event.generation = generation;
    event.state = WorkerState::Failed;
    event.failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, nextTryMs, {}};
    return event;
}

} // namespace

class tst_Notifier : public QObject
{
    Q_OBJECT

private slots:
    void rolledBack();
    void theSameFaultIsToldOnce();
    void anotherFaultIsAnotherCause();
    void whoeverAsksIsAnswered();
    void crashLoop();
    void slowCrashLoop();
    void staysDown();
    void oneCrashIsNone();
    void aStormOfCrashesIsOneNotice();
    void deathsOfATriedGenerationAreTheReloads();
    void reloadDone();
    void reloadsThatEndTogetherAreOne();
    void connectionLost();
    void connectionThatFlickers();
    void actionFailed();
    void daemonsAreApart();
};

void tst_Notifier::rolledBack()
{
    NoticeRules rules;
    rules.reload(1, began(2), true, 0);
    rules.reload(
        1, ended(u"worker 4 exited with code 1 after 0.2 s\n\x1b[31mReferenceError\x1b[0m: x"_s),
        true, 100);
    const QList<Notice> told = rules.take(100);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::RolledBack);
    QCOMPARE(told.first().app, u"app.js"_s);
    QVERIFY(told.first().title.contains("app.js"_L1));
    QVERIFY(told.first().text.endsWith("\nReferenceError: x"_L1));
    QVERIFY(rules.take(kMinute).isEmpty());
    QVERIFY(!rules.nextDue());
}

void tst_Notifier::theSameFaultIsToldOnce()
{
    NoticeRules rules;
    const auto fail = [&](int worker, qint64 now) {
        rules.reload(1, ended(u"worker %1 exited with code 1 after 0.%1 s"_s.arg(worker)), true,
                     now);
        return rules.take(now).size();
    };
    QCOMPARE(fail(4, 0), 1);
    QCOMPARE(fail(5, 10'000), 0);
    QCOMPARE(fail(6, 5 * kMinute - 1), 0);
    QCOMPARE(fail(7, 5 * kMinute), 1);
    rules.reload(1, ended(u"OK"_s), false, 5 * kMinute + 1); // mended
    QCOMPARE(fail(9, 5 * kMinute + 2), 1);
}

void tst_Notifier::anotherFaultIsAnotherCause()
{
    NoticeRules rules;
    rules.reload(1, ended(u"worker 4 exited with code 1"_s), true, 0);
    rules.reload(1, ended(u"worker 5 was not up after 30 s"_s), true, 1);
    QCOMPARE(rules.take(1).size(), 2);
}

void tst_Notifier::whoeverAsksIsAnswered()
{
    NoticeRules rules;
    rules.reload(1, ended(u"worker 4 exited"_s, u"app.js"_s, u"request"_s), true, 0);
    rules.reload(1, ended(u"worker 5 exited"_s, u"app.js"_s, u"request"_s), true, 1);
    QCOMPARE(rules.take(1).size(), 2);
}

void tst_Notifier::crashLoop()
{
    NoticeRules rules;
    rules.worker(1, died(), 0);
    rules.worker(1, died(), 30'000);
    QVERIFY(rules.take(30'000).isEmpty());
    WorkerEvent last = died(1, 100);
    last.failure->output = {u"\x1b[1mno database\x1b[0m"_s, u"\x1b[0m"_s};
    rules.worker(1, last, 60'000);
    const QList<Notice> told = rules.take(60'000);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::CrashLoop);
    QVERIFY(told.first().text.contains("exited with code 1"_L1));
    QVERIFY2(told.first().text.endsWith("\nno database"_L1), qPrintable(told.first().text));
}

void tst_Notifier::slowCrashLoop()
{
    NoticeRules rules; // each start takes its half minute to fail
    rules.worker(1, died(), 0);
    rules.worker(1, died(1, 80), 40'000);
    QVERIFY(rules.take(40'000).isEmpty());
    rules.worker(1, died(1, 160), 80'000);
    QCOMPARE(rules.take(80'000).size(), 1);
}

// One death is enough where nothing follows it.
void tst_Notifier::staysDown()
{
    NoticeRules rules;
    rules.worker(1, died(1, -1), 0);
    rules.worker(1, died(1, -1), 1); // the next of its workers
    const QList<Notice> told = rules.take(1);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::CrashLoop);
    QCOMPARE(told.first().title, u"app.js stays down"_s);
    QCOMPARE(told.first().text,
             u"Worker 4 exited with code 1 after 0.2 s; it is not started again."_s);
    QVERIFY(!rules.nextDue());
}

void tst_Notifier::oneCrashIsNone()
{
    NoticeRules rules;
    for (int i = 0; i < 50; ++i)
        rules.worker(1, died(), i * (NoticeRules::kCrashSpanMs / 2 + 1));
    QVERIFY(rules.take(100 * kMinute).isEmpty());
    WorkerEvent asked = died();
    asked.failure.reset(); // it was stopped
    for (int i = 0; i < 50; ++i)
        rules.worker(1, asked, 100 * kMinute + i);
    QVERIFY(rules.take(200 * kMinute).isEmpty());
}

void tst_Notifier::aStormOfCrashesIsOneNotice()
{
    NoticeRules rules;
    qsizetype told = 0;
    for (qint64 now = 0; now < 4 * kMinute; now += 100) {
        rules.worker(1, died(1, 15'000), now);
        told += rules.take(now).size();
    }
    QCOMPARE(told, 1);
    // Five minutes later once more; or after a minute of peace.
    for (qint64 now = 4 * kMinute; now < 6 * kMinute; now += 100)
        rules.worker(1, died(1, 15'000), now);
    QCOMPARE(rules.take(6 * kMinute).size(), 1);
    for (qint64 now = 8 * kMinute; now < 8 * kMinute + 300; now += 100)
        rules.worker(1, died(), now);
    QCOMPARE(rules.take(9 * kMinute).size(), 1);
}

void tst_Notifier::deathsOfATriedGenerationAreTheReloads()
{
    NoticeRules rules;
    rules.reload(1, began(2), true, 0);
    for (int i = 0; i < 8; ++i)
        rules.worker(1, died(2), i);
    rules.reload(1, ended(u"worker 4 exited"_s), true, 10);
    rules.worker(1, died(2), 11);
    const QList<Notice> told = rules.take(20);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::RolledBack);
    // Once it serves, its deaths count.
    rules.reload(1, began(3), true, 30);
    rules.reload(1, ended(u"OK"_s), false, 40);
    for (int i = 0; i < 3; ++i)
        rules.worker(1, died(3), 50 + i);
    QCOMPARE(rules.take(60).size(), 1);
}

void tst_Notifier::reloadDone()
{
    NoticeRules rules;
    rules.reload(1, ended(u"OK"_s), false, 0); // the window shows it
    QVERIFY(rules.take(kMinute).isEmpty());
    rules.reload(1, ended(u"OK"_s), true, kMinute);
    QVERIFY(rules.take(kMinute).isEmpty());
    QCOMPARE(rules.nextDue(), std::optional<qint64>(kMinute + NoticeRules::kGatherMs));
    const QList<Notice> told = rules.take(*rules.nextDue());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::ReloadDone);
    rules.setReloadDoneWanted(false);
    rules.reload(1, ended(u"OK"_s), true, 2 * kMinute);
    QVERIFY(rules.take(3 * kMinute).isEmpty());
}

void tst_Notifier::reloadsThatEndTogetherAreOne()
{
    NoticeRules rules;
    for (int i = 0; i < 5; ++i)
        rules.reload(1, ended(u"OK"_s, u"app-%1"_s.arg(i)), true, i);
    const QList<Notice> told = rules.take(kMinute);
    QCOMPARE(told.size(), 1);
    for (int i = 0; i < 5; ++i)
        QVERIFY2(told.first().text.contains(u"app-%1"_s.arg(i)), qPrintable(told.first().text));
}

void tst_Notifier::connectionLost()
{
    NoticeRules rules;
    rules.connection(1, u"shop"_s, State::Connected, {}, 0);
    rules.connection(1, u"shop"_s, State::Lost, u"refused"_s, 1'000);
    QCOMPARE(rules.nextDue(), std::optional<qint64>(11'000));
    rules.connection(1, u"shop"_s, State::Connecting, {}, 5'000);
    rules.connection(1, u"shop"_s, State::Lost, u"refused"_s, 6'000);
    QVERIFY(rules.take(10'999).isEmpty());
    const QList<Notice> told = rules.take(11'000);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::ConnectionLost);
    QVERIFY(told.first().title.contains("shop"_L1));
    QVERIFY(told.first().text.contains("refused"_L1));
    rules.connection(1, u"shop"_s, State::Lost, u"refused"_s, 40'000);
    QVERIFY(rules.take(10 * kMinute).isEmpty());
    rules.connection(1, u"shop"_s, State::Connected, {}, 11 * kMinute);
    rules.connection(1, u"shop"_s, State::Lost, {}, 12 * kMinute);
    QCOMPARE(rules.take(13 * kMinute).size(), 1);
}

void tst_Notifier::connectionThatFlickers()
{
    NoticeRules rules;
    for (qint64 now = 0; now < 10 * kMinute; now += 10'000) {
        rules.connection(1, u"shop"_s, State::Lost, {}, now);
        QVERIFY(rules.take(now + 9'000).isEmpty());
        rules.connection(1, u"shop"_s, State::Connected, {}, now + 9'500);
    }
    rules.connection(1, u"shop"_s, State::Lost, {}, 10 * kMinute);
    rules.connection(1, u"shop"_s, State::Closed, {}, 10 * kMinute + 1); // by the user
    QVERIFY(rules.take(20 * kMinute).isEmpty());
}

void tst_Notifier::actionFailed()
{
    NoticeRules rules;
    rules.actionFailed(1, u"app.js"_s, u"restart of worker 4"_s, u"it is gone"_s, 0);
    QList<Notice> told = rules.take(*rules.nextDue());
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().title.contains("restart of worker 4"_L1));
    QCOMPARE(told.first().text, u"it is gone"_s);
    // A reload that is undone answers, and is an event: one notice, whichever comes first.
    rules.actionFailed(1, u"app.js"_s, u"reload"_s, u"worker 5 exited"_s, kMinute);
    rules.reload(1, ended(u"worker 5 exited"_s, u"app.js"_s, u"request"_s), true, kMinute + 5);
    told = rules.take(2 * kMinute);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, Kind::RolledBack);
    rules.reload(1, ended(u"worker 6 exited"_s, u"app.js"_s, u"request"_s), true, 3 * kMinute);
    rules.actionFailed(1, {}, u"reload of all"_s, u"worker 6 exited"_s, 3 * kMinute + 5);
    QCOMPARE(rules.take(4 * kMinute).size(), 1);
}

void tst_Notifier::daemonsAreApart()
{
    NoticeRules rules;
    rules.worker(1, died(), 0);
    rules.worker(1, died(), 1);
    rules.worker(2, died(), 2);
    rules.worker(1, died(1, 0, u"other.js"_s), 3);
    QVERIFY(rules.take(4).isEmpty());
    rules.connection(1, u"a"_s, State::Lost, {}, 5);
    rules.connection(2, u"b"_s, State::Lost, {}, 5);
    rules.forget(1);
    const QList<Notice> told = rules.take(kMinute);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().daemon, 2);
    QVERIFY(!rules.nextDue());
}

QTEST_GUILESS_MAIN(tst_Notifier)
#include "tst_notifier.moc"
