// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Workers that die unasked: replaced at once, with growing pauses if they fail at their start.
class CrashTest final : public QObject
{
    Q_OBJECT

private slots:
    void leaveOthersAlone_data();
    void leaveOthersAlone();
    void keepThePortOpen();
    void backOffAndRecover_data();
    void backOffAndRecover();
    void keepTryingWhenAReloadFailsToo();
    void replaceOldWorkersDuringAReload();
};

namespace {

// No failed start takes as long, on the slowest machine.
constexpr int kLongStartMs = 4000;

QJsonObject workerInfo(const QJsonObject &info, int index)
{
    return info.value("workers"_L1).toArray().at(index).toObject();
}

// What the log said about the next start, in seconds; 0: at once.
QList<double> pauses(const DaemonProcess &daemon)
{
    static const QRegularExpression line(
        u"worker \\d+ exited with code 1 after [\\d.]+ s; (next try in ([\\d.]+) s|it is started again at once)$"_s);
    QList<double> seconds;
    const QStringList lines = daemon.logLines();
    for (const QString &text : lines) {
        if (const QRegularExpressionMatch match = line.match(text); match.hasMatch())
            seconds.append(match.captured(2).toDouble());
    }
    return seconds;
}

} // namespace

void CrashTest::leaveOthersAlone_data()
{
    QTest::addColumn<QString>("balance");
    QTest::newRow("shared") << u"shared"_s;
    QTest::newRow("round robin") << u"round_robin"_s;
}

void CrashTest::leaveOthersAlone()
{
    NEED_NODE();
    QFETCH(QString, balance);
    Deployment deployment(u"hello.js"_s, {{u"balance"_s, balance}});
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QTRY_COMPARE_WITH_TIMEOUT(daemon.workerPids().size(), 2, kPatienceMs);
    const QList<qint64> pids = daemon.workerPids();
    const qint64 victim = pids.first();

    // Kept connections, each with a worker of its own from now on; until both have some.
    std::vector<std::pair<HttpClient, qint64>> clients;
    const auto heldBy = [&](qint64 pid) {
        return std::count_if(clients.begin(), clients.end(),
                             [pid](const auto &client) { return client.second == pid; });
    };
    QVERIFY(waitFor([&] {
        for (int i = 0; i < 8; ++i) {
            HttpClient client = HttpClient::tcp(deployment.port());
            const HttpAnswer answer = client.get("/");
            clients.emplace_back(std::move(client),
                                 answer.body.trimmed().split(' ').value(1).toLongLong());
        }
        return heldBy(pids.first()) > 0 && heldBy(pids.last()) > 0;
    }));
    LoadRun single(deployment.port(),
                   {u"--connections"_s, u"8"_s, u"--pause"_s, u"2"_s, u"--close"_s});
    QVERIFY(single.waitForAnswers(50));

    sendSignal(victim, SIGKILL);
    // For as long as the place is empty, and a little more.
    QByteArray lost;
    QVERIFY(waitFor([&] {
        for (auto &[client, pid] : clients) {
            const QByteArray body = pid == victim ? QByteArray() : client.get("/").body;
            if (pid != victim && body.trimmed().split(' ').value(1).toLongLong() != pid)
                lost = "instead of " + QByteArray::number(pid) + ": " + body;
        }
        const QList<qint64> up = daemon.workerPids();
        return !lost.isEmpty() || (up.size() == 2 && !up.contains(victim));
    }));
    QCOMPARE(lost, QByteArray());
    const qint64 answered = single.answers();
    QVERIFY(single.waitForAnswers(answered + 50));
    const QJsonObject result = single.stop();
    // Only what the victim had in its hands is lost: nobody is refused, nobody waits in vain.
    QCOMPARE(result.value("refused"_L1).toInt(-1), 0);
    QCOMPARE(result.value("timed_out"_L1).toInt(-1), 0);
    QCOMPARE(result.value("not_2xx"_L1).toInt(-1), 0);
    QVERIFY2(result.value("failed"_L1).toInt() <= 8,
             QJsonDocument(result).toJson(QJsonDocument::Compact));

    QVERIFY(daemon.waitForLog(u"Worker[1] died: %1"_s.arg(victim)));
    QVERIFY(daemon.waitForLog(u"was killed by SIGKILL after "_s));
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonObject fresh = workerInfo(info, 1);
        return fresh.value("id"_L1).toInt() == 3 && fresh.value("restarts"_L1).toInt() == 1;
    }));
}

void CrashTest::keepThePortOpen()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"workers"_s, 1}});
    QVERIFY(deployment.start());
    QSet<qint64> served;
    for (int i = 0; i < 5; ++i) {
        const qint64 pid = deployment.servingPid();
        QVERIFY(pid > 0 && !served.contains(pid));
        served.insert(pid);
        sendSignal(pid, SIGKILL);
        QVERIFY(waitFor([pid] { return !isAlive(pid); }));
        HttpClient client = HttpClient::tcp(deployment.port());
        QVERIFY(client.connectNow()); // never refused, though nobody is there
        const HttpAnswer answer = client.get("/");
        QVERIFY2(answer.status == 200, qPrintable(answer.error));
    }
}

void CrashTest::backOffAndRecover_data()
{
    QTest::addColumn<bool>("byFile");
    QTest::newRow("mended, seen by the watcher") << true;
    QTest::newRow("mended, then /reload") << false;
}

