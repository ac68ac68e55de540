// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr auto kPassword = "b4r-s3cr3t"_L1;

// The lines of the 2013 original: curl -u foo:bar http://localhost:PORT/info
QJsonObject curl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"curl"_s, QStringList{u"-sS"_s, u"--noproxy"_s, u"*"_s} + arguments);
    if (!process.waitForFinished(kPatienceMs) || process.exitCode() != 0)
        qWarning("curl: %s", process.readAllStandardError().constData());
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// The control API as clients see it.
class tst_DaemonControl final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void originalCommands();
    void sameOverTheSocket();
    void unauthorized();
    void refusals_data();
    void refusals();
    void health();
    void info();
    void wholeTreeIsCounted();
    void reloadByAClientThatLeaves();
    void quitAnswersFirst();
    void noSecretIsTold();

private:
    HttpClient client(bool hasCredentials = true) const;
    QString url(const QString &path) const
    {
        return u"http://localhost:%1/%2"_s.arg(m_port).arg(path);
    }
    QStringList withPassword() const { return {u"-u"_s, u"foo:"_s + kPassword}; }

    quint16 m_port = 0;
    QJsonObject m_config;
    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_DaemonControl::init()
{
    m_port = freePort();
    m_daemon = std::make_unique<DaemonProcess>();
    m_config = childApp({u"hang"_s}, 2);
    m_config.insert("daemon_port"_L1, m_port);
    m_config.insert("auth_username"_L1, "foo"_L1);
    m_config.insert("auth_password"_L1, kPassword);
    m_daemon->writeConfig(m_config);
    QVERIFY(m_daemon->startAndWaitUntilUp());
}

void tst_DaemonControl::cleanup()
{
    if (!QTest::currentTestFailed() && m_daemon->isRunning())
        QCOMPARE(m_daemon->quit(), 0);
    m_daemon.reset();
}

HttpClient tst_DaemonControl::client(bool hasCredentials) const
{
    HttpClient tcp = HttpClient::tcp(m_port);
    if (hasCredentials)
        tcp.setCredentials("foo", kPassword.latin1());
    return tcp;
}

void tst_DaemonControl::originalCommands()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"curl"_s).isEmpty(), "curl must be installed");
    const QStringList user = withPassword();
    const QJsonObject help = curl(user + QStringList{url(u"help"_s)}).value("result"_L1).toObject();
    QCOMPARE(text(help, "reload"), u"restart worker processes"_s);
    for (const char *command : {"info", "stats", "reload", "quit"})
        QVERIFY2(!text(help, command).isEmpty(), command);
    for (const auto &path : {u"info"_s, u"stats"_s}) {
        const QJsonObject info = curl(user + QStringList{url(path)}).value("result"_L1).toObject();
        QCOMPARE(number(info.value("master"_L1).toObject(), "pid"), m_daemon->pid());
        QCOMPARE(workersIn(info).size(), 2);
    }
    QCOMPARE(text(curl(user + QStringList{url(u"reload"_s)}), "result"), u"OK"_s);
    QCOMPARE(number(appIn(m_daemon->info()), "generation"), 2);
    QCOMPARE(text(curl(user + QStringList{url(u"quit"_s)}), "result"), u"OK"_s);
    QCOMPARE(m_daemon->waitForExit(), 0);
}

void tst_DaemonControl::sameOverTheSocket()
{
    const QString socket = m_daemon->path(u"control.sock"_s);
    QCOMPARE(QFileInfo(socket).permissions()
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const auto ask = [&](const QString &path) {
        return curl({u"--unix-socket"_s, socket, u"http://localhost/"_s + path});
    };
    QVERIFY(ask(u"help"_s).value("result"_L1).toObject().contains("quit"_L1));
    QCOMPARE(workersIn(ask(u"info"_s).value("result"_L1).toObject()).size(), 2);
    QCOMPARE(text(ask(u"reload"_s), "result"), u"OK"_s);
    QCOMPARE(text(ask(u"quit"_s), "result"), u"OK"_s);
    QCOMPARE(m_daemon->waitForExit(), 0);
}

void tst_DaemonControl::unauthorized()
{
    HttpClient none = client(false);
    HttpAnswer answer = none.get("/info");
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.header("WWW-Authenticate"), QByteArray("Basic realm=\"qilin-daemon auth\""));
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json; charset=utf-8"));
    QCOMPARE(answer.json(), (QJsonObject{{u"error"_s, u"unauthorized"_s}}));
    HttpClient wrong = client(false);
    wrong.setCredentials("foo", "bar");
    QCOMPARE(wrong.get("/quit").status, 401);
    wrong.setCredentials("fo", kPassword.latin1());
    QCOMPARE(wrong.get("/reload").status, 401);
    QCOMPARE(number(appIn(m_daemon->info()), "generation"), 1);
    QCOMPARE(client().get("/info").status, 200); // who knows them is not slowed down
}

