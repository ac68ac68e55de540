// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/infoview.h"
#include "tests/integration/deploy/deployment.h"
#include "tests/support/processes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// How old workers leave: with what they have in hand, until their time is up.
class DrainTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellKeptConnectionsToGo();
    void finishWhatIsUnderWay_data();
    void finishWhatIsUnderWay();
    void cutWhatTakesTooLong();
    void closeWebSocketsAtTheDeadline();
    void sendGoawayToHttp2();
    void ignoreSilentConnections();
    void endWhatSpins_data();
    void endWhatSpins();
    void disconnectByThemselves();
    void stopWhileOldCodeIsBusy_data();
    void stopWhileOldCodeIsBusy();
};

namespace {

constexpr int kForEverMs = 3'600'000;

// Leaves the answer, if there is any, to receive().
void ask(HttpClient &client, const QByteArray &target, const QByteArray &method = "GET")
{
    if (!client.connectNow()
        || !client.send(method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        qFatal("the application is not there");
}

} // namespace

void DrainTest::tellKeptConnectionsToGo()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"worker_disconnect_timeout"_s, kForEverMs}});
    QVERIFY(deployment.start());
    std::vector<HttpClient> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(HttpClient::tcp(deployment.port()));
        const HttpAnswer answer = clients.back().get("/");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("Connection"), "keep-alive"_ba);
    }
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    for (HttpClient &client : clients) {
        // By its old worker still, which the request may have been on its way to.
        const HttpAnswer answer = client.get("/");
        QCOMPARE(answer.body.left(2), "1 "_ba);
        QCOMPARE(answer.header("Connection"), "close"_ba);
        QCOMPARE(client.get("/").body.left(2), "2 "_ba);
    }
    QVERIFY(deployment.waitUntilOnlyNewest());
}

void DrainTest::finishWhatIsUnderWay_data()
{
    QTest::addColumn<bool>("quit");
    QTest::newRow("reload") << false;
    QTest::newRow("quit") << true;
}

void DrainTest::finishWhatIsUnderWay()
{
    NEED_NODE();
    QFETCH(bool, quit);
    Deployment deployment(u"stream.js"_s, {{u"worker_disconnect_timeout"_s, kForEverMs}});
    QVERIFY(deployment.start());
    HttpClient client = HttpClient::tcp(deployment.port());
    ask(client, "/?chunks=3&pause=1&gate=gate");
    HttpClient second = HttpClient::tcp(deployment.port());
    ask(second, "/?chunks=1&pause=100");
    QCOMPARE(second.receive().status, 200); // by then the first one is under way
    second.close();                         // idle, it would be waited for as well
    deployment.app().setVersion(u"2"_s);
    if (quit) {
        deployment.daemon().signal(SIGTERM);
        QVERIFY(deployment.daemon().waitForLog(u"stop worker processes"_s));
    } else {
        QCOMPARE(deployment.reload().status, 200);
        QVERIFY(
            !deployment.daemon().workerPids(u"retiring"_s).isEmpty()); // it has not been cut off
    }
    deployment.openGate();
    const HttpAnswer answer = client.receive();
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.startsWith("1 ") && answer.body.endsWith(" end\n"), answer.body);
    QCOMPARE(answer.body.count('\n'), 4);
    client.close();
    if (quit)
        QCOMPARE(deployment.daemon().waitForExit(), std::optional<int>(0));
    else
        QVERIFY(deployment.waitUntilOnlyNewest());
}

