// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/deploy/deployment.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/loadrun.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr int kResourceMissing = 71;

QString tcp(quint16 port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

// A native server that knows nothing but its descriptor 3 and takes no care of signals.
QJsonObject server(const QString &answer, const QJsonArray &listen, int workers = 1)
{
    QJsonObject app = childApp({u"inherit=3"_s, u"serve="_s + answer}, workers);
    app.insert("listen"_L1, listen);
    return app;
}

QByteArray fetch(quint16 port)
{
    return HttpClient::tcp(port).get("/").body;
}

} // namespace

// The key listen: sockets of the daemon's that programs find as descriptors 3, 4, …
class tst_Listen final : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheWorker_data();
    void tellsTheWorker();
    void everyAddressAnswers();
    void waitsThroughACrash();
    void waitsThroughAStop();
    void reloadsWithoutAFailure_data();
    void reloadsWithoutAFailure();
    void failedReloadIsNotNoticed();
    void fileOfTheSocket();
    void addressInUse_data();
    void addressInUse();
    void otherAddresses();
    void otherAddressInUse();
    void node();
};

void tst_Listen::tellsTheWorker_data()
{
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QStringList>("args");
    const QString child = QStringLiteral(QILIN_TESTCHILD_PATH);
    const QStringList words{u"env=LISTEN_FDS"_s,
                            u"env=LISTEN_PID"_s,
                            u"env=LISTEN_FDNAMES"_s,
                            u"ids"_s,
                            u"fds"_s,
                            u"hang"_s};
    QTest::newRow("program") << child << words;
    QTest::newRow("interpreter") << u"run.sh"_s << QStringList{child} + words;
}

void tst_Listen::tellsTheWorker()
{
    QFETCH(QString, exec);
    QFETCH(QStringList, args);
    const quint16 port = freePort();
    DaemonProcess daemon;
    writeFile(daemon.path(u"run.sh"_s), "exec \"$@\"\n");
    QJsonObject config = childApp(args);
    config.insert("exec"_L1, exec);
    config.insert("listen"_L1, QJsonArray{tcp(port), u"unix:a.sock"_s});
    config.insert("env"_L1, QJsonObject{{u"LISTEN_PID"_s, u"1"_s}});
    daemon.setEnvironment(u"LISTEN_FDS"_s, u"7"_s);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const QByteArray pid = QByteArray::number(daemon.workerPids().value(0));
    QTRY_VERIFY_WITH_TIMEOUT(daemon.standardOutput().contains("fds 0 1 2 3 4\n"), kPatienceMs);
    const QByteArray said = daemon.standardOutput();
    QVERIFY2(said.contains("LISTEN_FDS=2\nLISTEN_PID=" + pid + "\nLISTEN_FDNAMES="
                           + QByteArray::number(port) + ":a.sock\npid " + pid),
             said);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(isRefused(port));
    QVERIFY(!QFile::exists(daemon.path(u"a.sock"_s)));
}

void tst_Listen::everyAddressAnswers()
{
    const quint16 ports[] = {freePort(), freePort(), freePort()};
    DaemonProcess daemon;
    QList<QPair<QString, QJsonObject>> apps{
        {u"v4"_s, server(u"v4"_s, {tcp(ports[0])})},
        {u"v6"_s, server(u"v6"_s, {u"[::1]:%1"_s.arg(ports[1])})},
        {u"all"_s, server(u"all"_s, {u"*:%1"_s.arg(ports[2])})},
        {u"unix"_s, server(u"unix"_s, {u"unix:a.sock"_s})}};
    daemon.writeConfig(severalApps(apps));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(fetch(ports[0]), QByteArray("v4"));
    QCOMPARE(HttpClient::tcp(ports[1], "::1").get("/").body, QByteArray("v6"));
    QCOMPARE(fetch(ports[2]), QByteArray("all"));
    QCOMPARE(HttpClient::tcp(ports[2], "::1").get("/").body, QByteArray("all"));
    QCOMPARE(HttpClient::unixSocket(daemon.path(u"a.sock"_s)).get("/").body, QByteArray("unix"));
    const QJsonArray listening{tcp(ports[0])};
    QCOMPARE(appIn(daemon.info(), u"v4"_s).value("listening"_L1).toArray(), listening);
    QCOMPARE(daemon.quit(), 0);
}

// The only worker is dead for two seconds: clients wait, none is refused.
void tst_Listen::waitsThroughACrash()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    QJsonObject config = childApp({u"wait=2000"_s, u"inherit=3"_s, u"serve=ok"_s});
    config.insert("listen"_L1, QJsonArray{tcp(port)});
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(port, {u"--close"_s, u"--connections"_s, u"16"_s});
    for (int i = 0; i < 2; ++i) {
        QVERIFY(load.waitForAnswers(load.answers() + 200));
        const qint64 pid = daemon.workerPids().value(0);
        sendSignal(pid, SIGKILL);
        QVERIFY(daemon.waitForInfo([pid](const QJsonObject &info) { return isFilled(info, pid); }));
    }
    QVERIFY(load.waitForAnswers(load.answers() + 200));
    const QJsonObject result = load.stop();
    // What the killed one was at work on is lost: one request a kill at most.
    const qint64 failed = number(result, "failed");
    QVERIFY2(number(result, "answered") > 0 && failed <= 2 && number(result, "refused") == 0,
             QJsonDocument(result).toJson(QJsonDocument::Compact));
    QCOMPARE(daemon.quit(), 0);
}

