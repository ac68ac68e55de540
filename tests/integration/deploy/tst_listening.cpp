// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/support/ports.h"
#include "tests/support/waitfor.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The ways in which applications listen, or don't, and what a reload does to each.
class ListeningTest final : public QObject
{
    Q_OBJECT

private slots:
    void modules_data();
    void modules();
    void listenLate();
    void listenOnTwoPorts();
    void neverListen();
    void listenOnAPath_data();
    void listenOnAPath();
    void listenOnAnyPort();
    void keepASecondPortThatComesLate();
    void moveToAnotherPort();
    void waitForListeningOnRequest();
    void listenNoMore();
};

void ListeningTest::modules_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    QTest::newRow("CommonJS") << u"hello.js"_s << u"app.js"_s;
    QTest::newRow("ECMAScript module") << u"esm.mjs"_s << u"app.mjs"_s;
    QTest::newRow("TypeScript") << u"typed.ts"_s << u"app.ts"_s;
}

void ListeningTest::modules()
{
    NEED_NODE();
    QFETCH(QString, source);
    QFETCH(QString, name);
    const QList<NodeBinary> nodes = nodeBinaries();
    const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const NodeBinary &binary) {
        const bool stripsTypes = binary.major > 22 || (binary.major == 22 && binary.minor >= 18);
        return name != "app.ts"_L1 || stripsTypes;
    });
    NEED(node != nodes.end(), "no Node here that runs TypeScript");
    Deployment deployment(source, {{u"interpreter"_s, node->path}}, name);
    QVERIFY(deployment.start());
    QCOMPARE(deployment.version(), "1"_ba);
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    QCOMPARE(deployment.versions(10), QSet<QByteArray>{"2"_ba});
    QVERIFY(deployment.daemon().workerPids().contains(deployment.servingPid()));
}

void ListeningTest::listenLate()
{
    NEED_NODE();
    // Up by uptime first, as nothing tells that it is going to listen.
    QJsonObject config = kGated;
    config.insert(u"ready"_s, u"auto"_s);
    Deployment deployment(u"late.js"_s, config);
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(isRefused(deployment.port()));
    deployment.openGate();
    QTRY_VERIFY_WITH_TIMEOUT(deployment.fetch().status == 200, kPatienceMs);
    // From now on each of its workers is waited for until it listens.
    deployment.app().setVersion(u"2"_s);
    deployment.closeGate();
    HttpClient client = daemon.control();
    QVERIFY(client.connectNow());
    QVERIFY(client.send("POST /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonArray workers = info.value("workers"_L1).toArray();
        return workers.size() == 4 && workers[3]["state"_L1].toString() == "starting"_L1
               && workers[3]["uptime"_L1].toInteger() >= 1; // five times its min_uptime
    }));
    QCOMPARE(deployment.version(), "1"_ba);
    deployment.openGate();
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(deployment.versions(10), QSet<QByteArray>{"2"_ba});
}

void ListeningTest::listenOnTwoPorts()
{
    NEED_NODE();
    const quint16 second = freePort();
    const QJsonObject env{{u"PORT2"_s, QString::number(second)}};
    Deployment deployment(u"two-ports.js"_s, {{u"env"_s, env}});
    QVERIFY(deployment.start());
    const auto fetchSecond = [second] { return HttpClient::tcp(second).get("/").body; };
    TRY_VERIFY(fetchSecond().endsWith(" second\n"));
    QVERIFY(deployment.fetch().body.endsWith(" first\n"));
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(deployment.fetch().body.startsWith("2 "));
        QVERIFY(fetchSecond().startsWith("2 "));
    }
}

void ListeningTest::neverListen()
{
    NEED_NODE();
    Deployment deployment(u"never.js"_s, {{u"ready"_s, u"auto"_s}});
    DaemonProcess &daemon = deployment.daemon();
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> old = daemon.workerPids();
    QCOMPARE(old.size(), 2);
    deployment.app().setVersion(u"2"_s);
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(daemon.workerPids().size(), 2);
    for (const qint64 pid : daemon.workerPids()) {
        QVERIFY(!old.contains(pid));
        QVERIFY(waitFor([&] {
            return daemon.standardOutput().contains("2 " + QByteArray::number(pid) + " works\n");
        }));
    }
}

void ListeningTest::listenOnAPath_data()
{
    QTest::addColumn<QString>("balance");
    QTest::newRow("shared") << u"shared"_s;
    QTest::newRow("round robin") << u"round_robin"_s;
}

void ListeningTest::listenOnAPath()
{
    NEED_NODE();
    QFETCH(QString, balance);
    Deployment deployment({}, {{u"balance"_s, balance}});
    DaemonProcess &daemon = deployment.daemon();
    const auto write = [&](const QByteArray &version) {
        deployment.writeApp("require('http').createServer((request, response) => response.end('"
                            + version + "')).listen('app.sock');\n");
    };
    write("1");
    QVERIFY(daemon.startAndWaitUntilUp());
    const QString path = daemon.path(u"app.sock"_s);
    const auto answer = [&] { return HttpClient::unixSocket(path).get("/").body; };
    QTRY_COMPARE_WITH_TIMEOUT(answer(), "1"_ba, kPatienceMs);
    for (const char *version : {"2", "3"}) {
        write(version);
        QCOMPARE(deployment.reload().status, 200);
        QVERIFY(deployment.waitUntilOnlyNewest()); // who leaves must not take the path along
        for (int i = 0; i < 10; ++i)
            QCOMPARE(answer(), QByteArray(version));
    }
    QCOMPARE(daemon.quit(), std::optional<int>(0));
    QVERIFY(!QFileInfo::exists(path));
}