void DrainTest::cutWhatTakesTooLong()
{
    NEED_NODE();
    constexpr int kTimeoutMs = 1000;
    Deployment deployment(u"stream.js"_s, {{u"worker_disconnect_timeout"_s, kTimeoutMs}});
    QVERIFY(deployment.start());
    HttpClient client = HttpClient::tcp(deployment.port());
    ask(client, "/?chunks=36000&pause=100"); // for an hour
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(deployment.reload().status, 200);
    bool closed = false;
    const QByteArray received = client.receiveUntilClosed(&closed);
    QVERIFY(closed);
    QVERIFY(!received.contains(" end\n"));
    QVERIFY2(clock.elapsed() >= kTimeoutMs, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(deployment.waitUntilOnlyNewest());
}

void DrainTest::closeWebSocketsAtTheDeadline()
{
    NEED_NODE();
    constexpr int kTimeoutMs = 5000; // for a reload and a word in between
    Deployment deployment(u"websocket.js"_s, {{u"worker_disconnect_timeout"_s, kTimeoutMs}});
    QVERIFY(deployment.start());
    HttpClient client = HttpClient::tcp(deployment.port());
    QVERIFY(client.connectNow());
    QVERIFY(client.send(
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    QElapsedTimer clock;
    clock.start();
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    QCOMPARE(deployment.version(), "2"_ba);
    // It may talk on with its old worker: "hi", with a mask of zeros.
    QVERIFY(client.send(QByteArray::fromHex("8182000000006869")));
    bool closed = false;
    const QByteArray received = client.receiveUntilClosed(&closed);
    QVERIFY(closed);
    QVERIFY(received.startsWith("HTTP/1.1 101 "));
    QVERIFY2(received.contains(QByteArray::fromHex("81026869")), received.toHex(' '));
    QVERIFY2(received.endsWith(QByteArray::fromHex("880203e9")), received.toHex(' ')); // 1001
    QVERIFY(clock.elapsed() >= kTimeoutMs);
    QVERIFY(deployment.waitUntilOnlyNewest());
}

void DrainTest::sendGoawayToHttp2()
{
    NEED_NODE();
    Deployment deployment(u"http2.js"_s, {{u"worker_disconnect_timeout"_s, kForEverMs},
                                          {u"env"_s, QJsonObject{{u"DELAY"_s, u"20"_s}}}});
    QVERIFY(deployment.daemon().startAndWaitUntilUp());

    // Opens streams one after another until it is told to go; then a second session, in the same
    // way.
    QProcess client;
    client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    client.start(installedNode(), {QStringLiteral(QILIN_DEPLOY_CLIENTS "/http2.js"),
                                   QString::number(deployment.port())});
    QByteArray said;
    const auto waitUntilItSays = [&](const QByteArray &text) {
        return waitFor([&] {
            said += client.readAllStandardOutput();
            return said.contains(text);
        });
    };
    QVERIFY(waitUntilItSays("answer 1\n"));
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(waitUntilItSays("goaway 0\n")); // NO_ERROR
    QVERIFY(waitUntilItSays("answer 2\n"));
    QVERIFY2(!said.contains("failed"), said);
    QVERIFY(deployment.waitUntilOnlyNewest());
    client.kill();
    client.waitForFinished();
}

void DrainTest::ignoreSilentConnections()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"worker_disconnect_timeout"_s, kForEverMs}});
    QVERIFY(deployment.start());
    std::vector<HttpClient> silent; // as browsers open them in advance
    for (int i = 0; i < 8; ++i) {
        silent.push_back(HttpClient::tcp(deployment.port()));
        QVERIFY(silent.back().connectNow());
    }
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest()); // an hour before their time is up
}

void DrainTest::endWhatSpins_data()
{
    QTest::addColumn<bool>("quit");
    QTest::newRow("reload") << false;
    QTest::newRow("quit") << true;
}

void DrainTest::endWhatSpins()
{
    NEED_NODE();
    QFETCH(bool, quit);
    Deployment deployment(u"stubborn.js"_s, {{u"worker_disconnect_timeout"_s, 300}});
    QVERIFY(deployment.start());
    const QList<qint64> old = deployment.daemon().workerPids();
    if (quit) {
        QCOMPARE(deployment.daemon().quit(), std::optional<int>(0));
    } else {
        deployment.app().replaceBy(u"hello.js"_s);
        deployment.app().setVersion(u"2"_s);
        QCOMPARE(deployment.reload().status, 200);
        QCOMPARE(deployment.versions(5), QSet<QByteArray>{"2"_ba});
        QVERIFY(deployment.waitUntilOnlyNewest());
    }
    for (const qint64 pid : old)
        QVERIFY(!isAlive(pid));
}

