// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/cells.h"
#include "core/ctl/eventtext.h"
#include "core/ctl/liveview.h"
#include "core/ctl/statusview.h"
#include "core/ctl/textwidth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

// What is shown of a daemon, word for word.
class tst_Views final : public QObject
{
    Q_OBJECT

private slots:
    void words();
    void plainStatus();
    void statusOnATerminal();
    void statusFitsAnyTerminal_data();
    void statusFitsAnyTerminal();
    void hostileNames();
    void orders_data();
    void orders();
    void topMarksItsOrder();
    void liveViewFills();
    void liveViewSaysWhatIsWrong();
    void logLines();
    void events();

private:
    static Snapshot snapshot();
    static Look terminal(int columns)
    {
        Look look;
        look.columns = columns;
        return look;
    }

    const QDateTime m_now = QDateTime::fromMSecsSinceEpoch(1'767'225'900'000);
};

Snapshot tst_Views::snapshot()
{
    Snapshot snapshot;
    snapshot.master = {7108, 0.2, 14.1, 202, u"1.0.0"_s, {}, 0, u"tag"_s};
    AppSnapshot clock;
    clock.name = u"時計"_s;
    clock.state = AppState::Up;
    clock.workers = 2;
    clock.generation = 3;
    clock.listening = QStringList{u"127.0.0.1:3000"_s};
    clock.lastReload = ReloadSnapshot{
        QDateTime::fromMSecsSinceEpoch(1'767'225'600'000), u"OK"_s, 412, u"file"_s, {u"app.js"_s}};
    AppSnapshot jobs;
    jobs.name = u"jobs"_s;
    jobs.state = AppState::Stopped;
    jobs.workers = 1;
    jobs.generation = 1;
    snapshot.apps = {clock, jobs};
    WorkerSnapshot one;
    one.id = 4;
    one.pid = 8276;
    one.cpu = 104.1;
    one.mem = 44.84;
    one.app = u"時計"_s;
    one.state = WorkerState::Up;
    one.generation = 3;
    one.uptime = 90061;
    WorkerSnapshot other = one;
    other.id = 12;
    other.pid = 0;
    other.cpu = 0;
    other.mem = 0;
    other.state = WorkerState::Failed;
    other.uptime = 0;
    other.restarts = 5;
    other.failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, 400, {}};
    snapshot.workers = {one, other};
    return snapshot;
}

