// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "core/control/controlserver.h"
#include "quicktimes.h"
#include "tests/support/waitfor.h"
#include "tests/unit/control/fakeoperations.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

using State = ControlClient::State;

namespace {

GateLimits limits()
{
    GateLimits limits;
    limits.firstRefusal = 1ms;
    limits.lastRefusal = 2ms;
    return limits;
}

// A way to a daemon's socket that can be cut.
class Relay final : public QObject
{
public:
    Relay(const QString &path, const QString &target)
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this, target] {
            QLocalSocket *near = m_server.nextPendingConnection();
            auto *far = new QLocalSocket(near);
            connect(near, &QIODevice::readyRead, far, [near, far] { far->write(near->readAll()); });
            connect(far, &QIODevice::readyRead, near, [near, far] { near->write(far->readAll()); });
            far->connectToServer(target);
        });
        m_server.listen(path);
    }
    void cut()
    {
        m_server.close();
        const auto sockets = m_server.findChildren<QLocalSocket *>();
        for (QLocalSocket *socket : sockets)
            socket->abort();
    }

private:
    QLocalServer m_server;
};

} // namespace

// The client against the real control API.
class tst_ClientDaemon : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void follows();
    void hearsEvents();
    void missesNothingWhileAway();
    void commands();
    void hearsErrors();
    void reads();
    void logsIn();
    void seesTheDaemonEnd();

private:
    void serve(const ControlAccess &access = {})
    {
        m_server = std::make_unique<ControlServer>(*m_operations, access, limits());
        QVERIFY(m_server->listenUnix(m_directory->filePath(u"a.sock"_s)));
        QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
    }
    [[nodiscard]] Endpoint local() const
    {
        Endpoint endpoint;
        endpoint.socket = m_directory->filePath(u"a.sock"_s);
        return endpoint;
    }
    [[nodiscard]] Endpoint remote() const
    {
        Endpoint endpoint;
        endpoint.url = QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->port()));
        return endpoint;
    }
    void open(const Endpoint &endpoint)
    {
        m_client = std::make_unique<ControlClient>(endpoint, nullptr, quickTimes());
        m_client->open();
        TRY_COMPARE(m_client->state(), State::Connected);
    }
    static LogLine lineOf(const QByteArray &text)
    {
        return {1760323834795, u"app.js"_s, 2, Stream::Err, text};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
    std::unique_ptr<ControlClient> m_client;
};

void tst_ClientDaemon::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_operations = std::make_unique<FakeOperations>();
    serve();
}

void tst_ClientDaemon::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void tst_ClientDaemon::follows()
{
    for (const Endpoint &endpoint : {local(), remote()}) {
        open(endpoint);
        QCOMPARE(toJson(*m_client->snapshot()), toJson(m_operations->value));
        m_operations->value.workers.removeLast();
        m_operations->feed.announceChange();
        TRY_COMPARE(toJson(*m_client->snapshot()), toJson(m_operations->value));
    }
}

void tst_ClientDaemon::hearsEvents()
{
    open(local());
    QList<LogLine> lines;
    QList<WorkerEvent> workers;
    QList<ReloadEvent> reloads;
    connect(m_client.get(), &ControlClient::logLine, this,
            [&](const LogLine &line) { lines.append(line); });
    connect(m_client.get(), &ControlClient::workerEvent, this,
            [&](const WorkerEvent &event) { workers.append(event); });
    connect(m_client.get(), &ControlClient::reloadEvent, this,
            [&](const ReloadEvent &event) { reloads.append(event); });
    const Failure failure{u"exited with code 1"_s, 1, {}, 400, {u"boom"_s}};
    m_operations->feed.publish(lineOf("hello\r: \xE9\xBA\x92"));
    m_operations->feed.publish(
        WorkerEvent{1760323834795, u"app.js"_s, 3, 8003, 2, WorkerState::Failed, failure});
    ReloadEvent reload{u"app.js"_s, true, 2, {}};
    reload.reload.result = u"OK"_s;
    reload.reload.tookMs = 412;
    m_operations->feed.publish(reload);
    TRY_COMPARE(reloads.size(), 1);
    QCOMPARE(reloads[0].reload.tookMs, 412);
    QVERIFY(reloads[0].isFinished);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(toJson(lines[0]), toJson(lineOf("hello\r: \xE9\xBA\x92")));
    QCOMPARE(workers.size(), 1);
    QCOMPARE(workers[0].failure->output, failure.output);
}

void tst_ClientDaemon::missesNothingWhileAway()
{
    Endpoint endpoint;
    endpoint.socket = m_directory->filePath(u"relay.sock"_s);
    auto relay = std::make_unique<Relay>(endpoint.socket, local().socket);
    open(endpoint);
    QByteArrayList lines;
    connect(m_client.get(), &ControlClient::logLine, this,
            [&](const LogLine &line) { lines.append(line.text); });
    m_operations->feed.publish(lineOf("1"));
    TRY_COMPARE(lines.size(), 1);
    QSignalSpy states(m_client.get(), &ControlClient::stateChanged);
    relay->cut();
    TRY_COMPARE(m_client->state(), State::Lost);
    m_operations->feed.publish(lineOf("2"));
    m_operations->feed.publish(lineOf("3"));
    relay = std::make_unique<Relay>(endpoint.socket, local().socket);
    TRY_COMPARE(m_client->state(), State::Connected);
    m_operations->feed.publish(lineOf("4"));
    TRY_VERIFY(lines.contains("4"));
    QCOMPARE(lines, (QByteArrayList{"1", "2", "3", "4"}));
    QCOMPARE(states.last().first().value<State>(), State::Connected);
}