void tst_Listen::waitsThroughAStop()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(with(server(u"ok"_s, {tcp(port)}), u"name"_s, u"a"_s));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(daemon.post("/stop?app=a").status, 200);
    QCOMPARE(daemon.info().value("workers"_L1), QJsonValue(QJsonArray()));
    HttpClient client = HttpClient::tcp(port);
    QVERIFY(client.connectNow());
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    QCOMPARE(daemon.post("/start?app=a").status, 200);
    QCOMPARE(client.receive().body, QByteArray("ok"));
    QCOMPARE(daemon.quit(), 0);
}

void tst_Listen::reloadsWithoutAFailure_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("workers");
    QTest::newRow("TCP, one worker") << u"127.0.0.1:%1"_s << 1;
    QTest::newRow("TCP, three workers") << u"127.0.0.1:%1"_s << 3;
    QTest::newRow("every interface") << u"*:%1"_s << 2;
    QTest::newRow("unix") << u"unix:a.sock"_s << 2;
}

// The server dies by SIGTERM on the spot, whatever it is at work on.
void tst_Listen::reloadsWithoutAFailure()
{
    QFETCH(QString, address);
    QFETCH(int, workers);
    const quint16 port = freePort();
    const bool isUnix = address.startsWith("unix:"_L1);
    DaemonProcess daemon;
    daemon.writeConfig(server(u"ok"_s, {isUnix ? address : address.arg(port)}, workers));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QStringList options{u"--close"_s, u"--connections"_s, u"16"_s};
    if (isUnix)
        options += {u"--unix"_s, daemon.path(u"a.sock"_s)};
    LoadRun load(port, options);
    constexpr int kReloads = 5;
    for (int i = 0; i < kReloads; ++i) {
        QVERIFY(load.waitForAnswers(load.answers() + 100));
        const HttpAnswer answer = daemon.post("/reload");
        QVERIFY2(answer.status == 200, answer.body);
    }
    QVERIFY(load.waitForAnswers(load.answers() + 100));
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QVERIFY(daemon.waitForInfo(
        [workers](const QJsonObject &info) { return workersIn(info).size() == workers; }));
    QCOMPARE(number(appIn(daemon.info()), "generation"), kReloads + 1);
    QCOMPARE(daemon.quit(), 0);
}