// cluster.worker.disconnect(): the next one comes at once, and the old one finishes its work.
void DrainTest::disconnectByThemselves()
{
    NEED_NODE();
    Deployment deployment({}, {{u"workers"_s, 1}, {u"worker_disconnect_timeout"_s, kForEverMs}});
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp("let held;\n"
                        "require('http').createServer((request, response) => {\n"
                        "  if (request.url === '/hold') held = response;\n"
                        "  else response.end('1');\n"
                        "  if (request.url === '/go') require('cluster').worker.disconnect();\n"
                        "  if (request.url === '/go') process.on('SIGUSR2', () => held.end('2'));\n"
                        "}).listen(Number(process.env.PORT));\n");
    QVERIFY(deployment.start());
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return number(workersIn(info).value(0), "uptime") >= 1; }));
    const qint64 first = daemon.workerPids().value(0);
    HttpClient held = HttpClient::tcp(deployment.port());
    ask(held, "/hold");
    QCOMPARE(deployment.fetch("/go").status, 200);
    QVERIFY2(daemon.waitForInfo(
                 [first](const QJsonObject &info) { return retiresBesideSuccessor(info, first); }),
             daemon.log());
    QCOMPARE(deployment.fetch("/").status, 200);
    sendSignal(first, SIGUSR2);
    QCOMPARE(held.receive().body, "2"_ba);
    held.close();
    QVERIFY(
        daemon.waitForInfo([](const QJsonObject &info) { return workersIn(info).size() == 1; }));
    QCOMPARE(daemon.quit(), std::optional<int>(0));
}

void DrainTest::stopWhileOldCodeIsBusy_data()
{
    QTest::addColumn<bool>("quit");
    QTest::newRow("quit") << true;
    QTest::newRow("stop") << false;
}

// A reload that waits only until the old code has stopped accepting, which cannot hear that it is
// to.
void DrainTest::stopWhileOldCodeIsBusy()
{
    NEED_NODE();
    QFETCH(bool, quit);
    Deployment deployment({}, {{u"workers"_s, 1}, {u"worker_disconnect_timeout"_s, kForEverMs}});
    DaemonProcess &daemon = deployment.daemon();
    const QString busy = daemon.path(u"busy"_s);
    const QString end = daemon.path(u"end"_s);
    deployment.writeApp("const fs = require('fs');\n"
                        "const dir = __dirname + '/';\n"
                        "const pause = new Int32Array(new SharedArrayBuffer(4));\n"
                        "require('http').createServer((request, response) => {\n"
                        "  if (request.url === '/busy') {\n"
                        "    fs.writeFileSync(dir + 'busy', '');\n"
                        "    while (!fs.existsSync(dir + 'end')) Atomics.wait(pause, 0, 0, 20);\n"
                        "  }\n"
                        "  response.end('1');\n"
                        "}).listen(Number(process.env.PORT));\n");
    QVERIFY(deployment.start());
    HttpClient client = HttpClient::tcp(deployment.port());
    ask(client, "/busy");
    QVERIFY(waitFor([&] { return QFile::exists(busy); }));
    HttpClient reload = daemon.control();
    ask(reload, "/reload", "POST");
    QVERIFY2(daemon.waitForLog(u"Worker[2] is up"_s), daemon.log());
    HttpClient stop = daemon.control();
    if (quit)
        daemon.signal(SIGTERM);
    else
        ask(stop, "/stop?app=app.js", "POST");
    QCOMPARE(reload.receive().status, 200);
    QFile file(end);
    QVERIFY(file.open(QIODevice::WriteOnly));
    if (quit) {
        QCOMPARE(daemon.waitForExit(), std::optional<int>(0));
    } else {
        QCOMPARE(stop.receive().status, 200);
        QCOMPARE(daemon.quit(), std::optional<int>(0));
    }
}

QTEST_GUILESS_MAIN(DrainTest)
#include "tst_drain.moc"
