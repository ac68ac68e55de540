// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr auto kGone = "web bye\nweb gone\napi bye\napi gone\ndb bye\ndb gone\n";

QString stateOf(const QJsonObject &info, const QString &app)
{
    return text(appIn(info, app), "state");
}

} // namespace

// The key depends_on: web needs api, api needs db.
class tst_PoliciesOrder final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void startWaitsUntilTheOthersAreUp();
    void quitGoesTheOtherWayRound();
    void quitAtOnce();
    void stopAndStart();
    void startOfTheLastStartsAll();
    void stopWhileWaiting();
    void removedTogether();
    void addedTogether();
    void changedOrderRestartsNobody();
    void jobThatIsDone();
    void cycle();

private:
    // Says when it is told to go, takes a while, and fails to start where the file NO-NAME is.
    QJsonObject app(const QString &name, const QStringList &dependsOn) const;
    QJsonObject all() const;
    void start();
    QByteArray said() const { return m_daemon->standardOutput(); }
    bool wait(const QString &app, const QString &state)
    {
        return m_daemon->waitForInfo(
            [&](const QJsonObject &info) { return stateOf(info, app) == state; });
    }

    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_PoliciesOrder::init()
{
    m_daemon = std::make_unique<DaemonProcess>();
    writeFile(m_daemon->path(u"app.sh"_s),
              "test ! -e no-$1 || exit 1\n"
              "trap 'echo $1 bye; sleep 0.2; echo $1 gone; exit 0' TERM\n"
              ">ready-$1\n"
              "while :; do sleep 3600 & wait; done\n");
}

void tst_PoliciesOrder::cleanup()
{
    if (m_daemon->isRunning() && !QTest::currentTestFailed())
        QCOMPARE(m_daemon->quit(), 0);
    if (!QTest::currentTestFailed())
        QCOMPARE(describe(m_daemon->processes()), QString());
    m_daemon.reset();
}

QJsonObject tst_PoliciesOrder::app(const QString &name, const QStringList &dependsOn) const
{
    QJsonObject app = childApp({name});
    app.insert("exec"_L1, "app.sh"_L1);
    app.insert("restart_delay_max"_L1, 100);
    app.insert("worker_disconnect_timeout"_L1, kPatienceMs);
    if (!dependsOn.isEmpty())
        app.insert("depends_on"_L1, QJsonArray::fromStringList(dependsOn));
    return app;
}

QJsonObject tst_PoliciesOrder::all() const
{
    return severalApps({{u"web"_s, app(u"web"_s, {u"api"_s, u"db"_s})},
                        {u"api"_s, app(u"api"_s, {u"db"_s})},
                        {u"db"_s, app(u"db"_s, {})}});
}

void tst_PoliciesOrder::start()
{
    m_daemon->writeConfig(all());
    QVERIFY(m_daemon->startAndWaitUntilUp());
    // Up says that they live, and they may not listen for the signal yet.
    for (const QString &name : {u"web"_s, u"api"_s, u"db"_s})
        QVERIFY(waitFor([&] { return QFile::exists(m_daemon->path(u"ready-"_s + name)); }));
}

void tst_PoliciesOrder::startWaitsUntilTheOthersAreUp()
{
    writeFile(m_daemon->path(u"no-db"_s), "");
    m_daemon->writeConfig(all());
    QVERIFY(m_daemon->start());
    QVERIFY2(m_daemon->waitForInfo([](const QJsonObject &info) {
        return number(workersIn(info, u"db"_s).value(0), "restarts") >= 3;
    }),
             m_daemon->log());
    const QJsonObject info = m_daemon->info();
    QCOMPARE(stateOf(info, u"web"_s), u"starting"_s);
    QCOMPARE(stateOf(info, u"api"_s), u"starting"_s);
    QVERIFY(workersIn(info, u"web"_s).isEmpty());
    QVERIFY(workersIn(info, u"api"_s).isEmpty());
    QCOMPARE(appIn(info, u"web"_s).value("waiting_for"_L1).toArray(),
             (QJsonArray{u"api"_s, u"db"_s}));
    QCOMPARE(appIn(info, u"api"_s).value("waiting_for"_L1).toArray(), QJsonArray{u"db"_s});
    QVERIFY2(m_daemon->log().contains("[daemon] api waits until db is up\n"), m_daemon->log());
    QCOMPARE(m_daemon->get("/readyz").status, 503);

    QVERIFY(QFile::remove(m_daemon->path(u"no-db"_s)));
    QVERIFY2(m_daemon->waitUntilUp(), m_daemon->log());
    const QByteArray log = m_daemon->log();
    const auto db = log.indexOf("[daemon] db x 1 started");
    const auto api = log.indexOf("[daemon] api x 1 started");
    const auto web = log.indexOf("[daemon] web x 1 started");
    QVERIFY2(db >= 0 && db < api && api < web, log);
    QVERIFY2(db < log.indexOf("[daemon] start api\n"), log);
    QVERIFY2(api < log.indexOf("[daemon] start web\n"), log);
    QVERIFY(!appIn(m_daemon->info(), u"web"_s).contains("waiting_for"_L1));
}

