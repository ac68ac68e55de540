// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/exposition.h"
#include "core/control/metrics.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

// With everything that has a figure.
Snapshot full()
{
    Snapshot snapshot;
    snapshot.master.version = u"1.2.3"_s;
    snapshot.master.mem = 14.5;
    snapshot.master.strays = {4711, 4712};
    snapshot.master.dropped = 7;
    snapshot.master.cpuMs = 1230;
    snapshot.master.startedMs = 1767225600123;
    snapshot.master.followers = 3;

    WorkerSnapshot worker;
    worker.id = 4;
    worker.pid = 8276;
    worker.app = u"web"_s;
    worker.state = WorkerState::Up;
    worker.mem = 44.25;
    worker.uptime = 202;
    worker.restarts = 2;
    worker.generation = 3;
    worker.connections = 12;
    worker.cpuMs = 61070;
    snapshot.workers.append(worker);
    worker.id = 5;
    worker.state = WorkerState::Failed;
    worker.pid = 0;
    worker.connections.reset();
    snapshot.workers.append(worker);

    AppSnapshot app;
    app.name = u"web"_s;
    app.state = AppState::Degraded;
    app.workers = 2;
    app.generation = 3;
    app.watching = 214;
    app.watchBackend = u"inotify+polling"_s;
    app.spares = 2;
    app.parked = 1;
    app.logFile = {u"/var/log/web.log"_s, 5, u"No space left on device"_s};
    app.maxMemory = 300 << 20;
    app.totals.cpuMs = 3'600'010;
    app.totals.restarts = 9;
    app.totals.failures = 11;
    app.totals.dropped = 5;
    app.totals.reloadsOk = 3;
    app.totals.reloadsFailed = 1;
    app.totals.reloadsCancelled = 4;
    for (const std::chrono::milliseconds took : {1500ms, 1501ms, 7200000ms})
        app.totals.reloadTook.add(took);
    app.totals.lastReload = {QDateTime::fromMSecsSinceEpoch(1767225600456), false};
    snapshot.apps.append(app);
    return snapshot;
}

QByteArrayList linesOf(const Snapshot &snapshot)
{
    return metricsText(snapshot).split('\n');
}

} // namespace

class tst_Metrics final : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void tellsNothingUnknown();
    void endsWithALine();
    void putsFamiliesTogether();
    void keepsSeriesDistinct();
    void escapes_data();
    void escapes();
    void writesNumbers_data();
    void writesNumbers();
    void bringsTheReadmeUpToDate();
};