void tst_DaemonControl::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown path") << QByteArray("GET") << QByteArray("/nope") << QByteArray() << 404
                                  << u"^unknown method$"_s;
    QTest::newRow("unknown application") << QByteArray("POST") << QByteArray("/reload?app=nope")
                                         << QByteArray() << 404 << u"nope.*testchild"_s;
    QTest::newRow("unknown parameter") << QByteArray("POST") << QByteArray("/reload?ap=testchild")
                                       << QByteArray() << 400 << u"ap"_s;
    QTest::newRow("verb") << QByteArray("POST") << QByteArray("/info") << QByteArray() << 405
                          << u"GET"_s;
    QTest::newRow("other verb") << QByteArray("DELETE") << QByteArray("/quit") << QByteArray()
                                << 405 << u"POST"_s;
    QTest::newRow("another host") << QByteArray("GET") << QByteArray("/quit")
                                  << QByteArray("Host: evil.example") << 421 << u"evil.example"_s;
    QTest::newRow("a page of another site")
        << QByteArray("GET") << QByteArray("/quit") << QByteArray("Sec-Fetch-Site: cross-site")
        << 403 << u"other web sites"_s;
    QTest::newRow("a form of another site")
        << QByteArray("POST") << QByteArray("/quit") << QByteArray("Origin: http://evil.example")
        << 403 << u"other web sites"_s;
}

void tst_DaemonControl::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    QFETCH(QString, error);
    HttpClient tcp = client();
    if (!header.isEmpty())
        tcp.setHeader(header.left(header.indexOf(':')), header.mid(header.indexOf(':') + 2));
    const HttpAnswer answer = tcp.request(method, target);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json; charset=utf-8"));
    const QRegularExpression wanted(error);
    QVERIFY2(text(answer.json(), "error").contains(wanted), answer.body);
    if (status == 405)
        QVERIFY2(answer.header("Allow").contains("GET"), answer.header("Allow"));
    QCOMPARE(m_daemon->workerPids().size(), 2);
    QCOMPARE(number(appIn(m_daemon->info()), "generation"), 1);
}

