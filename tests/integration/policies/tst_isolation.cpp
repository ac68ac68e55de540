// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

bool isReloadingSlowly(const QJsonObject &info)
{
    return text(appIn(info, u"slow"_s), "state") == "reloading"_L1;
}

qint64 crashes(const QJsonObject &info)
{
    qint64 sum = 0;
    for (const QJsonObject &worker : workersIn(info, u"crash"_s))
        sum += number(worker, "restarts");
    return sum;
}

} // namespace

// One application's crash loop, slow reload or log flood never delays another.
class tst_PoliciesIsolation final : public QObject
{
    Q_OBJECT

private slots:
    void badNeighbours();
};

// Beside one whose reload takes an hour, one that crashes as fast as it may and one that prints as
// fast as it can, a good one does all that it does alone.
void tst_PoliciesIsolation::badNeighbours()
{
    DaemonProcess daemon;
    const quint16 port = freePort();
    QJsonObject crash = childApp({u"exit=1"_s}, 4);
    crash.insert("restart_delay_max"_L1, 1);
    QJsonObject loud = childApp({u"flood=1000000000000"_s, u"hang"_s}, 2);
    loud.insert("silent"_L1, true); // read all the same, and the disk stays free
    const QJsonObject slow = childApp({u"hang"_s});
    QJsonObject slower = childApp({u"print=slower"_s, u"hang"_s});
    slower.insert("min_uptime"_L1, 3'500'000);
    slower.insert("ready_timeout"_L1, 3'600'000);
    const auto config = [&](const QJsonObject &slowOne) {
        return severalApps({{u"crash"_s, crash},
                            {u"loud"_s, loud},
                            {u"slow"_s, slowOne},
                            {u"good"_s, nodeApp(u"hello.js"_s, port, 2)}});
    };
    daemon.writeConfig(config(slow));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return pidsUp(info, u"slow"_s).size() == 1 && pidsUp(info, u"good"_s).size() == 2;
    }),
             daemon.log());
    daemon.writeConfig(config(slower));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForInfo(isReloadingSlowly), daemon.log());

    qint64 before = crashes(daemon.info());
    for (int round = 1; round <= 5; ++round) {
        QCOMPARE(daemon.post("/reload?app=good").status, 200);
        QCOMPARE(number(appIn(daemon.info(), u"good"_s), "generation"), round + 1);
        HttpClient client = HttpClient::tcp(port);
        QCOMPARE(client.get("/").status, 200);
        QVERIFY(isReloadingSlowly(daemon.info()));
        QVERIFY(waitFor([&] { return crashes(daemon.info()) > before; })); // they go on
        before = crashes(daemon.info());
    }
    QCOMPARE(daemon.post("/scale?app=good&workers=3").status, 200);
    QCOMPARE(pidsUp(daemon.info(), u"good"_s).size(), 3);
    const qint64 pid = pidsUp(daemon.info(), u"good"_s).value(0);
    sendSignal(pid, SIGKILL);
    QVERIFY2(daemon.waitForInfo(
                 [pid](const QJsonObject &info) { return isFilled(info, pid, 3, u"good"_s); }),
             daemon.log());
    QCOMPARE(daemon.post("/stop?app=good").status, 200);
    QCOMPARE(daemon.post("/start?app=good").status, 200);
    QVERIFY(isReloadingSlowly(daemon.info()));
    QCOMPARE(number(appIn(daemon.info(), u"slow"_s), "generation"), 1);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

QTEST_GUILESS_MAIN(tst_PoliciesIsolation)
#include "tst_isolation.moc"
