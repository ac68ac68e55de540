// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/metrics/prometheus.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

const QString kOdd = u"odd \"name\" \\ 麒麟"_s;

// A selector of the series of this application.
const QString kOddOnes = u"{app=\"odd \\\"name\\\" \\\\ 麒麟\"}"_s;

} // namespace

// One daemon and one Prometheus, and what they tell one after the other.
class tst_MetricsScraped final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void asksForCredentials();
    void isScraped();
    void countsReloadsHoweverTheyCome();
    void countsReloadsThatFail();
    void countsReloadsThatAreCancelled();
    void countsDeaths();
    void addsUpTheProcessorTimeOfThoseThatEnded();
    void goesOnWhenAnApplicationComesBack();
    void promtoolFindsNoFault();
    void cleanupTestCase();

private:
    QJsonObject config() const;
    QByteArray metrics() { return m_daemon->get("/metrics").body; }
    [[nodiscard]] double reloads(const QString &result)
    {
        const QString expression
            = u"qilin_app_reloads_total{app=\"web\",result=\"%1\"}"_s.arg(result);
        return m_prometheus->value(expression).value_or(-1);
    }

    std::optional<DaemonProcess> m_daemon;
    std::optional<Prometheus> m_prometheus;
    std::optional<AppFile> m_web;
    quint16 m_port = 0;
    quint16 m_webPort = 0;
};

QJsonObject tst_MetricsScraped::config() const
{
    QJsonObject web = nodeApp(u"hello.js"_s, m_webPort, 2);
    web[u"exec"_s] = m_web->path();
    web[u"balance"_s] = u"round_robin"_s;
    QJsonObject busy = childApp({});
    busy[u"exec"_s] = u"busy.sh"_s;
    QJsonObject odd = childApp({u"hang"_s});
    odd[u"max_memory"_s] = u"1G"_s;
    odd[u"log_file"_s] = u"odd.log"_s;
    QJsonObject config = severalApps({{u"web"_s, web}, {u"busy"_s, busy}, {kOdd, odd}});
    config[u"daemon_port"_s] = m_port;
    config[u"readonly_username"_s] = u"user"_s; // as example/prometheus has it
    config[u"readonly_password"_s] = u"password"_s;
    return config;
}

void tst_MetricsScraped::initTestCase()
{
    NEED_NODE();
    NEED_PROMETHEUS();
    m_port = freePort();
    m_webPort = freePort();
    m_daemon.emplace();
    m_web.emplace(m_daemon->directory(), u"hello.js"_s, u"web.js"_s);
    // All its processor time is that of children that have ended.
    writeFile(m_daemon->path(u"busy.sh"_s),
              "while :; do '" QILIN_TESTCHILD_PATH "' burn=50; sleep 0.1; done\n");
    m_daemon->writeConfig(config());
    QVERIFY(m_daemon->startAndWaitUntilUp());
    m_prometheus.emplace(m_port);
    QVERIFY(m_prometheus->start());
}

void tst_MetricsScraped::cleanupTestCase()
{
    m_prometheus.reset();
    if (m_daemon)
        QCOMPARE(m_daemon->quit(), 0);
}

void tst_MetricsScraped::promtoolFindsNoFault()
{
    const ToolRun run = promtool({u"check"_s, u"metrics"_s}, metrics());
    QVERIFY2(run.code == 0, run.output.constData());
    QCOMPARE(run.output, ""_ba);
    // And it would: the same with a sample twice.
    const ToolRun broken = promtool({u"check"_s, u"metrics"_s}, metrics() + "x{ 1\n");
    QVERIFY(broken.code > 0);
}

void tst_MetricsScraped::asksForCredentials()
{
    HttpClient client = HttpClient::tcp(m_port);
    const HttpAnswer refused = client.get("/metrics");
    QCOMPARE(refused.status, 401);
    QVERIFY(!refused.body.contains("qilin_"));
    client.setCredentials("user", "password");
    const HttpAnswer answer = client.get("/metrics");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8"_ba);
    QVERIFY(answer.body.startsWith("# HELP qilin_daemon_build_info "));
}