void ListeningTest::listenOnAnyPort()
{
    NEED_NODE();
    Deployment deployment({});
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp("const server = require('http').createServer((request, response) =>\n"
                        "  response.end(`1 ${process.pid}\\n`)).listen(0, '127.0.0.1', () =>\n"
                        "    console.log(`port ${server.address().port}`));\n");
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto ports = [&] {
        QList<int> found;
        const QByteArrayList lines = daemon.standardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("port "))
                found.append(line.mid(5).toInt());
        }
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(ports().size(), 2, kPatienceMs);
    QCOMPARE(deployment.reload().status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(ports().size(), 4, kPatienceMs);
    const QList<int> found = ports();
    QVERIFY(found.first() > 0);
    QCOMPARE(found, QList<int>(4, found.first())); // one for all, over all generations
    QCOMPARE(HttpClient::tcp(quint16(found.first())).get("/").body.left(2), "1 "_ba);
}

void ListeningTest::keepASecondPortThatComesLate()
{
    NEED_NODE();
    const quint16 second = freePort();
    Deployment deployment({}, {{u"env"_s, QJsonObject{{u"PORT2"_s, QString::number(second)}}}});
    const auto write = [&](const QByteArray &version) {
        deployment.writeApp(
            "const http = require('http');\n"
            "const serve = (port, then) => http.createServer((request, response) =>\n"
            "  response.end('"
            + version
            + "')).listen(Number(port), then);\n"
              "serve(process.env.PORT, () => setTimeout(serve, 1000, process.env.PORT2));\n");
    };
    write("1");
    QVERIFY(deployment.start());
    const auto fetchSecond = [second] { return HttpClient::tcp(second).get("/").body; };
    QTRY_COMPARE_WITH_TIMEOUT(fetchSecond(), "1"_ba, kPatienceMs);
    write("2");
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QCOMPARE(fetchSecond(), "2"_ba); // waits until it listens; refused, it would be empty
}

void ListeningTest::moveToAnotherPort()
{
    NEED_NODE();
    const quint16 next = freePort();
    Deployment deployment(u"hello.js"_s, {{u"ready_timeout"_s, 5000}});
    QVERIFY(deployment.start());
    QVERIFY(isRefused(next));
    deployment.writeApp(
        "require('http').createServer((request, response) => response.end(`2\\n`)).listen("
        + QByteArray::number(next) + ");\n");
    QCOMPARE(deployment.reload().status, 200);
    QCOMPARE(HttpClient::tcp(next).get("/").body, "2\n"_ba);
    // The new code has its time to come back to the old port.
    QTRY_VERIFY_WITH_TIMEOUT(isRefused(deployment.port()), kPatienceMs);

    // Code that fails leaves none of its ports open.
    const quint16 third = freePort();
    deployment.writeApp("require('http').createServer(() => {}).listen(" + QByteArray::number(third)
                        + ", () => { throw new Error('no') });\n");
    QCOMPARE(deployment.reload().status, 500);
    QTRY_VERIFY_WITH_TIMEOUT(isRefused(third), kPatienceMs);
    QCOMPARE(HttpClient::tcp(next).get("/").body, "2\n"_ba);
}

void ListeningTest::waitForListeningOnRequest()
{
    NEED_NODE();
    Deployment deployment(u"late.js"_s, {{u"ready"_s, u"listening"_s},
                                         {u"env"_s, QJsonObject{{u"DELAY"_s, u"1000"_s}}}});
    QVERIFY(deployment.daemon().startAndWaitUntilUp());
    QCOMPARE(deployment.fetch().status, 200); // no moment of "up" without a port
}

// What is waited for is told, with what to do about it, and that does it.
void ListeningTest::listenNoMore()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, {{u"ready"_s, u"auto"_s}, {u"ready_timeout"_s, 2000}});
    QVERIFY(deployment.start());
    deployment.writeApp("setInterval(() => {}, 1000);\n");
    const HttpAnswer refused = deployment.reload();
    QCOMPARE(refused.status, 500);
    const QString error = refused.json().value("error"_L1).toString();
    QVERIFY2(error.contains(u"was not up after 2.0 s (it never listened, as workers before it "
                            "did; if it is not to, set \"ready\" to \"uptime\")"_s),
             refused.body);
    QCOMPARE(deployment.version(), "1"_ba);
    deployment.setKey(u"ready"_s, u"uptime"_s);
    QVERIFY(deployment.daemon().waitForLog(u"app.js has changed: ready"_s));
    QCOMPARE(deployment.reload().status, 200);
    QVERIFY(deployment.waitUntilOnlyNewest());
    QVERIFY(waitFor([&deployment] { return isRefused(deployment.port()); }));
}

QTEST_GUILESS_MAIN(ListeningTest)
#include "tst_listening.moc"
