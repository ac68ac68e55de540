// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QJsonObject failureIn(const QJsonObject &info, const QString &app)
{
    return appIn(info, app).value("failure"_L1).toObject();
}

bool isGivenUp(const QJsonObject &info, const QString &app)
{
    const QJsonObject failure = failureIn(info, app);
    return !failure.isEmpty() && failure.value("next_try_ms"_L1).isNull();
}

bool hasState(const QJsonObject &info, const QString &app, const QString &state)
{
    return text(appIn(info, app), "state") == state;
}

} // namespace

// The keys restart, max_restarts and reload_on.
class tst_PoliciesRestart final : public QObject
{
    Q_OBJECT

private slots:
    void workIsDone();
    void givenUp();
    void neverAfterAFailure();
    void newRulesWithoutARestart();
    void nothingIsWatched();
};

// A job is run once, is shown as exited, and is run again when somebody asks.
void tst_PoliciesRestart::workIsDone()
{
    DaemonProcess daemon;
    const QJsonObject job
        = with(childApp({u"print=run"_s, u"exit=0"_s}, 2), u"restart"_s, u"on-failure"_s);
    daemon.writeConfig(severalApps({{u"job"_s, job}, {u"good"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return hasState(info, u"job"_s, u"exited"_s) && hasState(info, u"good"_s, u"up"_s);
    }),
             daemon.log());
    const QList<QJsonObject> workers = workersIn(daemon.info(), u"job"_s);
    QCOMPARE(workers.size(), 2);
    for (const QJsonObject &worker : workers) {
        QCOMPARE(text(worker, "state"), u"exited"_s);
        QCOMPARE(number(worker, "restarts"), 0);
    }
    QVERIFY(failureIn(daemon.info(), u"job"_s).isEmpty());
    QVERIFY2(daemon.log().contains("exited with code 0 after "), daemon.log());
    QVERIFY2(daemon.log().contains("; its work is done\n"), daemon.log());
    QCOMPARE(daemon.get("/readyz").status, 200);
    QCOMPARE(daemon.standardOutput().count("run\n"), 2);

    QCOMPARE(daemon.post("/start?app=job").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count("run\n"), 4, kPatienceMs);
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return hasState(info, u"job"_s, u"exited"_s); }));
    const qint64 id = number(workersIn(daemon.info(), u"job"_s).value(0), "id");
    QCOMPARE(daemon.post("/restart?worker=" + QByteArray::number(id)).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count("run\n"), 5, kPatienceMs);
    QCOMPARE(daemon.post("/reload?app=job").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count("run\n"), 7, kPatienceMs);
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return hasState(info, u"job"_s, u"exited"_s); }));
    QCOMPARE(number(appIn(daemon.info(), u"job"_s), "generation"), 2);
    QCOMPARE(daemon.post("/stop?app=job").status, 200);
    QVERIFY(hasState(daemon.info(), u"job"_s, u"stopped"_s));
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_PoliciesRestart::givenUp()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.sh"_s), "echo run\nif [ -e good ]; then sleep 3600 & wait; fi\n"
                                        "echo alas >&2\nexit 3\n");
    QJsonObject app = childApp({});
    app.insert("exec"_L1, "app.sh"_L1);
    app.insert("max_restarts"_L1, 2);
    app.insert("reload_on"_L1, "never"_L1);
    daemon.writeConfig(severalApps({{u"job"_s, app}}));
    QVERIFY(daemon.start());
    const auto isDown = [](const QJsonObject &info) { return isGivenUp(info, u"job"_s); };
    QVERIFY2(daemon.waitForInfo(isDown), daemon.log());
    const QJsonObject info = daemon.info();
    QVERIFY(hasState(info, u"job"_s, u"degraded"_s));
    QCOMPARE(text(workersIn(info, u"job"_s).value(0), "state"), u"failed"_s);
    QCOMPARE(number(workersIn(info, u"job"_s).value(0), "restarts"), 2);
    QCOMPARE(number(failureIn(info, u"job"_s), "code"), 3);
    QVERIFY2(daemon.log().contains("; given up after 2 restarts in a row, it stays down until "
                                   "/restart, /start or /reload\n"),
             daemon.log());
    QCOMPARE(daemon.standardOutput().count("run\n"), 3);
    QCOMPARE(daemon.get("/readyz").status, 503);

    const HttpAnswer start = daemon.post("/start?app=job"); // all its tries once more
    QCOMPARE(start.status, 500);
    QVERIFY2(start.body.contains("job stays down until it is asked for again"), start.body);
    QVERIFY2(start.body.contains("alas"), start.body);
    QCOMPARE(daemon.standardOutput().count("run\n"), 6);
    QVERIFY(daemon.waitForInfo(isDown));

    const qint64 id = number(workersIn(daemon.info(), u"job"_s).value(0), "id");
    QCOMPARE(daemon.post("/restart?worker=" + QByteArray::number(id)).status, 500);
    QVERIFY(daemon.waitForInfo(isDown));
    QCOMPARE(daemon.post("/reload?app=job").status, 500);
    QVERIFY(isGivenUp(daemon.info(), u"job"_s));

    writeFile(daemon.path(u"good"_s), "");
    QCOMPARE(daemon.post("/reload?app=job").status, 200);
    QVERIFY2(daemon.waitUntilUp(), daemon.log());
    QVERIFY(failureIn(daemon.info(), u"job"_s).isEmpty());
    QCOMPARE(daemon.quit(), 0);
}