void tst_MetricsScraped::isScraped()
{
    QVERIFY(m_prometheus->waitForValue(u"up"_s, 1));
    QCOMPARE(m_prometheus->value(u"qilin_app_workers{app=\"web\",state=\"up\"}"_s), 2);
    QCOMPARE(m_prometheus->value(u"qilin_app_workers_wanted{app=\"web\"}"_s), 2);
    QCOMPARE(m_prometheus->value(u"qilin_app_state{app=\"web\",state=\"up\"}"_s), 1);
    QCOMPARE(m_prometheus->value(u"count(qilin_worker_resident_bytes > 1e6)"_s), 4);

    const auto odd = m_prometheus->query(u"qilin_app_worker_memory_limit_bytes"_s);
    QVERIFY(odd && odd->size() == 1);
    QCOMPARE((*odd)[0][u"metric"_s][u"app"_s].toString(), kOdd);
    QCOMPARE(m_prometheus->value(u"qilin_app_log_file_writable"_s + kOddOnes), 1);

    QCOMPARE(HttpClient::tcp(m_webPort).get("/").status, 200);
    QVERIFY(m_prometheus->waitForValue(u"sum(qilin_worker_connections_total{app=\"web\"})"_s, 1));
}

void tst_MetricsScraped::countsReloadsHoweverTheyCome()
{
    QVERIFY(waitFor([&] { return reloads(u"ok"_s) == 0; }));
    const QString successful = u"qilin_app_last_reload_successful{app=\"web\"}"_s;
    QVERIFY(!m_prometheus->value(successful));
    QCOMPARE(m_daemon->post("/reload?app=web").status, 200);
    QVERIFY(waitFor([&] { return reloads(u"ok"_s) == 1; }));
    m_daemon->signal(SIGUSR2);
    QVERIFY(waitFor([&] { return reloads(u"ok"_s) == 2; }));
    m_web->setVersion(u"2"_s);
    QVERIFY(waitFor([&] { return reloads(u"ok"_s) == 3; }));
    QCOMPARE(text(appIn(m_daemon->info(), u"web"_s)[u"last_reload"_s].toObject(), "reason"),
             u"file"_s);

    QCOMPARE(m_prometheus->value(successful), 1);
    QCOMPARE(m_prometheus->value(u"qilin_app_reload_duration_seconds_count{app=\"web\"}"_s), 3);
    QVERIFY(m_prometheus->value(u"qilin_app_reload_duration_seconds_sum{app=\"web\"}"_s) > 0);
    QCOMPARE(m_prometheus->value(u"qilin_app_generation{app=\"web\"}"_s), 4);
    QCOMPARE(m_prometheus->value(u"qilin_app_reloads_total{app=\"busy\",result=\"ok\"}"_s), 1);
}

void tst_MetricsScraped::countsReloadsThatFail()
{
    const QString alert = u"count(ALERTS{alertname=\"QilinReloadFailed\",alertstate=\"firing\"})"_s;
    QVERIFY(!m_prometheus->value(alert));
    m_web->replaceBy(u"throws.js"_s);
    QVERIFY(waitFor([&] { return reloads(u"failed"_s) == 1; }));
    QCOMPARE(reloads(u"ok"_s), 3);
    QVERIFY(m_prometheus->waitForValue(alert, 1));
    QCOMPARE(m_prometheus->value(u"qilin_app_workers{app=\"web\",state=\"up\"}"_s), 2);
    m_web->replaceBy(u"hello.js"_s);
    QVERIFY(waitFor([&] { return reloads(u"ok"_s) == 4; }));
    QVERIFY(waitFor([&] { return !m_prometheus->value(alert); }));
}

void tst_MetricsScraped::countsReloadsThatAreCancelled()
{
    m_web->replaceBy(u"never.js"_s); // is waited for
    QVERIFY(m_daemon->waitForInfo([](const QJsonObject &info) {
        return text(appIn(info, u"web"_s), "state") == u"reloading"_s;
    }));
    QCOMPARE(m_daemon->post("/stop?app=web").status, 200);
    QVERIFY(waitFor([&] { return reloads(u"cancelled"_s) == 1; }));
    QCOMPARE(reloads(u"failed"_s), 1);
    QCOMPARE(m_prometheus->value(u"qilin_app_last_reload_successful{app=\"web\"}"_s), 1);
    QCOMPARE(m_prometheus->value(u"qilin_app_workers_wanted{app=\"web\"}"_s), 0);
    m_web->replaceBy(u"hello.js"_s);
    QCOMPARE(m_daemon->post("/start?app=web").status, 200);
}