void tst_PoliciesOrder::quitGoesTheOtherWayRound()
{
    start();
    QCOMPARE(m_daemon->quit(), 0);
    QCOMPARE(said(), QByteArray(kGone));
}

// A second signal waits for nobody.
void tst_PoliciesOrder::quitAtOnce()
{
    writeFile(m_daemon->path(u"app.sh"_s), "trap 'echo $1 stays' TERM\n"
                                           ">ready-$1\n"
                                           "while :; do sleep 3600 & wait; done\n");
    start();
    m_daemon->signal(SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(said(), QByteArray("web stays\n"), kPatienceMs);
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->waitForExit(), 0);
    QVERIFY(!said().contains("gone"));
}

void tst_PoliciesOrder::stopAndStart()
{
    start();
    QCOMPARE(m_daemon->post("/stop?app=db").status, 200);
    QCOMPARE(said(), QByteArray(kGone));
    for (const QString &name : {u"web"_s, u"api"_s, u"db"_s})
        QCOMPARE(stateOf(m_daemon->info(), name), u"stopped"_s);
    QVERIFY2(m_daemon->log().contains("info: api depends on db: it is stopped first\n"),
             m_daemon->log());
    // Those that were stopped for it alone come back with it.
    QCOMPARE(m_daemon->post("/start?app=db").status, 200);
    QVERIFY2(m_daemon->waitUntilUp(), m_daemon->log());

    QCOMPARE(m_daemon->post("/stop?app=web").status, 200);
    QCOMPARE(stateOf(m_daemon->info(), u"api"_s), u"up"_s);
    QCOMPARE(m_daemon->post("/stop?app=db").status, 200);
    QCOMPARE(m_daemon->post("/start?app=db").status, 200);
    QVERIFY2(wait(u"api"_s, u"up"_s), m_daemon->log());
    QCOMPARE(stateOf(m_daemon->info(), u"web"_s), u"stopped"_s); // it was asked to be
}

void tst_PoliciesOrder::startOfTheLastStartsAll()
{
    start();
    QCOMPARE(m_daemon->post("/stop?app=db").status, 200);
    const qsizetype said = m_daemon->logLines().size();
    QCOMPARE(m_daemon->post("/start?app=web").status, 200);
    QCOMPARE(stateOf(m_daemon->info(), u"web"_s), u"up"_s);
    QCOMPARE(stateOf(m_daemon->info(), u"api"_s), u"up"_s);
    QCOMPARE(stateOf(m_daemon->info(), u"db"_s), u"up"_s);
    const QStringList lines = m_daemon->logLines().mid(said).filter(u"[daemon] start "_s);
    QCOMPARE(lines, (QStringList{u"[daemon] start db"_s, u"[daemon] start api"_s,
                                 u"[daemon] start web"_s}));
}