void tst_PoliciesRestart::neverAfterAFailure()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"job"_s, with(childApp({u"exit=5"_s}), u"restart"_s, u"never"_s)},
                     {u"killed"_s, with(childApp({u"signal=SEGV"_s}), u"restart"_s, u"never"_s)}}));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return isGivenUp(info, u"job"_s) && isGivenUp(info, u"killed"_s);
    }),
             daemon.log());
    QCOMPARE(text(failureIn(daemon.info(), u"killed"_s), "signal"), u"SIGSEGV"_s);
    QVERIFY2(daemon.log().contains("; it stays down until /restart, /start or /reload\n"),
             daemon.log());
    QVERIFY2(!daemon.log().contains("started again"), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_PoliciesRestart::newRulesWithoutARestart()
{
    DaemonProcess daemon;
    const QJsonObject app = childApp({u"hang"_s});
    daemon.writeConfig(severalApps({{u"a"_s, app}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> pids = daemon.workerPids();
    daemon.writeConfig(
        severalApps({{u"a"_s, with(with(app, u"restart"_s, u"never"_s), u"max_restarts"_s, 7)}}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"a has changed: restart, max_restarts"_s), daemon.log());
    QCOMPARE(daemon.workerPids(), pids);
    sendSignal(pids.value(0), SIGKILL);
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) { return isGivenUp(info, u"a"_s); }),
             daemon.log());
    QCOMPARE(daemon.post("/start?app=a").status, 200);
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(daemon.quit(), 0);
}

// With "never" no file is watched, and SIGHUP turns watching on and off.
void tst_PoliciesRestart::nothingIsWatched()
{
    DaemonProcess daemon;
    writeFile(daemon.path(u"app.sh"_s), "sleep 3600 & wait\n");
    QJsonObject app = childApp({});
    app.insert("exec"_L1, "app.sh"_L1);
    app.insert("watch"_L1, QJsonArray{u"."_s});
    const QJsonObject quiet = with(app, u"reload_on"_s, u"never"_s);
    const auto isWatching = [](bool yes) {
        return [yes](const QJsonObject &info) {
            return (number(appIn(info, u"a"_s), "watching") > 0) == yes;
        };
    };
    daemon.writeConfig(severalApps({{u"a"_s, quiet}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(daemon.waitForInfo(isWatching(false)));
    daemon.writeConfig(severalApps({{u"a"_s, app}}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForInfo(isWatching(true)), daemon.log());
    daemon.writeConfig(severalApps({{u"a"_s, quiet}}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForInfo(isWatching(false)), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_PoliciesRestart)
#include "tst_restart.moc"