void tst_MetricsScraped::countsDeaths()
{
    const QString restarts = u"qilin_app_worker_restarts_total{app=\"web\"}"_s;
    QVERIFY(m_prometheus->waitForValue(restarts, 0));
    const double failures
        = m_prometheus->value(u"qilin_app_worker_failures_total{app=\"web\"}"_s).value_or(-1);
    QVERIFY(failures >= 1); // of the reload that failed
    const QList<qint64> before = pidsUp(m_daemon->info(), u"web"_s);
    QCOMPARE(before.size(), 2);
    sendSignal(before[0], SIGKILL);
    QVERIFY(m_prometheus->waitForValue(restarts, 1));
    QVERIFY(m_prometheus->waitForValue(u"qilin_app_worker_failures_total{app=\"web\"}"_s,
                                       failures + 1));
    QVERIFY(m_prometheus->waitForValue(u"sum(qilin_worker_restarts_total{app=\"web\"})"_s, 1));
    QVERIFY(m_prometheus->waitForValue(u"qilin_app_workers{app=\"web\",state=\"up\"}"_s, 2));
}

void tst_MetricsScraped::addsUpTheProcessorTimeOfThoseThatEnded()
{
    const QString ofWorker = u"qilin_worker_cpu_seconds_total{app=\"busy\"}"_s;
    const QString ofApp = u"qilin_app_cpu_seconds_total{app=\"busy\"}"_s;
    QVERIFY(waitFor([&] { return m_prometheus->value(ofWorker) > 0.1; }));
    const int worker = int(number(workersIn(m_daemon->info(), u"busy"_s).value(0), "id"));
    const double before = m_prometheus->value(ofApp).value_or(0);
    QVERIFY(before > 0.1);
    QCOMPARE(m_daemon->post("/restart?worker=" + QByteArray::number(worker)).status, 200);
    const QString ofNext = u"qilin_worker_cpu_seconds_total{app=\"busy\",worker!=\"%1\"}"_s;
    QVERIFY(waitFor([&] { return m_prometheus->value(ofNext.arg(worker)) > 0; }));
    QVERIFY(waitFor([&] { return m_prometheus->value(ofApp) > before + 0.1; }));
    // It never fell: not as children ended, nor as the worker was replaced.
    QCOMPARE(m_prometheus->value(u"sum(resets(%1[1h]))"_s.arg(ofApp)), 0);
    QCOMPARE(m_prometheus->value(u"sum(resets(%1[1h]))"_s.arg(ofWorker)), 0);
    QVERIFY(m_prometheus->value(u"qilin_daemon_cpu_seconds_total"_s) > 0);
}

void tst_MetricsScraped::goesOnWhenAnApplicationComesBack()
{
    const QString count = u"qilin_app_reloads_total{app=\"busy\",result=\"ok\"}"_s;
    QCOMPARE(m_prometheus->value(count), 1);
    QJsonObject without = config();
    QJsonArray apps = without[u"apps"_s].toArray();
    apps.removeAt(1);
    without[u"apps"_s] = apps;
    m_daemon->writeConfig(without);
    m_daemon->signal(SIGHUP);
    QVERIFY(waitFor([&] { return !m_prometheus->value(count); }));
    m_daemon->writeConfig(config());
    m_daemon->signal(SIGHUP);
    QVERIFY(m_prometheus->waitForValue(count, 1));
    QCOMPARE(m_prometheus->value(u"sum(resets(%1[1h]))"_s.arg(count)), 0);
    QVERIFY(m_prometheus->value(u"qilin_app_cpu_seconds_total{app=\"busy\"}"_s) > 0.2);
}

QTEST_GUILESS_MAIN(tst_MetricsScraped)
#include "tst_scrape.moc"
