// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/deploy/deployment.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/httpclient.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QString tcp(quint16 port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

// Serves its first argument at descriptor 3. Of generation "2" only one worker does, until there is
// a file "whole".
QJsonObject server(const QString &generation, quint16 port)
{
    QJsonObject app = childApp({QStringLiteral(QILIN_TESTCHILD_PATH), generation}, 2);
    app.insert("exec"_L1, u"run.sh"_s);
    app.insert("rollout"_L1, u"rolling"_s);
    app.insert("listen"_L1, QJsonArray{tcp(port)});
    return app;
}

constexpr auto kScript = "if [ \"$2\" = 2 ] && [ ! -e whole ] && ! mkdir first 2>/dev/null; then\n"
                         "    exit 3\n"
                         "fi\n"
                         "exec \"$1\" inherit=3 serve=\"$2\"\n";

// Up with the first configuration, then told the second, whose reload ends with what is said.
bool reloadsInVain(DaemonProcess &daemon, const QJsonObject &first, const QJsonObject &second,
                   const QString &said)
{
    writeFile(daemon.path(u"run.sh"_s), kScript);
    daemon.writeConfig(first);
    if (!daemon.startAndWaitUntilUp())
        return false;
    daemon.writeConfig(second);
    daemon.signal(SIGHUP);
    return daemon.waitForLog(said);
}

QByteArray fetch(quint16 port)
{
    return HttpClient::tcp(port).get("/").body;
}

qint64 pidOf(const QJsonObject &info, int generation)
{
    const QList<QJsonObject> workers = workersIn(info);
    for (const QJsonObject &worker : workers) {
        if (number(worker, "generation") == generation && text(worker, "state") == "up"_L1)
            return number(worker, "pid");
    }
    return 0;
}

QJsonArray listening(DaemonProcess &daemon)
{
    return appIn(daemon.info()).value("listening"_L1).toArray();
}

} // namespace

// Two generations with different addresses side by side.
class tst_Rolling final : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheSocketsOfEach();
    void noneOfTheNewOnes();
    void startedAnew();
};

// The reload stops half-way, and then a worker of the old generation dies.
void tst_Rolling::keepsTheSocketsOfEach()
{
    const quint16 before = freePort();
    const quint16 after = freePort();
    DaemonProcess daemon;
    QVERIFY2(
        reloadsInVain(daemon, server(u"1"_s, before), server(u"2"_s, after), u"stopped half-way"_s),
        daemon.log());

    for (const int generation : {1, 2}) {
        const qint64 pid = pidOf(daemon.info(), generation);
        QVERIFY(pid > 0);
        writeFile(daemon.path(u"whole"_s), "");
        sendSignal(pid, SIGKILL);
        QVERIFY2(daemon.waitForInfo([&](const QJsonObject &info) {
            const qint64 next = pidOf(info, generation);
            return next > 0 && next != pid;
        }),
                 daemon.log());
        QCOMPARE(fetch(before), QByteArray("1"));
        QCOMPARE(fetch(after), QByteArray("2"));
        const QJsonArray both{tcp(before), tcp(after)};
        QCOMPARE(listening(daemon), both);
    }

    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    // The last one that was replaced dies on the spot, whatever it has accepted.
    QVERIFY(
        daemon.waitForInfo([](const QJsonObject &info) { return workersIn(info).size() == 2; }));
    QVERIFY(isRefused(before));
    QCOMPARE(fetch(after), QByteArray("2"));
    QCOMPARE(listening(daemon), QJsonArray{tcp(after)});
    QCOMPARE(daemon.quit(), 0);
}

// The first new worker fails: nothing is left of its sockets, the old workers keep theirs.
void tst_Rolling::noneOfTheNewOnes()
{
    const quint16 before = freePort();
    const quint16 after = freePort();
    DaemonProcess daemon;
    writeFile(daemon.path(u"first"_s), "");
    QVERIFY2(reloadsInVain(daemon, server(u"1"_s, before), server(u"2"_s, after),
                           u"generation 1 keeps serving"_s),
             daemon.log());
    QCOMPARE(listening(daemon), QJsonArray{tcp(before)});
    QVERIFY(isRefused(after));

    const QList<qint64> pids = daemon.workerPids();
    QCOMPARE(pids.size(), 2);
    for (const qint64 pid : pids)
        sendSignal(pid, SIGKILL);
    QVERIFY2(daemon.waitForInfo([&pids](const QJsonObject &info) {
        return isFilled(info, pids[0], 2) && isFilled(info, pids[1], 2);
    }),
             daemon.log());
    QCOMPARE(fetch(before), QByteArray("1"));
    QCOMPARE(listening(daemon), QJsonArray{tcp(before)});
    QCOMPARE(daemon.quit(), 0);
}

// Where nothing serves any more, a start takes what the configuration says.
void tst_Rolling::startedAnew()
{
    const quint16 before = freePort();
    const quint16 after = freePort();
    DaemonProcess daemon;
    writeFile(daemon.path(u"first"_s), "");
    QVERIFY2(reloadsInVain(daemon, with(server(u"1"_s, before), u"restart"_s, u"never"_s),
                           with(server(u"2"_s, after), u"restart"_s, u"never"_s),
                           u"generation 1 keeps serving"_s),
             daemon.log());
    const QList<qint64> pids = daemon.workerPids();
    for (const qint64 pid : pids)
        sendSignal(pid, SIGKILL);
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        const QList<QJsonObject> workers = workersIn(info);
        return workers.size() == 2 && text(workers[0], "state") == "failed"_L1
               && text(workers[1], "state") == "failed"_L1;
    }));

    writeFile(daemon.path(u"whole"_s), "");
    const HttpAnswer answer = daemon.post("/start?app=run.sh");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(fetch(after), QByteArray("2"));
    QVERIFY(isRefused(before));
    QCOMPARE(listening(daemon), QJsonArray{tcp(after)});
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_Rolling)
#include "tst_rolling.moc"
