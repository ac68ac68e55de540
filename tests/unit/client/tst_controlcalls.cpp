// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "core/client/retryplan.h"
#include "fakedaemon.h"
#include "tests/support/waitfor.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

using Begin = std::function<void(ControlClient &, const Reply &)>;

ClientTimes patient()
{
    ClientTimes times;
    times.connect = times.answer = times.silence = 60s;
    return times;
}

} // namespace

Q_DECLARE_METATYPE(Begin)

class tst_ControlCalls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void asks_data();
    void asks();
    void readsAnswers_data();
    void readsAnswers();
    void readsValues();
    void answersOnceAndLater();
    void timesOut_data();
    void timesOut();
    void actionsMayTakeLong();
    void needsNoFollowing();
    void mayBeDeletedInACallback();
    void mayBeDeletedInASlot_data();
    void mayBeDeletedInASlot();
    void forgetsCallsWhenDeleted();
    void backsOff();

private:
    std::unique_ptr<FakeDaemon> m_daemon;
};

void tst_ControlCalls::init()
{
    m_daemon = std::make_unique<FakeDaemon>();
    m_daemon->answer = [](FakePeer &peer) { peer.answer(200, "{\"result\":\"OK\"}"); };
    QVERIFY(m_daemon->listenTcp());
}

void tst_ControlCalls::asks_data()
{
    QTest::addColumn<Begin>("begin");
    QTest::addColumn<QByteArray>("line");

    const auto row = [](const char *name, const QByteArray &line, Begin begin) {
        QTest::newRow(name) << std::move(begin) << line;
    };
    row("reload all", "POST /reload",
        [](auto &client, const Reply &done) { client.reload({}, done); });
    row("reload", "POST /reload?app=app.js",
        [](auto &client, const Reply &done) { client.reload(u"app.js"_s, done); });
    row("encoded", "POST /reload?app=a%20%26%2B%C3%A4%0D%0A",
        [](auto &client, const Reply &done) { client.reload(u"a &+ä\r\n"_s, done); });
    row("restart", "POST /restart?worker=7",
        [](auto &client, const Reply &done) { client.restart(7, done); });
    row("scale", "POST /scale?app=a&workers=3",
        [](auto &client, const Reply &done) { client.scale(u"a"_s, 3, done); });
    row("stop", "POST /stop?app=a",
        [](auto &client, const Reply &done) { client.stop(u"a"_s, done); });
    row("start", "POST /start?app=a",
        [](auto &client, const Reply &done) { client.start(u"a"_s, done); });
    row("quit", "POST /quit", [](auto &client, const Reply &done) { client.quit(done); });
    const auto then = [](const Reply &done) { return [done](const auto &) { done({}); }; };
    row("logs", "GET /logs?lines=50",
        [then](auto &client, const Reply &done) { client.logs({}, std::nullopt, 50, then(done)); });
    row("logs of a worker", "GET /logs?app=a&worker=3&lines=50",
        [then](auto &client, const Reply &done) { client.logs(u"a"_s, 3, 50, then(done)); });
    row("history", "GET /history?app=a&seconds=600", [then](auto &client, const Reply &done) {
        client.history(u"a"_s, std::nullopt, 600, then(done));
    });
    row("any", "GET /scale?a=%20%C3%A4%0D%0AX:%20y%23", [then](auto &client, const Reply &done) {
        client.call(ControlClient::Method::Get, u"/scale?a= ä\r\nX: y#"_s, then(done));
    });
    row("no slash", "GET /info", [then](auto &client, const Reply &done) {
        client.call(ControlClient::Method::Get, u"info"_s, then(done));
    });
}

void tst_ControlCalls::asks()
{
    QFETCH(Begin, begin);
    QFETCH(QByteArray, line);
    ControlClient client(m_daemon->endpoint(), nullptr, patient());
    client.setCredentials(u"u"_s, u"p"_s);
    int answers = 0;
    begin(client, [&](const Result<> &) { ++answers; });
    TRY_COMPARE(answers, 1);
    FakePeer *peer = m_daemon->last(line.split(' ')[1].split('?')[0]);
    QVERIFY(peer != nullptr);
    const QByteArrayList lines = peer->request().split('\n');
    QCOMPARE(lines[0], line + " HTTP/1.1\r");
    QCOMPARE(peer->header("x"), ""_ba);
    QCOMPARE(peer->header("authorization"), "Basic dTpw"_ba);
    QCOMPARE(peer->header("content-length"), line.startsWith("POST") ? "0"_ba : ""_ba);
}