// What waits can be stopped, started and reloaded like everything else.
void tst_PoliciesOrder::stopWhileWaiting()
{
    writeFile(m_daemon->path(u"no-db"_s), "");
    m_daemon->writeConfig(all());
    QVERIFY(m_daemon->start());
    QVERIFY2(wait(u"web"_s, u"starting"_s), m_daemon->log());
    QCOMPARE(m_daemon->post("/stop?app=web").status, 200);
    QCOMPARE(stateOf(m_daemon->info(), u"web"_s), u"stopped"_s);
    QVERIFY(QFile::remove(m_daemon->path(u"no-db"_s)));
    QVERIFY2(wait(u"api"_s, u"up"_s), m_daemon->log());
    QCOMPARE(stateOf(m_daemon->info(), u"web"_s), u"stopped"_s);
    QCOMPARE(m_daemon->post("/start?app=web").status, 200);
    QCOMPARE(stateOf(m_daemon->info(), u"web"_s), u"up"_s);
}

void tst_PoliciesOrder::removedTogether()
{
    start();
    m_daemon->writeConfig(severalApps({{u"other"_s, childApp({u"hang"_s})}}));
    m_daemon->signal(SIGHUP);
    QTRY_COMPARE_WITH_TIMEOUT(said(), QByteArray(kGone), kPatienceMs);
    QVERIFY2(m_daemon->waitForInfo([](const QJsonObject &info) {
        return info.value("apps"_L1).toArray().size() == 1 && stateOf(info, u"other"_s) == u"up"_s;
    }),
             m_daemon->log());
}

void tst_PoliciesOrder::addedTogether()
{
    m_daemon->writeConfig(severalApps({{u"other"_s, childApp({u"hang"_s})}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    m_daemon->writeConfig(all());
    m_daemon->signal(SIGHUP);
    QVERIFY2(m_daemon->waitForLog(u"[daemon] web x 1 started"_s), m_daemon->log());
    const QByteArray log = m_daemon->log();
    const auto db = log.indexOf("[daemon] db x 1 started");
    const auto api = log.indexOf("[daemon] api x 1 started");
    QVERIFY2(db >= 0 && db < api && api < log.indexOf("[daemon] web x 1 started"), log);
}

void tst_PoliciesOrder::changedOrderRestartsNobody()
{
    start();
    const QList<qint64> pids = m_daemon->workerPids();
    m_daemon->writeConfig(severalApps({{u"web"_s, app(u"web"_s, {})},
                                       {u"api"_s, app(u"api"_s, {u"web"_s})},
                                       {u"db"_s, app(u"db"_s, {u"api"_s})}}));
    m_daemon->signal(SIGHUP);
    QVERIFY2(m_daemon->waitForLog(u"db has changed: depends_on"_s), m_daemon->log());
    QCOMPARE(m_daemon->workerPids(), pids);
    QCOMPARE(m_daemon->quit(), 0);
    QCOMPARE(said(), QByteArray("db bye\ndb gone\napi bye\napi gone\nweb bye\nweb gone\n"));
}

// Work that is done counts as up.
void tst_PoliciesOrder::jobThatIsDone()
{
    QJsonObject job = with(childApp({u"exit=0"_s}), u"restart"_s, u"never"_s);
    m_daemon->writeConfig(
        severalApps({{u"web"_s, app(u"web"_s, {u"migrate"_s})}, {u"migrate"_s, job}}));
    QVERIFY(m_daemon->start());
    QVERIFY2(wait(u"web"_s, u"up"_s), m_daemon->log());
    QCOMPARE(stateOf(m_daemon->info(), u"migrate"_s), u"exited"_s);
}

void tst_PoliciesOrder::cycle()
{
    m_daemon->writeConfigText(
        "{\"apps\": [\n"
        " {\"exec\": \"app.sh\", \"name\": \"a\", \"depends_on\": [\"b\"]},\n"
        " {\"exec\": \"app.sh\", \"name\": \"b\", \"depends_on\": [\"a\"]}]}");
    const QString file = m_daemon->path(u"qilin-daemon.json"_s);
    const ShortRun run = runDaemon({u"--check"_s, file});
    QCOMPARE(run.code, 78);
    QVERIFY2(run.err.contains(file.toUtf8() + ":2:48: apps[0].depends_on: "), run.err);
    QVERIFY2(run.err.contains(": a → b → a; "), run.err);
}

QTEST_GUILESS_MAIN(tst_PoliciesOrder)
#include "tst_order.moc"