void tst_ClientDaemon::commands()
{
    open(local());
    int answers = 0;
    const Reply done = [&](const Result<> &result) {
        QVERIFY2(result, qPrintable(result ? QString() : result.error().text));
        ++answers;
    };
    m_client->reload({}, done);
    TRY_COMPARE(m_operations->asked.size(), 1);
    QCOMPARE(answers, 0); // it takes as long as it takes
    m_client->reload(u"api"_s, done);
    TRY_COMPARE(m_operations->asked.size(), 2);
    m_client->restart(3, done);
    TRY_COMPARE(m_operations->asked.size(), 3);
    m_client->scale(u"app.js"_s, 7, done);
    TRY_COMPARE(m_operations->asked.size(), 4);
    m_client->stop(u"app.js"_s, done);
    TRY_COMPARE(m_operations->asked.size(), 5);
    m_client->start(u"app.js"_s, done);
    TRY_COMPARE(m_operations->asked.size(), 6);
    QCOMPARE(m_operations->asked,
             (QStringList{u"/request"_s, u"api/request"_s, u"restart 3"_s, u"scale app.js 7"_s,
                          u"stop app.js"_s, u"start app.js"_s}));
    m_operations->finishAll();
    TRY_COMPARE(answers, 6);
    m_client->quit(done);
    TRY_COMPARE(answers, 7);
    QCOMPARE(m_operations->quits, 1);
}

void tst_ClientDaemon::hearsErrors()
{
    open(remote());
    QStringList errors;
    const Reply done
        = [&](const Result<> &result) { errors.append(result ? QString() : result.error().text); };
    m_client->reload({}, done);
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_operations->finishAll(Error{u"app.js kept its workers: ä"_s});
    TRY_COMPARE(errors, QStringList{u"app.js kept its workers: ä"_s});
    m_client->reload(u"ap & p"_s, done);
    TRY_COMPARE(errors.size(), 2);
    QVERIFY2(errors[1].contains(u"'ap & p'"_s) && errors[1].contains(u"app.js"_s),
             qPrintable(errors[1]));
    m_client->restart(99, done);
    TRY_COMPARE(errors.size(), 3);
    QVERIFY2(errors[2].contains(u"99"_s), qPrintable(errors[2]));
    QCOMPARE(m_client->state(), State::Connected);
}

void tst_ClientDaemon::reads()
{
    open(local());
    m_operations->printed = {lineOf("one"), lineOf("two")};
    m_operations->used = {10000, {{1760323834795, 1.5, 44.25}}};
    QList<LogLine> lines;
    std::optional<History> history;
    QStringList commands;
    m_client->logs(u"app.js"_s, 2, 50,
                   [&](const Result<QList<LogLine>> &result) { lines = result.value(); });
    m_client->history(u"app.js"_s, std::nullopt, 3600,
                      [&](const Result<History> &result) { history = result.value(); });
    m_client->call(ControlClient::Method::Get, u"/help"_s,
                   [&](const Result<QJsonValue> &result) { commands = result->toObject().keys(); });
    TRY_COMPARE(lines.size(), 2);
    QCOMPARE(lines[1].text, "two"_ba);
    TRY_VERIFY(history);
    QCOMPARE(toJson(*history), toJson(m_operations->used));
    TRY_VERIFY(commands.contains(u"reload"_s));
    QVERIFY(m_operations->asked.contains(u"logs app.js 2 50"_s));
    QVERIFY(m_operations->asked.contains(u"history app.js 0 3600"_s));
}

void tst_ClientDaemon::logsIn()
{
    serve({u"kirin"_s, u"jiräffe"_s, {}});
    m_client = std::make_unique<ControlClient>(remote(), nullptr, quickTimes());
    m_client->open();
    TRY_COMPARE(m_client->state(), State::Unauthorized);
    m_client->setCredentials(u"kirin"_s, u"wrong"_s);
    TRY_COMPARE(m_client->state(), State::Unauthorized);
    m_client->setCredentials(u"kirin"_s, u"jiräffe"_s);
    TRY_COMPARE(m_client->state(), State::Connected);
    open(local()); // whose owner needs none
}

void tst_ClientDaemon::seesTheDaemonEnd()
{
    open(local());
    int answers = 0;
    QString error;
    m_client->reload({}, [&](const Result<> &result) {
        ++answers;
        error = result ? QString() : result.error().text;
    });
    TRY_COMPARE(m_operations->pending.size(), 1);
    m_server->close();
    TRY_COMPARE(m_client->state(), State::Lost);
    TRY_COMPARE(answers, 1);
    QVERIFY(!error.isEmpty());
    m_server.reset();
    serve();
    TRY_COMPARE(m_client->state(), State::Connected);
}

QTEST_GUILESS_MAIN(tst_ClientDaemon)
#include "tst_clientdaemon.moc"