void tst_ControlCalls::readsAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text"); // of the error; empty: it went well

    const auto page = [](const QByteArray &status, const QByteArray &body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
               + "\r\n\r\n" + body;
    };
    const QString no = u"is no qilin daemon"_s;
    QTest::newRow("OK") << page("200 OK", "{\"result\":\"OK\"}\n") << u""_s;
    QTest::newRow("null") << page("200 OK", "{\"result\":null}") << u""_s;
    QTest::newRow("until the end") << "HTTP/1.0 200 OK\r\n\r\n{\"result\":1}"_ba << u""_s;
    QTest::newRow("chunks") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "5\r\n{\"res\r\n8\r\nult\":1}\n\r\n0\r\n\r\n"_ba
                            << u""_s;
    QTest::newRow("error") << page("500 No", "{\"error\":\"app.js kept its workers\"}")
                           << u"app.js kept its workers"_s;
    QTest::newRow("error and result")
        << page("500 No", "{\"error\":\"a\",\"result\":null}") << u"a"_s;
    QTest::newRow("unauthorized") << page("401 No", "{\"error\":\"unauthorized\"}")
                                  << u"user name"_s;
    QTest::newRow("result of 500") << page("500 No", "{\"result\":\"OK\"}") << no;
    QTest::newRow("empty error") << page("500 No", "{\"error\":\"\"}") << no;
    QTest::newRow("page") << page("200 OK", "<html>") << no;
    QTest::newRow("nothing in it") << page("200 OK", "") << no;
    QTest::newRow("garbage") << "garbage\r\n\r\n"_ba << no;
    QTest::newRow("half an answer")
        << "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"resu"_ba << u"closed the connection"_s;
    QTest::newRow("no answer") << ""_ba << u"closed the connection"_s;
    QTest::newRow("huge") << "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(17 << 20, 'x')
                          << u"more than"_s;
}

void tst_ControlCalls::readsAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QTemporaryDir directory;
    FakeDaemon local;
    QVERIFY(local.listenLocal(directory.filePath(u"a.sock"_s)));
    for (FakeDaemon *daemon : {m_daemon.get(), &local}) {
        daemon->answer = [bytes](FakePeer &peer) {
            peer.send(bytes);
            peer.close();
        };
        ControlClient client(daemon->endpoint(), nullptr, patient());
        QStringList answers;
        client.quit([&](const Result<> &result) {
            answers.append(result ? QString() : result.error().text);
        });
        QVERIFY(answers.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 1, 20000);
        QVERIFY2(answers[0].contains(text) && answers[0].isEmpty() == text.isEmpty(),
                 qPrintable(answers[0]));
    }
}

void tst_ControlCalls::readsValues()
{
    m_daemon->answer = [](FakePeer &peer) {
        if (peer.target().startsWith("/logs"))
            peer.answer(200, "{\"result\":[{\"app\":\"a\",\"worker\":2,\"text\":\"one\"},"
                             "{\"stream\":\"stderr\",\"text\":\"two\"}]}");
        else
            peer.answer(200, "{\"result\":{\"interval_ms\":10000,\"samples\":[[5,1.5,2.5]]}}");
    };
    ControlClient client(m_daemon->endpoint(), nullptr, patient());
    QList<LogLine> lines;
    std::optional<History> history;
    client.logs({}, std::nullopt, 10,
                [&](const Result<QList<LogLine>> &result) { lines = result.value(); });
    client.history({}, std::nullopt, 10,
                   [&](const Result<History> &result) { history = result.value(); });
    TRY_COMPARE(lines.size(), 2);
    QCOMPARE(lines[0].text, "one"_ba);
    QCOMPARE(lines[1].stream, Stream::Err);
    TRY_VERIFY(history);
    QCOMPARE(history->intervalMs, 10000);
    QCOMPARE(history->samples.size(), 1);
}

void tst_ControlCalls::answersOnceAndLater()
{
    Endpoint nowhere;
    nowhere.socket = u"/nonexistent/qilin.sock"_s;
    ControlClient client(nowhere, nullptr, patient());
    QStringList errors;
    for (int i = 0; i < 3; ++i)
        client.reload({}, [&](const Result<> &result) { errors.append(result.error().text); });
    QVERIFY(errors.isEmpty());
    TRY_COMPARE(errors.size(), 3);
    QVERIFY2(errors[0].contains(nowhere.socket), qPrintable(errors[0]));
}

void tst_ControlCalls::timesOut_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half an answer") << "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"_ba;
}

void tst_ControlCalls::timesOut()
{
    QFETCH(QByteArray, bytes);
    m_daemon->answer = [bytes](FakePeer &peer) { peer.send(bytes); };
    ClientTimes times = patient();
    times.answer = 50ms;
    ControlClient client(m_daemon->endpoint(), nullptr, times);
    QString error;
    client.call(ControlClient::Method::Get, u"/info"_s,
                [&](const Result<QJsonValue> &result) { error = result.error().text; });
    TRY_VERIFY(!error.isEmpty());
    QVERIFY2(error.contains(u"has not answered for 1 s"_s), qPrintable(error));
    TRY_VERIFY(m_daemon->last("/info") != nullptr && !m_daemon->last("/info")->isOpen());
}