void tst_Views::words()
{
    QCOMPARE(percentWord(0), u"0.0%"_s);
    QCOMPARE(percentWord(399.96), u"400.0%"_s);
    QCOMPARE(sizeWord(44.84), u"44.8M"_s);
    QCOMPARE(sizeWord(1023.96), u"1.00G"_s);
    QCOMPARE(ageWord(0), u"0s"_s);
    QCOMPARE(ageWord(202), u"3m22s"_s);
    QCOMPARE(ageWord(7500), u"2h05m"_s);
    QCOMPARE(ageWord(86'400 * 3 + 4 * 3600), u"3d04h"_s);
    QCOMPARE(delayWord(999), u"999ms"_s);
    QCOMPARE(delayWord(3210), u"3.2s"_s);
    QCOMPARE(delayWord(125'000), u"2m05s"_s);
    Failure failure{u"exited with code 1"_s, 1, {}, -1, {}};
    QCOMPARE(failureText(failure), u"exited with code 1; it is not started again"_s);
}

void tst_Views::plainStatus()
{
    const QStringList expected{
        u"APP   ID   PID  STATE    GEN  UPTIME  RESTARTS     CPU    MEM  NOTE"_s,
        u"時計   4  8276  up         3   1d01h         0  104.1%  44.8M  -"_s,
        u"時計  12     -  failed     3      0s         5    0.0%   0.0M  exited with code 1 "
        "after 0.2 s; next try after 400ms"_s,
        u"jobs   -     -  stopped    1       -         -       -      -  -"_s,
    };
    QCOMPARE(plainStatusLines(snapshot()), expected);
}

void tst_Views::statusOnATerminal()
{
    const QStringList lines
        = statusLines(snapshot(), u"shop/qilin-daemon.json"_s, m_now, terminal(110));
    const QStringList expected{
        u"shop/qilin-daemon.json  qilin-daemon 1.0.0  pid 7108  up 3m22s  cpu 0.2%  mem 14.1M"_s,
        QString(),
        u"APP   STATE    WORKERS  GEN  LISTENING       LAST RELOAD"_s,
        u"時計  up       1/2        3  127.0.0.1:3000  5m00s ago: OK in 412ms (file: app.js)"_s,
        u"jobs  stopped  0/1        1  -               -"_s,
        QString(),
        u"ID  APP    PID  STATE   GEN  UPTIME  RST     CPU                  MEM"_s,
        u" 4  時計  8276  up        3   1d01h    0  104.1%  ############  44.8M  ############"_s,
        u"12  時計     -  failed    3      0s    5    0.0%                 0.0M"_s,
        QString(),
        u"時計[12]: exited with code 1 after 0.2 s; next try after 400ms"_s,
    };
    QCOMPARE(lines.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QString line = lines[i]; // blanks at its end do not show
        while (line.endsWith(u' '))
            line.chop(1);
        QCOMPARE(line, expected[i]);
    }
}

void tst_Views::statusFitsAnyTerminal_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {300, 120, 90, 80, 40, 20, 3})
        QTest::newRow(qPrintable(QString::number(columns))) << columns;
}

void tst_Views::statusFitsAnyTerminal()
{
    QFETCH(int, columns);
    const QStringList lines = statusLines(snapshot(), u"shop"_s, m_now, terminal(columns));
    for (const QString &line : lines)
        QVERIFY2(widthOf(line) <= columns, qPrintable(line));
    QCOMPARE(!lines.filter(u"###"_s).isEmpty(), columns >= 80);
}

void tst_Views::hostileNames()
{
    Snapshot hostile = snapshot();
    const QString bad = u"\x1b[2Ja\nb\u202e%1%2"_s;
    hostile.master.version = bad;
    for (AppSnapshot &app : hostile.apps) {
        app.name += bad;
        app.listening = QStringList{bad};
        app.waitingFor = QStringList{bad};
        app.failure = Failure{bad, {}, {}, 1, {}};
        app.logFile = LogFileSnapshot{bad, 1, bad};
        app.lastReload = ReloadSnapshot{m_now, bad, 1, bad, {bad, bad}};
    }
    for (WorkerSnapshot &worker : hostile.workers) {
        worker.app += bad;
        worker.status = bad;
        worker.failure = Failure{bad, {}, {}, 1, {}};
    }
    QStringList lines = statusLines(hostile, bad, m_now, terminal(500));
    lines += plainStatusLines(hostile);
    LiveView view;
    view.kind = LiveView::Kind::Top;
    view.title = bad;
    view.take(hostile);
    lines += view.lines(terminal(500), 50, m_now);
    lines += logText({1, bad, 1, Stream::Err, bad.toUtf8()}, {});
    lines += eventText(
        WorkerEvent{1, bad, 1, 1, 1, WorkerState::Failed, Failure{bad, {}, {}, 1, {}}}, Look());
    lines += eventText(ReloadEvent{bad, true, 1, *hostile.apps[0].lastReload}, Look());
    for (const QString &line : std::as_const(lines)) {
        for (const QChar c : line)
            QVERIFY2(c.unicode() >= 0x20 && c.unicode() != 0x202e, qPrintable(line));
    }
    QVERIFY(lines.join(u' ').contains(u"^[[2Ja^Jb<U+202E>%1%2"_s));
}

void tst_Views::orders_data()
{
    QTest::addColumn<WorkerOrder>("order");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("id") << WorkerOrder::Id << QList<int>{1, 2, 3};
    QTest::newRow("app") << WorkerOrder::App << QList<int>{3, 1, 2};
    QTest::newRow("uptime") << WorkerOrder::Uptime << QList<int>{2, 1, 3};
    QTest::newRow("restarts") << WorkerOrder::Restarts << QList<int>{3, 1, 2};
    QTest::newRow("processor") << WorkerOrder::Cpu << QList<int>{2, 3, 1};
    QTest::newRow("memory") << WorkerOrder::Memory << QList<int>{1, 2, 3};
}

void tst_Views::orders()
{
    QFETCH(WorkerOrder, order);
    QFETCH(QList<int>, ids);
    const auto worker = [](int id, const QString &app, qint64 uptime, int restarts, double cpu) {
        WorkerSnapshot one;
        one.id = id;
        one.app = app;
        one.uptime = uptime;
        one.restarts = restarts;
        one.cpu = cpu;
        one.mem = 7; // all alike: then by id
        return one;
    };
    QList<WorkerSnapshot> workers{worker(3, u"a"_s, 5, 9, 2.5), worker(2, u"b"_s, 50, 0, 3.5),
                                  worker(1, u"b"_s, 5, 0, 0)};
    sortWorkers(workers, order);
    QList<int> sorted;
    for (const WorkerSnapshot &one : std::as_const(workers))
        sorted.append(one.id);
    QCOMPARE(sorted, ids);
}

void tst_Views::topMarksItsOrder()
{
    LiveView view;
    view.kind = LiveView::Kind::Top;
    view.take(snapshot());
    QVERIFY(view.lines(terminal(120), 24, m_now).last().contains(u"[c processor]"_s));
    QVERIFY(view.press('m'));
    QVERIFY(view.lines(terminal(120), 24, m_now).last().contains(u"[m memory]"_s));
    QVERIFY(!view.press('x'));
    QVERIFY(view.press('i'));
    QCOMPARE(view.order, WorkerOrder::Id);
    view.kind = LiveView::Kind::Status;
    QVERIFY(!view.press('m'));
}

void tst_Views::liveViewFills()
{
    LiveView view;
    view.title = u"shop"_s;
    view.take(snapshot());
    for (const int rows : {50, 12, 5, 2, 1}) {
        const QStringList lines = view.lines(terminal(100), rows, m_now);
        QCOMPARE(lines.size(), rows);
    }
    QVERIFY(view.lines(terminal(100), 6, m_now)[4].contains(u"no room"_s));
    QCOMPARE(view.lines(terminal(100), 50, m_now).last(), u"q quit"_s);
    for (int i = 0; i < 100; ++i)
        view.take(snapshot());
    QVERIFY(view.curves.value(4).size() <= 60);
    QVERIFY(!view.curves.contains(5));
}

void tst_Views::liveViewSaysWhatIsWrong()
{
    LiveView view;
    view.title = u"shop"_s;
    view.trouble = u"connection lost"_s;
    QVERIFY(view.lines(terminal(100), 10, m_now).contains(u"connection lost"_s));
    view.take(snapshot());
    QVERIFY(view.lines(terminal(100), 10, m_now).contains(u"connection lost"_s));
}

void tst_Views::logLines()
{
    LogLine line{1'767'225'600'000, u"app.js"_s, 3, Stream::Out, "\x1b[32mok\x1b[0m \x1b[2J"};
    QCOMPARE(logText(line, {}), u"2026-01-01T00:00:00.000Z app.js[3] out ok ^[[2J"_s);
    line.stream = Stream::Err;
    QCOMPARE(logText(line, {}), u"2026-01-01T00:00:00.000Z app.js[3] err ok ^[[2J"_s);
}

void tst_Views::events()
{
    WorkerEvent event{1'767'225'600'000, u"app.js"_s, 3, 77, 2, WorkerState::Up, {}};
    QCOMPARE(eventText(event, {}),
             u"2026-01-01T00:00:00.000Z worker app.js[3] up, pid 77, generation 2"_s);
    event.state = WorkerState::Failed;
    event.failure = Failure{u"killed by SIGKILL"_s, {}, u"SIGKILL"_s, 0, {}};
    QCOMPARE(eventText(event, {}), u"2026-01-01T00:00:00.000Z worker app.js[3] failed: killed by "
                                   "SIGKILL; next try after 0ms"_s);
    ReloadEvent reload{u"app.js"_s, false, 3, *snapshot().apps[0].lastReload};
    QCOMPARE(eventText(reload, {}), u"2026-01-01T00:00:00.000Z reload app.js started: generation 3 "
                                    "(file: app.js)"_s);
    reload.isFinished = true;
    QCOMPARE(eventText(reload, {}), u"2026-01-01T00:00:00.412Z reload app.js finished: OK in 412ms "
                                    "(file: app.js)"_s);
}

QTEST_GUILESS_MAIN(tst_Views)
#include "tst_views.moc"