void tst_Metrics::tells_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArrayList lines{
        "# HELP qilin_daemon_build_info 1; its labels name the version.",
        "# TYPE qilin_daemon_build_info gauge",
        R"(qilin_daemon_build_info{version="1.2.3"} 1)",
        "qilin_daemon_start_time_seconds 1767225600.123",
        "# TYPE qilin_daemon_cpu_seconds_total counter",
        "qilin_daemon_cpu_seconds_total 1.23",
        "qilin_daemon_resident_bytes 15204352",
        "qilin_daemon_event_clients 3",
        "qilin_daemon_strays 2",
        "qilin_daemon_log_lines_dropped_total 7",
        R"(qilin_app_state{app="web",state="degraded"} 1)",
        R"(qilin_app_state{app="web",state="up"} 0)",
        R"(qilin_app_workers{app="web",state="up"} 1)",
        R"(qilin_app_workers{app="web",state="failed"} 1)",
        R"(qilin_app_workers{app="web",state="retiring"} 0)",
        R"(qilin_app_workers_wanted{app="web"} 2)",
        R"(qilin_app_spare_workers{app="web"} 1)",
        R"(qilin_app_spare_workers_wanted{app="web"} 2)",
        R"(qilin_app_generation{app="web"} 3)",
        R"(qilin_app_cpu_seconds_total{app="web"} 3600.01)",
        R"(qilin_app_worker_restarts_total{app="web"} 9)",
        R"(qilin_app_worker_failures_total{app="web"} 11)",
        R"(qilin_app_worker_memory_limit_bytes{app="web"} 314572800)",
        R"(qilin_app_reloads_total{app="web",result="ok"} 3)",
        R"(qilin_app_reloads_total{app="web",result="failed"} 1)",
        R"(qilin_app_reloads_total{app="web",result="cancelled"} 4)",
        "# TYPE qilin_app_reload_duration_seconds histogram",
        R"(qilin_app_reload_duration_seconds_bucket{app="web",le="1"} 0)",
        R"(qilin_app_reload_duration_seconds_bucket{app="web",le="1.5"} 1)",
        R"(qilin_app_reload_duration_seconds_bucket{app="web",le="2.5"} 2)",
        R"(qilin_app_reload_duration_seconds_bucket{app="web",le="600"} 2)",
        R"(qilin_app_reload_duration_seconds_bucket{app="web",le="+Inf"} 3)",
        R"(qilin_app_reload_duration_seconds_sum{app="web"} 7203.001)",
        R"(qilin_app_reload_duration_seconds_count{app="web"} 3)",
        R"(qilin_app_last_reload_successful{app="web"} 0)",
        R"(qilin_app_last_reload_timestamp_seconds{app="web"} 1767225600.456)",
        R"(qilin_app_watched_files{app="web"} 214)",
        R"(qilin_app_watch_backend{app="web",backend="inotify"} 1)",
        R"(qilin_app_watch_backend{app="web",backend="polling"} 1)",
        R"(qilin_app_log_lines_dropped_total{app="web"} 5)",
        R"(qilin_app_log_file_writable{app="web"} 0)",
        R"(qilin_worker_cpu_seconds_total{app="web",worker="4"} 61.07)",
        R"(qilin_worker_resident_bytes{app="web",worker="4"} 46399488)",
        R"(qilin_worker_uptime_seconds{app="web",worker="4"} 202)",
        R"(qilin_worker_restarts_total{app="web",worker="4"} 2)",
        R"(qilin_worker_restarts_total{app="web",worker="5"} 2)",
        R"(qilin_worker_generation{app="web",worker="4"} 3)",
        R"(qilin_worker_connections_total{app="web",worker="4"} 12)",
    };
    for (const QByteArray &line : lines)
        QTest::newRow(line.constData()) << line;
}

void tst_Metrics::tells()
{
    QFETCH(QByteArray, line);
    const QByteArrayList lines = linesOf(full());
    QVERIFY2(lines.count(line) == 1, lines.join('\n').constData());
}

void tst_Metrics::tellsNothingUnknown()
{
    Snapshot snapshot = full();
    snapshot.workers[0].connections.reset();
    snapshot.apps[0].logFile.reset();
    snapshot.apps[0].maxMemory.reset();
    snapshot.apps[0].totals.lastReload.reset();
    snapshot.apps[0].watching = 0;
    const QByteArray text = metricsText(snapshot);
    // A worker that has no process must not seem to fall to 0.
    for (const char *name : {"cpu_seconds_total", "resident_bytes", "uptime_seconds"}) {
        const QByteArray sample = QByteArray("qilin_worker_") + name + "{app=\"web\",worker=\"5\"}";
        QVERIFY2(!text.contains(sample), sample.constData());
    }
    for (const char *family :
         {"qilin_worker_connections", "qilin_app_log_file", "memory_limit", "last_reload"})
        QVERIFY2(!text.contains(family), family);
    QVERIFY(text.contains("watch_backend{app=\"web\",backend=\"inotify\"} 0\n"));
    QVERIFY(!metricsText({}).contains("app="));
    QVERIFY(!metricsText({}).contains("worker="));
}

void tst_Metrics::endsWithALine()
{
    QVERIFY(metricsText(full()).endsWith("\n"));
    QVERIFY(!metricsText(full()).contains("\n\n"));
}

// As the format demands it; and a second head would be refused.
void tst_Metrics::putsFamiliesTogether()
{
    Snapshot snapshot = full();
    snapshot.apps.append(snapshot.apps[0]);
    snapshot.apps[1].name = u"mail"_s;
    QSet<QByteArray> begun;
    QByteArray current;
    for (const QByteArray &line : linesOf(snapshot)) {
        if (line.isEmpty())
            continue;
        const QByteArrayList words = line.split(' ');
        if (words[0] == "#") {
            current = words[2];
            QVERIFY2(!begun.contains(words[1] + current), line.constData());
            begun.insert(words[1] + current);
            continue;
        }
        QByteArray name = line.left(
            std::min(line.indexOf('{') < 0 ? line.size() : line.indexOf('{'), line.indexOf(' ')));
        if (current == "qilin_app_reload_duration_seconds")
            name = name.left(name.lastIndexOf('_'));
        QCOMPARE(name, current);
        QVERIFY(begun.contains("HELP" + current) && begun.contains("TYPE" + current));
    }
}