void tst_DaemonControl::health()
{
    const QJsonObject ok{{u"result"_s, u"OK"_s}};
    HttpClient none = client(false);
    QCOMPARE(none.get("/healthz").json(), ok);
    QCOMPARE(none.get("/readyz").json(), ok);

    DaemonProcess other;
    const QString flag = other.path(u"broken"_s);
    QJsonObject app = childApp({});
    app.insert("exec"_L1, "/bin/sh"_L1);
    app.insert("args"_L1,
               QJsonArray{u"-c"_s, u"test ! -e broken || exit 1\n"
                                   "until test -e gate; do sleep 0.05; done\n"
                                   "exec " QILIN_TESTCHILD_PATH " notify=READY=1 hang"_s});
    app.insert("ready"_L1, "notify"_L1);
    other.writeConfig(severalApps({{u"good"_s, childApp({u"hang"_s})}, {u"bad"_s, app}}));
    QVERIFY(other.start());
    // Not before everything is up …
    QVERIFY(waitFor([&] { return other.get("/healthz").status == 200; }));
    QVERIFY(other.waitForInfo(
        [](const QJsonObject &info) { return pidsUp(info, u"good"_s).size() == 1; }));
    QCOMPARE(other.get("/readyz").status, 503);
    writeFile(other.path(u"gate"_s), {});
    QTRY_COMPARE_WITH_TIMEOUT(other.get("/readyz").status, 200, kPatienceMs);
    // … and not while something has failed.
    QFile file(flag);
    QVERIFY(file.open(QIODevice::WriteOnly));
    sendSignal(pidsUp(other.info(), u"bad"_s).value(0), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(other.get("/readyz").status, 503, kPatienceMs);
    QCOMPARE(other.get("/healthz").status, 200);
    QVERIFY(file.remove());
    QTRY_COMPARE_WITH_TIMEOUT(other.get("/readyz").status, 200, kPatienceMs);
    QCOMPARE(other.quit(), 0);
}

void tst_DaemonControl::info()
{
    QCOMPARE(client().get("/reload").status, 200);
    const HttpAnswer answer = client().get("/info");
    const QJsonObject info = answer.json().value("result"_L1).toObject();
    const auto isNumber = [](const QJsonObject &object, const char *key) {
        return object.value(QLatin1StringView(key)).isDouble();
    };
    const QJsonObject master = info.value("master"_L1).toObject();
    QCOMPARE(number(master, "pid"), m_daemon->pid());
    QCOMPARE(text(master, "version"), u"" QILIN_VERSION ""_s);
    for (const char *key : {"cpu", "mem"}) {
        QVERIFY2(isNumber(master, key), key);
        QVERIFY2(isNumber(info.value("total"_L1).toObject(), key), key);
    }
    for (const char *key : {"days", "hours", "minutes", "seconds"})
        QVERIFY2(isNumber(master.value("uptime"_L1).toObject(), key), key);

    QVERIFY(m_daemon->waitForInfo(
        [](const QJsonObject &value) { return workersIn(value).size() == 2; }));
    for (const QJsonObject &worker : workersIn(m_daemon->info())) {
        for (const char *key : {"pid", "cpu", "mem", "id", "generation", "uptime", "restarts"})
            QVERIFY2(isNumber(worker, key), key);
        QCOMPARE(text(worker, "app"), u"testchild"_s);
        QCOMPARE(text(worker, "state"), u"up"_s);
        QCOMPARE(number(worker, "generation"), 2);
        QVERIFY(worker.contains("connections"_L1));
        QVERIFY(number(worker, "id") > 2); // ids count on over generations
    }

    const QJsonObject app = appIn(info);
    QCOMPARE(text(app, "name"), u"testchild"_s);
    QCOMPARE(text(app, "state"), u"up"_s);
    for (const char *key : {"workers", "generation", "watching"})
        QVERIFY2(isNumber(app, key), key);
    const QJsonObject reload = app.value("last_reload"_L1).toObject();
    QVERIFY(text(reload, "at").endsWith(u'Z'));
    QVERIFY(QDateTime::fromString(text(reload, "at"), Qt::ISODateWithMs).isValid());
    QCOMPARE(text(reload, "result"), u"OK"_s);
    QCOMPARE(text(reload, "reason"), u"request"_s);
    QVERIFY(isNumber(reload, "took_ms") && reload.value("files"_L1).isArray());
    const QRegularExpression threeDecimals(u"\"(cpu|mem)\":\\d+\\.\\d{3}"_s);
    QVERIFY2(!QString::fromUtf8(answer.body).contains(threeDecimals), answer.body);
}

void tst_DaemonControl::wholeTreeIsCounted()
{
    DaemonProcess daemon;
    QJsonObject busy = childApp({});
    busy.insert("exec"_L1, "/bin/sh"_L1);
    const QString child = QStringLiteral(QILIN_TESTCHILD_PATH);
    const QString script = u"%1 burn=0 & %1 grow=64 hang & sleep 3600"_s.arg(child);
    busy.insert("args"_L1, QJsonArray{u"-c"_s, script});
    daemon.writeConfig(severalApps({{u"busy"_s, busy}, {u"idle"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto worker
        = [](const QJsonObject &info, const QString &app) { return workersIn(info, app).value(0); };
    QVERIFY2(daemon.waitForInfo([&](const QJsonObject &info) {
        const QJsonObject it = worker(info, u"busy"_s);
        return it.value("cpu"_L1).toDouble() > 5 && it.value("mem"_L1).toDouble() >= 64;
    }),
             QJsonDocument(daemon.info()).toJson());
    const QJsonObject info = daemon.info();
    QVERIFY(worker(info, u"busy"_s).value("cpu"_L1).toDouble() <= 100.0 * 64);
    QVERIFY(worker(info, u"idle"_s).value("cpu"_L1).toDouble() < 50);
    double sum = info.value("master"_L1).toObject().value("mem"_L1).toDouble();
    for (const QJsonObject &each : workersIn(info))
        sum += each.value("mem"_L1).toDouble();
    const double total = info.value("total"_L1).toObject().value("mem"_L1).toDouble();
    QVERIFY(qAbs(total - sum) < 0.1);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonControl::reloadByAClientThatLeaves()
{
    const QList<qint64> before = m_daemon->workerPids();
    for (int i = 0; i < 5; ++i) {
        const qsizetype said = m_daemon->logLines().size();
        HttpClient leaving = m_daemon->control();
        QVERIFY(leaving.connectNow());
        QVERIFY(leaving.send("GET /reload HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        QVERIFY2(m_daemon->waitForLog(u"restart workers"_s, said), m_daemon->log());
        leaving.close();
        QVERIFY2(m_daemon->waitForInfo([i](const QJsonObject &info) {
            return number(appIn(info), "generation") == i + 2
                   && text(appIn(info), "state") == "up"_L1;
        }),
                 m_daemon->log());
    }
    QVERIFY2(
        m_daemon->waitForInfo([](const QJsonObject &info) { return workersIn(info).size() == 2; }),
        m_daemon->log());
    for (const qint64 pid : before)
        QVERIFY(!isAlive(pid));
    QCOMPARE(m_daemon->get("/healthz").status, 200);
}

void tst_DaemonControl::quitAnswersFirst()
{
    QJsonObject stubborn = childApp({u"ignore=TERM"_s, u"hang"_s});
    stubborn.insert("worker_disconnect_timeout"_L1, 3'600'000);
    DaemonProcess daemon;
    daemon.writeConfig(stubborn);
    QVERIFY(daemon.startAndWaitUntilUp());
    const HttpAnswer answer = daemon.post("/quit");
    QVERIFY(daemon.isRunning()); // its worker does not go
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), (QJsonObject{{u"result"_s, u"OK"_s}}));
    QCOMPARE(daemon.get("/readyz").status, 503);
    QCOMPARE(daemon.get("/reload").status, 500);
    daemon.signal(SIGTERM); // waits for nobody any more
    QCOMPARE(daemon.waitForExit(), 0);
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonControl::noSecretIsTold()
{
    HttpClient wrong = client(false);
    wrong.setCredentials("foo", "wr0ng-gu3ss");
    QCOMPARE(wrong.get("/info").status, 401);
    QCOMPARE(client().get("/info").status, 200);
    const QByteArray secret = kPassword.latin1();
    QVERIFY(!client().get("/info").body.contains(secret));
    QVERIFY(!client().get("/help").body.contains(secret));
    QList<qint64> pids = m_daemon->processes();
    QCOMPARE(pids.size(), 3);
    for (const qint64 pid : std::as_const(pids)) {
        for (const char *file : {"cmdline", "environ", "comm"}) {
            const QByteArray content
                = contentOf(u"/proc/%1/%2"_s.arg(pid).arg(QLatin1StringView(file)));
            QVERIFY2(!content.contains(secret), file);
        }
    }
    QCOMPARE(m_daemon->quit(), 0);
    QVERIFY2(!m_daemon->log().contains(secret), m_daemon->log());
    QVERIFY2(!m_daemon->log().contains("wr0ng-gu3ss"), m_daemon->log());
    QVERIFY2(m_daemon->log().contains("wrong credentials from 127.0.0.1"), m_daemon->log());
}

QTEST_GUILESS_MAIN(tst_DaemonControl)
#include "tst_control.moc"