void CrashTest::backOffAndRecover()
{
    NEED_NODE();
    QFETCH(bool, byFile);
    Deployment deployment(u"throws.js"_s, {{u"workers"_s, 1},
                                           {u"min_uptime"_s, kLongStartMs},
                                           {u"restart_delay_max"_s, 1500},
                                           {u"reload_delay"_s, byFile ? 100 : 3'600'000}});
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(daemon.start());
    QVERIFY(waitFor([&] { return pauses(daemon).size() >= 7; }));

    // At once, then 0.1 s doubling up to the cap, each shortened by up to a quarter; told with one
    // decimal, which may take up to half a tenth more.
    const QList<double> seconds = pauses(daemon);
    const QList<double> full{0, 0.1, 0.2, 0.4, 0.8, 1.5, 1.5};
    for (int i = 0; i < full.size(); ++i) {
        QVERIFY2(seconds.at(i) <= full.at(i) && seconds.at(i) >= full.at(i) * 0.75 - 0.051,
                 qPrintable(u"pause %1: %2 s"_s.arg(i).arg(seconds.at(i))));
    }

    QJsonObject failed;
    QVERIFY(daemon.waitForInfo([&failed](const QJsonObject &info) {
        failed = workerInfo(info, 0);
        return failed.value("state"_L1).toString() == "failed"_L1
               && failed.value("pid"_L1).toInt() == 0; // its tree has gone, too
    }));
    QVERIFY(failed.value("restarts"_L1).toInt() >= 6);
    const QJsonObject failure = failed.value("failure"_L1).toObject();
    QVERIFY(failure.value("reason"_L1).toString().startsWith(u"exited with code 1 after "_s));
    QCOMPARE(failure.value("code"_L1).toInt(), 1);
    QVERIFY(failure.value("signal"_L1).isNull());
    const int nextTry = failure.value("next_try_ms"_L1).toInt();
    QVERIFY2(nextTry >= 1125 && nextTry <= 1500, qPrintable(QString::number(nextTry)));
    QVERIFY(
        QJsonDocument(failure.value("output"_L1).toArray()).toJson().contains("broken at start"));
    QCOMPARE(daemon.get("/readyz").status, 503);
    QCOMPARE(daemon.get("/healthz").status, 200);

    deployment.app().replaceBy(u"hello.js"_s);
    if (!byFile)
        QCOMPARE(deployment.reload().status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(deployment.version(), "1"_ba, kPatienceMs);
    QVERIFY(daemon.waitUntilUp());
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return !info.value("apps"_L1)[0].toObject().contains("failure"_L1)
               && !workerInfo(info, 0).contains("failure"_L1);
    }));
    QCOMPARE(daemon.get("/readyz").status, 200);
    // Not by the next try alone, which finds the mended file as well.
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &info) {
        const QJsonObject app = info.value("apps"_L1)[0].toObject();
        const QJsonValue reason = app.value("last_reload"_L1)["reason"_L1];
        return reason == (byFile ? u"file"_s : u"request"_s)
               && app.value("generation"_L1).toInt() == 2;
    }));
}

void CrashTest::keepTryingWhenAReloadFailsToo()
{
    NEED_NODE();
    Deployment deployment(
        u"throws.js"_s,
        {{u"workers"_s, 1}, {u"min_uptime"_s, kLongStartMs}, {u"restart_delay_max"_s, 200}});
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(daemon.start());
    QVERIFY(waitFor([&] { return pauses(daemon).size() >= 2; }));
    QCOMPARE(deployment.reload().status, 500);
    const qsizetype before = pauses(daemon).size();
    QVERIFY(waitFor([&] { return pauses(daemon).size() >= before + 2; }));
    deployment.app().replaceBy(u"hello.js"_s); // nobody says so: the next try finds it
    QTRY_COMPARE_WITH_TIMEOUT(deployment.version(), "1"_ba, kPatienceMs);
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(deployment.generation(), 1);
}

void CrashTest::replaceOldWorkersDuringAReload()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, kGated);
    deployment.openGate();
    QVERIFY(deployment.start());
    DaemonProcess &daemon = deployment.daemon();
    QTRY_COMPARE_WITH_TIMEOUT(daemon.workerPids().size(), 2, kPatienceMs);
    const QList<qint64> old = daemon.workerPids();
    LoadRun kept(deployment.port(),
                 {u"--connections"_s, u"4"_s, u"--pause"_s, u"5"_s, u"--close"_s});
    QVERIFY(kept.waitForAnswers(20));

    deployment.app().setVersion(u"2"_s);
    deployment.closeGate();
    HttpClient client = daemon.control();
    QVERIFY(client.connectNow());
    QVERIFY(client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(daemon.workerPids({}).size(), 4, kPatienceMs);
    for (const qint64 pid : old)
        sendSignal(pid, SIGKILL);
    deployment.openGate();
    QCOMPARE(client.receive().status, 200);

    QVERIFY(deployment.waitUntilOnlyNewest());
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(deployment.versions(5), QSet<QByteArray>{"2"_ba});
    QCOMPARE(daemon.workerPids().size(), 2);
    QCOMPARE(deployment.generation(), 2);
    QVERIFY(kept.waitForAnswers(kept.answers() + 20));
    const QJsonObject result = kept.stop();
    QCOMPARE(result.value("refused"_L1).toInt(-1), 0);
    QCOMPARE(result.value("timed_out"_L1).toInt(-1), 0);
    // Each kill takes what the worker had in its hands.
    QVERIFY2(result.value("failed"_L1).toInt() <= 2 * 4,
             QJsonDocument(result).toJson(QJsonDocument::Compact));
}

QTEST_GUILESS_MAIN(CrashTest)
#include "tst_crash.moc"