// What was removed from the configuration and added again before it was gone is there twice.
void tst_Metrics::keepsSeriesDistinct()
{
    Snapshot snapshot = full();
    snapshot.apps.append(snapshot.apps[0]);
    snapshot.apps[1].state = AppState::Stopping;
    snapshot.workers[1].state = WorkerState::Retiring;
    QSet<QByteArray> series;
    for (const QByteArray &line : linesOf(snapshot)) {
        const QByteArray one = line.left(line.lastIndexOf(' '));
        QVERIFY2(one.isEmpty() || !series.contains(one), line.constData());
        series.insert(one);
    }
    const QByteArray text = metricsText(snapshot);
    QVERIFY(text.contains("qilin_app_state{app=\"web\",state=\"degraded\"} 1\n"));
    QVERIFY(text.contains("qilin_app_workers{app=\"web\",state=\"retiring\"} 1\n"));
}

void tst_Metrics::escapes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("label");
    QTest::newRow("plain") << u"web"_s << R"(app="web")"_ba;
    QTest::newRow("empty") << QString() << R"(app="")"_ba;
    QTest::newRow("quote") << u"a\"b"_s << R"(app="a\"b")"_ba;
    QTest::newRow("backslash") << u"a\\"_s << R"(app="a\\")"_ba;
    QTest::newRow("backslash and n") << u"a\\nb"_s << R"(app="a\\nb")"_ba;
    QTest::newRow("line") << u"a\nb"_s << R"(app="a\nb")"_ba;
    QTest::newRow("forged") << u"x\"} 1\nqilin_daemon_strays 9\n"_s
                            << R"(app="x\"} 1\nqilin_daemon_strays 9\n")"_ba;
    QTest::newRow("others stay") << u"{a=,} ü 麒 #\t"_s << "app=\"{a=,} ü 麒 #\t\""_ba;
}

void tst_Metrics::escapes()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, label);
    QCOMPARE(metricLabel("app", name), label);
    Snapshot snapshot = full();
    const qsizetype lines = linesOf(snapshot).size();
    snapshot.apps[0].name = name;
    for (WorkerSnapshot &worker : snapshot.workers)
        worker.app = name;
    QCOMPARE(linesOf(snapshot).size(), lines);
    QVERIFY(linesOf(snapshot).contains("qilin_app_generation{" + label + "} 3"));
}

void tst_Metrics::writesNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << 0.0 << "0"_ba;
    QTest::newRow("whole") << 1e15 << "1000000000000000"_ba;
    QTest::newRow("larger than exact") << 1e20 << "1e+20"_ba;
    QTest::newRow("hundredths") << 0.1 + 0.2 << "0.3"_ba;
    QTest::newRow("milliseconds since 1970") << 1767225600.123 << "1767225600.123"_ba;
    QTest::newRow("negative") << -1.5 << "-1.5"_ba;
}

void tst_Metrics::writesNumbers()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    Exposition out;
    out.begin("name", Exposition::Type::Gauge, "help");
    out.add({}, value);
    QCOMPARE(out.text(), "# HELP name help\n# TYPE name gauge\nname " + text + '\n');
}

// Every family has a row in its table, and nothing else is named there.
void tst_Metrics::bringsTheReadmeUpToDate()
{
    QFile file(QFINDTESTDATA("../../../README.md"));
    QVERIFY(file.open(QFile::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll());
    QStringList families;
    for (const QByteArray &line : linesOf(full())) {
        if (line.startsWith("# TYPE "))
            families.append(QString::fromLatin1(line.split(' ')[2]));
    }
    QStringList named;
    auto rows
        = QRegularExpression(u"^\\| `(qilin_[a-z_]+)[`{]"_s, QRegularExpression::MultilineOption)
              .globalMatch(readme);
    while (rows.hasNext())
        named.append(rows.next().captured(1));
    families.sort();
    named.sort();
    QCOMPARE(named, families);
}

QTEST_GUILESS_MAIN(tst_Metrics)
#include "tst_metrics.moc"