// New code that dies before it is trusted has never seen a client.
void tst_Listen::failedReloadIsNotNoticed()
{
    const quint16 port = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(server(u"old"_s, {tcp(port)}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(port, {u"--close"_s, u"--connections"_s, u"8"_s});
    QVERIFY(load.waitForAnswers(100));
    QJsonObject broken = childApp({u"inherit=3"_s, u"wait=300"_s, u"exit=3"_s});
    broken.insert("listen"_L1, QJsonArray{tcp(port)});
    broken.insert("min_uptime"_L1, 10'000);
    daemon.writeConfig(broken);
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"generation 1 keeps serving"_s), daemon.log());
    QVERIFY(load.waitForAnswers(load.answers() + 100));
    const QJsonObject result = load.stop();
    QCOMPARE(faultsOf(result), QByteArray());
    QCOMPARE(fetch(port), QByteArray("old"));
    QCOMPARE(daemon.quit(), 0);
}

void tst_Listen::fileOfTheSocket()
{
    DaemonProcess daemon;
    const QString path = daemon.path(u"a.sock"_s);
    {
        QLocalServer dead; // leaves its file behind when it is killed; here by a rename
        QVERIFY(dead.listen(path + u".dead"_s));
        QVERIFY(QFile::rename(path + u".dead"_s, path));
    }
    QVERIFY(QFile::exists(path));
    daemon.writeConfig(server(u"ok"_s, {u"unix:a.sock"_s}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const auto modeOf = [](const QString &file) {
        return int(QFileInfo(file).permissions())
               & int(QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup);
    };
    QCOMPARE(modeOf(path), int(QFile::ReadGroup | QFile::WriteGroup));
    QCOMPARE(daemon.post("/reload").status, 200);
    QCOMPARE(modeOf(path), int(QFile::ReadGroup | QFile::WriteGroup));
    QCOMPARE(HttpClient::unixSocket(path).get("/").body, QByteArray("ok"));
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!QFile::exists(path));
}

void tst_Listen::addressInUse_data()
{
    QTest::addColumn<bool>("isUnix");
    QTest::newRow("TCP") << false;
    QTest::newRow("unix") << true;
}

// Said in one line that names the place, before anything is started.
void tst_Listen::addressInUse()
{
    QFETCH(bool, isUnix);
    const quint16 port = freePort();
    const OccupiedPort taken(port);
    DaemonProcess daemon;
    QLocalServer other;
    QVERIFY(other.listen(daemon.path(u"a.sock"_s)));
    const QString address = isUnix ? u"unix:a.sock"_s : tcp(port);
    daemon.writeConfigText("{\"control_socket\": \"control.sock\",\n \"exec\": \"/bin/sleep\", "
                           "\"args\": [\"60\"],\n  \"listen\": [\""
                           + address.toUtf8() + "\"]}");
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    QVERIFY2(daemon.logLines().size() == 1, daemon.log());
    QVERIFY2(daemon.log().contains("qilin-daemon.json:3:14: listen[0]: cannot listen on "
                                   + address.toUtf8()
                                   + ": another program is there; end it, or listen elsewhere\n"),
             daemon.log());
    QVERIFY(QFile::exists(daemon.path(u"a.sock"_s)));
    QCOMPARE(describe(daemon.processes()), QString());
}

// SIGHUP: the new generation has the new sockets; one that is kept loses no connection.
void tst_Listen::otherAddresses()
{
    const quint16 kept = freePort();
    const quint16 removed = freePort();
    const quint16 added = freePort();
    DaemonProcess daemon;
    daemon.writeConfig(server(u"1"_s, {tcp(kept), tcp(removed)}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(kept, {u"--close"_s, u"--connections"_s, u"8"_s});
    QVERIFY(load.waitForAnswers(100));
    daemon.writeConfig(server(u"2"_s, {tcp(kept), tcp(added)}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return number(appIn(info), "generation") == 2 && workersIn(info).size() == 1;
    }),
             daemon.log());
    QCOMPARE(fetch(kept), QByteArray("2"));
    QVERIFY(HttpClient::tcp(added).connectNow());
    QVERIFY(isRefused(removed));
    const QJsonArray listening{tcp(kept), tcp(added)};
    QCOMPARE(appIn(daemon.info()).value("listening"_L1).toArray(), listening);
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(daemon.quit(), 0);
}

void tst_Listen::otherAddressInUse()
{
    const quint16 port = freePort();
    const quint16 other = freePort();
    auto taken = std::make_unique<OccupiedPort>(other);
    DaemonProcess daemon;
    daemon.writeConfig(server(u"1"_s, {tcp(port)}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    daemon.writeConfig(server(u"2"_s, {tcp(other)}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"cannot listen on "_s + tcp(other)), daemon.log());
    QVERIFY2(daemon.waitForLog(u"generation 1 keeps serving"_s), daemon.log());
    QCOMPARE(fetch(port), QByteArray("1"));

    taken.reset();
    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(fetch(other), QByteArray("2"));
    QCOMPARE(daemon.quit(), 0);
}

// Its cluster channel comes behind the sockets, and listen({fd: 3}) gets the first of them.
void tst_Listen::node()
{
    NEED_NODE();
    NEED_EVERY_NODE();
    const QList<NodeBinary> nodes = nodeBinaries();
    for (const NodeBinary &node : nodes) {
        for (const auto &balance : {u"shared"_s, u"round_robin"_s}) {
            const quint16 port = freePort();
            DaemonProcess daemon;
            writeFile(daemon.path(u"app.js"_s),
                      "const http = require('http');\n"
                      "const server = http.createServer((q, a) => a.end(String(process.pid)));\n"
                      "server.listen({fd: 3}, () => console.log(process.env.LISTEN_FDS,\n"
                      "    process.env.LISTEN_PID == process.pid, server.address().port));\n"
                      "http.createServer((q, a) => a.end('unix')).listen({fd: 4});\n");
            QJsonObject config{{u"exec"_s, u"app.js"_s},
                               {u"interpreter"_s, node.path},
                               {u"workers"_s, 2},
                               {u"ready"_s, u"listening"_s},
                               {u"min_uptime"_s, 100},
                               {u"balance"_s, balance},
                               {u"reload_delay"_s, 3600000},
                               {u"worker_disconnect_timeout"_s, 2000}};
            config.insert("listen"_L1, QJsonArray{tcp(port), u"unix:a.sock"_s});
            daemon.writeConfig(config);
            QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
            const QByteArray line = "2 true " + QByteArray::number(port) + '\n';
            QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), line + line, kPatienceMs);
            LoadRun load(port, {u"--connections"_s, u"8"_s});
            for (int i = 0; i < 2; ++i) {
                QVERIFY(load.waitForAnswers(load.answers() + 100));
                const HttpAnswer answer = daemon.post("/reload");
                QVERIFY2(answer.status == 200, answer.body);
            }
            QVERIFY(load.waitForAnswers(load.answers() + 100));
            QCOMPARE(faultsOf(load.stop()), QByteArray());
            QCOMPARE(HttpClient::unixSocket(daemon.path(u"a.sock"_s)).get("/").body,
                     QByteArray("unix"));
            QCOMPARE(appIn(daemon.info()).value("listening"_L1).toArray().size(), 2);
            QCOMPARE(daemon.quit(), 0);
        }
    }
}

QTEST_GUILESS_MAIN(tst_Listen)
#include "tst_listen.moc"
