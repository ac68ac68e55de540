// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/deploy/deployment.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/loadrun.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

const QString kServers = QStringLiteral(QILIN_SERVERS "/");
// Debian's own: one from elsewhere may lack the packages.
const QString kPython = QStringLiteral("/usr/bin/python3");

QJsonObject app(const QString &exec, const QStringList &args, int workers)
{
    return {{u"exec"_s, exec},
            {u"interpreter"_s, u"none"_s},
            {u"args"_s, QJsonArray::fromStringList(args)},
            {u"workers"_s, workers},
            {u"min_uptime"_s, 500},
            {u"worker_disconnect_timeout"_s, 60'000}, // to answer all, however busy the machine
            {u"reload_delay"_s, 3600000}};
}

} // namespace

// Servers that people run, reloaded under load: a connection a request, none of them lost.
class tst_Servers final : public QObject
{
    Q_OBJECT

private slots:
    void reload_data();
    void reload();
    void reloadOnAFile();
    void examplePython();

private:
    static void verifyHalfARequest(DaemonProcess &daemon, quint16 port);
    static bool isThere(const QJsonObject &config);
};

bool tst_Servers::isThere(const QJsonObject &config)
{
    return QFileInfo(config.value("exec"_L1).toString()).isExecutable();
}

void tst_Servers::reload_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("gunicorn") << app(u"/usr/bin/gunicorn"_s,
                                     {u"--chdir"_s, kServers, u"--workers"_s, u"2"_s,
                                      u"--log-level"_s, u"warning"_s, u"wsgi:app"_s},
                                     1)
                              << QByteArray("gunicorn");
    QTest::newRow("uvicorn") << app(kPython,
                                    {u"-m"_s, u"uvicorn"_s, u"--app-dir"_s, kServers, u"--fd"_s,
                                     u"3"_s, u"--log-level"_s, u"warning"_s, u"asgi:app"_s},
                                    2)
                             << QByteArray("uvicorn");
    QTest::newRow("puma") << app(u"/usr/bin/puma"_s,
                                 {u"--bind-to-activated-sockets=only"_s, u"--threads"_s, u"2:4"_s,
                                  u"--quiet"_s, kServers + u"config.ru"_s},
                                 2)
                          << QByteArray("puma");
    QTest::newRow("http.server") << app(kPython, {kServers + u"plain.py"_s}, 2)
                                 << QByteArray("plain");
}

void tst_Servers::reload()
{
    QFETCH(QJsonObject, config);
    QFETCH(QByteArray, says);
    NEED(isThere(config), "this server is not installed");
    const quint16 port = freePort();
    config.insert("listen"_L1, QJsonArray{u"127.0.0.1:%1"_s.arg(port)});
    DaemonProcess daemon;
    daemon.setEnvironment(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(port, {u"--close"_s, u"--connections"_s, u"16"_s});
    constexpr int kReloads = 4;
    for (int i = 0; i < kReloads; ++i) {
        QVERIFY2(load.waitForAnswers(load.answers() + 100), daemon.log());
        const HttpAnswer answer = daemon.post("/reload");
        QVERIFY2(answer.status == 200, answer.body);
    }
    QVERIFY2(load.waitForAnswers(load.answers() + 100), daemon.log());
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(number(appIn(daemon.info()), "generation"), kReloads + 1);
    const QByteArray body = HttpClient::tcp(port).get("/").body;
    QVERIFY2(body.startsWith(says), body);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_Servers::reloadOnAFile()
{
    QJsonObject config
        = app(u"/usr/bin/gunicorn"_s,
              {u"--chdir"_s, kServers, u"--log-level"_s, u"warning"_s, u"wsgi:app"_s}, 2);
    NEED(isThere(config), "gunicorn is not installed");
    config.insert("listen"_L1, QJsonArray{u"unix:a.sock"_s});
    DaemonProcess daemon;
    daemon.setEnvironment(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(1,
                 {u"--close"_s, u"--connections"_s, u"8"_s, u"--unix"_s, daemon.path(u"a.sock"_s)});
    constexpr int kReloads = 3;
    for (int i = 0; i < kReloads; ++i) {
        QVERIFY2(load.waitForAnswers(load.answers() + 100), daemon.log());
        const HttpAnswer answer = daemon.post("/reload");
        QVERIFY2(answer.status == 200, answer.body);
    }
    QVERIFY2(load.waitForAnswers(load.answers() + 100), daemon.log());
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(number(appIn(daemon.info()), "generation"), kReloads + 1);
    QCOMPARE(daemon.quit(), 0);
}

// A request that is half there when the code is replaced is answered by the worker that has it.
void tst_Servers::verifyHalfARequest(DaemonProcess &daemon, quint16 port)
{
    QTcpSocket client;
    client.setProxy(QNetworkProxy::NoProxy);
    client.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(client.waitForConnected(kPatienceMs));
    client.write("GET / HTTP/1.1\r\n");
    qint64 worker = 0; // it has a thread for the request
    QVERIFY(waitFor([&] {
        for (const qint64 pid : daemon.workerPids()) {
            if (QDir(u"/proc/%1/task"_s.arg(pid))
                    .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                    .size()
                == 2)
                worker = pid;
        }
        return worker != 0;
    }));
    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    // It has been told to end, and listens no more.
    QVERIFY(waitFor([&] { return !QFileInfo(u"/proc/%1/fd/3"_s.arg(worker)).isSymLink(); }));
    client.write("\r\n");
    QVERIFY(waitFor([&] { return client.state() == QAbstractSocket::UnconnectedState; }));
    const QByteArray said = client.readAll();
    QVERIFY2(said.endsWith("of worker " + QByteArray::number(worker) + "\n"), said);
}

// As it stands in the sources, but for the ports and its patience.
void tst_Servers::examplePython()
{
    const QDir example(QStringLiteral(QILIN_EXAMPLES "/python"));
    DaemonProcess daemon;
    QVERIFY(QFile::copy(example.filePath(u"app.py"_s), daemon.path(u"app.py"_s)));
    QFile file(example.filePath(u"qilin-daemon.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject config = QJsonDocument::fromJson(file.readAll()).object();
    const quint16 port = freePort();
    QJsonArray listen = config.value("listen"_L1).toArray();
    QCOMPARE(listen[0].toString(), u"127.0.0.1:8000"_s);
    listen[0] = u"127.0.0.1:%1"_s.arg(port);
    config.insert("listen"_L1, listen);
    config.insert("daemon_port"_L1, 0);
    config.insert("worker_disconnect_timeout"_L1, kPatienceMs);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    verifyHalfARequest(daemon, port);
    if (QTest::currentTestFailed())
        return;
    LoadRun load(port, {u"--close"_s, u"--connections"_s, u"8"_s});
    QVERIFY(load.waitForAnswers(50));
    const HttpAnswer answer = daemon.post("/reload");
    QVERIFY2(answer.status == 200, answer.body);
    QVERIFY(load.waitForAnswers(load.answers() + 50));
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(text(workersIn(daemon.info()).value(0), "status"), u"serving"_s);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_Servers)
#include "tst_servers.moc"