void tst_ControlCalls::actionsMayTakeLong()
{
    m_daemon->answer = [](FakePeer &peer) {
        if (peer.target() == "/info")
            return; // never
        QTimer::singleShot(300, &peer, [&peer] { peer.answer(200, "{\"result\":\"OK\"}"); });
    };
    ClientTimes times = patient();
    times.answer = 20ms;
    ControlClient client(m_daemon->endpoint(), nullptr, times);
    QStringList order;
    client.reload({},
                  [&](const Result<> &result) { order.append(result ? u"reload"_s : u"error"_s); });
    client.call(ControlClient::Method::Get, u"/reload?app=a"_s,
                [&](const auto &result) { order.append(result ? u"reload"_s : u"error"_s); });
    client.call(ControlClient::Method::Get, u"/info"_s,
                [&](const auto &result) { order.append(result ? u"info"_s : u"timed out"_s); });
    TRY_COMPARE(order.size(), 3);
    QCOMPARE(order.count(u"reload"_s), 2);
    QVERIFY(order.contains(u"timed out"_s));
}

void tst_ControlCalls::needsNoFollowing()
{
    ControlClient client(m_daemon->endpoint(), nullptr, patient());
    QString answer;
    client.call(ControlClient::Method::Post, u"/reload"_s,
                [&](const Result<QJsonValue> &result) { answer = result->toString(); });
    TRY_COMPARE(answer, u"OK"_s);
    QCOMPARE(client.state(), ControlClient::State::Closed);
}

void tst_ControlCalls::mayBeDeletedInACallback()
{
    for (const auto &answer :
         {FakeDaemon::Answer([](FakePeer &peer) { peer.answer(200, "{\"result\":1}"); }),
          FakeDaemon::Answer([](FakePeer &peer) { peer.answer(401, "{}"); }),
          FakeDaemon::Answer([](FakePeer &peer) { peer.close(); })}) {
        m_daemon->answer = answer;
        auto client = std::make_unique<ControlClient>(m_daemon->endpoint(), nullptr, patient());
        client->open();
        int answers = 0;
        for (int i = 0; i < 5; ++i) {
            client->quit([&](const Result<> &) {
                ++answers;
                client.reset();
            });
        }
        TRY_VERIFY(!client);
        QCOMPARE(answers, 1);
    }
}

void tst_ControlCalls::mayBeDeletedInASlot_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const QByteArray events = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    QTest::newRow("state") << events + statusEvent(3) + statusEvent(3);
    QTest::newRow("lost") << "garbage\r\n"_ba;
    QTest::newRow("unauthorized") << "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("log") << events + "event: log\ndata: {\"a\":1}\n\n" + statusEvent(3);
    QTest::newRow("worker") << events + "event: worker\ndata: {\"a\":1}\n\n" + statusEvent(3);
    QTest::newRow("reload") << events + "event: reload\ndata: {\"a\":1}\n\n" + statusEvent(3);
    QTest::newRow("silent") << ""_ba;
}

void tst_ControlCalls::mayBeDeletedInASlot()
{
    QFETCH(QByteArray, bytes);
    ClientTimes times = patient();
    times.silence = 500ms;
    auto client = std::make_unique<ControlClient>(m_daemon->endpoint(), nullptr, times);
    client->open();
    const auto end = [&client] { client.reset(); };
    connect(client.get(), &ControlClient::stateChanged, this, end);
    connect(client.get(), &ControlClient::snapshotChanged, this, end);
    connect(client.get(), &ControlClient::logLine, this, end);
    connect(client.get(), &ControlClient::workerEvent, this, end);
    connect(client.get(), &ControlClient::reloadEvent, this, end);
    client->quit([](const Result<> &) { QFAIL("was deleted before"); });
    m_daemon->answer = [bytes](FakePeer &peer) {
        if (peer.target() != "/quit")
            peer.send(bytes);
    };
    TRY_VERIFY(!client);
}

void tst_ControlCalls::forgetsCallsWhenDeleted()
{
    auto client = std::make_unique<ControlClient>(m_daemon->endpoint(), nullptr, patient());
    bool isAsked = false;
    bool isAnswered = false;
    m_daemon->answer = [&](FakePeer &) { isAsked = true; };
    client->quit([&](const Result<> &) { isAnswered = true; });
    TRY_VERIFY(isAsked);
    client->quit([&](const Result<> &) { isAnswered = true; }); // not begun yet
    client.reset();
    TRY_VERIFY(!m_daemon->last("/quit")->isOpen());
    QVERIFY(!isAnswered);
}

void tst_ControlCalls::backsOff()
{
    RetryPlan plan(200ms, 5000ms);
    QList<qint64> times;
    for (int i = 0; i < 7; ++i)
        times.append(plan.next(0.5).count());
    QCOMPARE(times, (QList<qint64>{200, 400, 800, 1600, 3200, 5000, 5000}));
    plan.reset();
    QCOMPARE(plan.next(0).count(), 180);
    QVERIFY(plan.next(1).count() <= 440);
}

QTEST_GUILESS_MAIN(tst_ControlCalls)
#include "tst_controlcalls.moc"
