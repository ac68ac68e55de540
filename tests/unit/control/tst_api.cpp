// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"
#include "core/control/metrics.h"
#include "core/control/routes.h"
#include "fakeoperations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Api : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void helpNamesEveryCommand();
    void infoIsTheSnapshot();
    void metricsAreText();
    void reloadsAtTheEnd();
    void reloadSaysWhyTheOldWereKept();
    void showsLogs();
    void showsHistory();
    void knowsWorkersThatLeftSomething();
    void changesWorkersAtTheEnd_data();
    void changesWorkersAtTheEnd();
    void scalesTheOnlyApp();
    void subscribes_data();
    void subscribes();
    void quits();
    void tellsHealthAndReadiness();
    void writesWholeAnswers();

private:
    QList<Response> ask(Verb verb, const QString &path, const Parameters &parameters = {})
    {
        const auto keep = std::make_shared<QList<Response>>();
        m_last = keep;
        m_api->handle({verb, path, parameters},
                      [keep](const Response &response) { keep->append(response); });
        return *keep;
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<Api> m_api;
    std::shared_ptr<QList<Response>> m_last; // answers to the last request, late ones too
};

void tst_Api::init()
{
    m_operations = std::make_unique<FakeOperations>();
    m_api = std::make_unique<Api>(*m_operations);
}

void tst_Api::helpNamesEveryCommand()
{
    const QList<Response> answers = ask(Verb::Get, u"/help"_s);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, 200);
    const QJsonObject help = QJsonDocument::fromJson(answers[0].body)[u"result"].toObject();
    QCOMPARE(help[u"reload"], u"restart worker processes"_s);
    QCOMPARE(help.size(), qsizetype(routes().size()));
}

void tst_Api::infoIsTheSnapshot()
{
    for (const QString &path : {u"/info"_s, u"/stats"_s}) {
        const QList<Response> answers = ask(Verb::Get, path);
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers[0].type, "application/json; charset=utf-8"_ba);
        QVERIFY(answers[0].body.endsWith('\n'));
        const QJsonObject result = QJsonDocument::fromJson(answers[0].body)[u"result"].toObject();
        QCOMPARE(result, toJson(m_operations->value));
        QCOMPARE(result[u"workers"].toArray().size(), 4);
    }
}

void tst_Api::metricsAreText()
{
    const QList<Response> answers = ask(Verb::Get, u"/metrics"_s);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, 200);
    QCOMPARE(answers[0].type, "text/plain; version=0.0.4; charset=utf-8"_ba);
    QCOMPARE(answers[0].body, metricsText(m_operations->value));
    QVERIFY(answers[0].body.contains("qilin_app_workers{app=\"app.js\",state=\"up\"} 4\n"));
    QCOMPARE(findRoute(u"/metrics"_s)->access, Access::Credentials);
}

void tst_Api::reloadsAtTheEnd()
{
    QVERIFY(ask(Verb::Get, u"/reload"_s).isEmpty());
    QCOMPARE(m_operations->asked, QStringList(u"/request"_s));
    m_operations->finishAll();
    QCOMPARE(m_last->size(), 1);
    QCOMPARE(m_last->first().body, R"({"result":"OK"})"
                                   "\n"_ba);

    QVERIFY(ask(Verb::Post, u"/reload"_s, {{u"app"_s, u"api"_s}}).isEmpty());
    QCOMPARE(m_operations->asked.last(), u"api/request"_s);
    m_operations->finishAll();
    QCOMPARE(m_last->size(), 1);
}

void tst_Api::reloadSaysWhyTheOldWereKept()
{
    QVERIFY(ask(Verb::Get, u"/reload"_s).isEmpty());
    m_operations->finishAll(Error{u"worker 5 exited with code 1 after 0.2 s"_s});
    QCOMPARE(m_last->size(), 1);
    QCOMPARE(m_last->first().status, 500);
    QCOMPARE(m_last->first().body, R"({"error":"worker 5 exited with code 1 after 0.2 s"})"
                                   "\n"_ba);
}

void tst_Api::showsLogs()
{
    const LogLine line{1000, u"api"_s, 3, Stream::Err, "oh no"_ba};
    m_operations->printed = {line, line};
    const QList<Response> answers = ask(Verb::Get, u"/logs"_s);
    QCOMPARE(m_operations->asked, QStringList(u"logs  0 100"_s));
    QCOMPARE(answers.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(answers[0].body)[u"result"].toArray(),
             QJsonArray({toJson(line), toJson(line)}));

    static_cast<void>(ask(Verb::Get, u"/logs"_s,
                          {{u"lines"_s, u"007"_s}, {u"app"_s, u"api"_s}, {u"worker"_s, u"3"_s}}));
    QCOMPARE(m_operations->asked.last(), u"logs api 3 7"_s);
    m_operations->printed.clear();
    QCOMPARE(ask(Verb::Get, u"/logs"_s).value(0).body, "{\"result\":[]}\n"_ba);
}

void tst_Api::showsHistory()
{
    m_operations->used = {1000, {{1000, 1.5, 20}, {2000, 2, 21}}};
    const QList<Response> answers = ask(Verb::Get, u"/history"_s);
    QCOMPARE(m_operations->asked, QStringList(u"history  0 600"_s));
    QCOMPARE(answers.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(answers[0].body)[u"result"].toObject(),
             toJson(m_operations->used));
    static_cast<void>(ask(Verb::Get, u"/history"_s,
                          {{u"app"_s, u"api"_s}, {u"worker"_s, u"3"_s}, {u"seconds"_s, u"60"_s}}));
    QCOMPARE(m_operations->asked.last(), u"history api 3 60"_s);
}

void tst_Api::knowsWorkersThatLeftSomething()
{
    const Parameters gone{{u"worker"_s, u"9"_s}};
    for (const QString &path : {u"/logs"_s, u"/history"_s}) {
        QCOMPARE(ask(Verb::Get, path, gone).value(0).status, 404);
        QCOMPARE(m_last->value(0).body, "{\"error\":\"unknown worker 9; known: 1, 2, 3, 4\"}\n"_ba);
        QCOMPARE(ask(Verb::Get, path, {{u"worker"_s, u"2"_s}}).value(0).status, 200);
        QCOMPARE(
            ask(Verb::Get, path, {{u"worker"_s, u"2"_s}, {u"app"_s, u"app.js"_s}}).value(0).status,
            200);
        QCOMPARE(ask(Verb::Get, path, {{u"worker"_s, u"2"_s}, {u"app"_s, u"api"_s}}).value(0).body,
                 "{\"error\":\"unknown worker 2; known: \"}\n"_ba);
    }
    m_operations->printed = {{1000, u"app.js"_s, 9, Stream::Out, "bye"_ba}};
    m_operations->used = {1000, {{1000, 1, 1}}};
    for (const QString &path : {u"/logs"_s, u"/history"_s})
        QCOMPARE(ask(Verb::Get, path, gone).value(0).status, 200);
}

void tst_Api::changesWorkersAtTheEnd_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Parameters>("parameters");
    QTest::addColumn<QString>("asked");
    QTest::newRow("restart") << u"/restart"_s << Parameters{{u"worker"_s, u"3"_s}}
                             << u"restart 3"_s;
    QTest::newRow("scale") << u"/scale"_s
                           << Parameters{{u"app"_s, u"api"_s}, {u"workers"_s, u"1024"_s}}
                           << u"scale api 1024"_s;
    QTest::newRow("stop") << u"/stop"_s << Parameters{{u"app"_s, u"api"_s}} << u"stop api"_s;
    QTest::newRow("start") << u"/start"_s << Parameters{{u"app"_s, u"api"_s}} << u"start api"_s;
}

void tst_Api::changesWorkersAtTheEnd()
{
    QFETCH(QString, path);
    QFETCH(Parameters, parameters);
    QFETCH(QString, asked);
    QVERIFY(ask(Verb::Post, path, parameters).isEmpty());
    QCOMPARE(m_operations->asked, QStringList(asked));
    m_operations->finishAll();
    QCOMPARE(m_last->value(0).body, "{\"result\":\"OK\"}\n"_ba);

    QVERIFY(ask(Verb::Post, path, parameters).isEmpty());
    m_operations->finishAll(Error{u"it stays as it was"_s});
    QCOMPARE(m_last->value(0).status, 500);
    QCOMPARE(m_last->value(0).body, "{\"error\":\"it stays as it was\"}\n"_ba);
}

void tst_Api::scalesTheOnlyApp()
{
    m_operations->names = {u"only"_s};
    QVERIFY(ask(Verb::Post, u"/scale"_s, {{u"workers"_s, u"2"_s}}).isEmpty());
    QCOMPARE(m_operations->asked, QStringList(u"scale only 2"_s));
}

void tst_Api::subscribes_data()
{
    QTest::addColumn<Parameters>("parameters");
    QTest::addColumn<EventKinds>("kinds");
    QTest::addColumn<QString>("app");
    const EventKinds all
        = EventKind::Status | EventKind::Reload | EventKind::Worker | EventKind::Log;
    QTest::newRow("all") << Parameters() << all << QString();
    QTest::newRow("app") << Parameters{{u"app"_s, u"api"_s}} << all << u"api"_s;
    QTest::newRow("one") << Parameters{{u"only"_s, u"log"_s}} << EventKinds(EventKind::Log)
                         << QString();
    QTest::newRow("three") << Parameters{{u"only"_s, u"worker,status,reload"_s}}
                           << (all & ~EventKinds(EventKind::Log)) << QString();
    QTest::newRow("again") << Parameters{{u"only"_s, u"log,log"_s}} << EventKinds(EventKind::Log)
                           << QString();
}

void tst_Api::subscribes()
{
    QFETCH(Parameters, parameters);
    QFETCH(EventKinds, kinds);
    QFETCH(QString, app);
    QList<Response> answers;
    m_api->handle({Verb::Get, u"/events"_s, parameters, "run-7"_ba},
                  [&answers](const Response &response) { answers.append(response); });
    QCOMPARE(answers.size(), 1);
    QVERIFY(answers[0].stream);
    QCOMPARE(answers[0].stream->kinds, kinds);
    QCOMPARE(answers[0].stream->app, app);
    QCOMPARE(*answers[0].stream->after, "run-7"_ba);
    QCOMPARE(toWire(answers[0], Persistence::Close),
             "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
             "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"
             "Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n"
             "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
             "Connection: close\r\nX-Accel-Buffering: no\r\n"
             "\r\n"_ba);
}

void tst_Api::quits()
{
    QCOMPARE(ask(Verb::Get, u"/quit"_s).value(0).status, 200);
    QCOMPARE(ask(Verb::Post, u"/quit"_s).value(0).status, 200);
    QCOMPARE(m_operations->quits, 2);
}

void tst_Api::tellsHealthAndReadiness()
{
    const QByteArray ok = R"({"result":"OK"})"
                          "\n"_ba;
    QCOMPARE(ask(Verb::Get, u"/healthz"_s).value(0).body, ok);
    QCOMPARE(ask(Verb::Get, u"/readyz"_s).value(0).body, ok);
    m_operations->ready = false;
    QCOMPARE(ask(Verb::Get, u"/healthz"_s).value(0).status, 200);
    QCOMPARE(ask(Verb::Get, u"/readyz"_s).value(0).status, 503);
    QCOMPARE(findRoute(u"/healthz"_s)->access, Access::Open);
    QCOMPARE(findRoute(u"/readyz"_s)->access, Access::Open);
    QCOMPARE(findRoute(u"/info"_s)->access, Access::Credentials);
}

void tst_Api::writesWholeAnswers()
{
    Response response = errorResponse(405, u"no"_s);
    response.headers.append({"Allow"_ba, "GET"_ba});
    const QByteArray wire = toWire(response, Persistence::Close);
    QCOMPARE(wire, "HTTP/1.1 405 Method Not Allowed\r\n"
                   "Content-Type: application/json; charset=utf-8\r\nContent-Length: 15\r\n"
                   "Cache-Control: no-store\r\n"
                   "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"
                   "Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n"
                   "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                   "Connection: close\r\n"
                   "Allow: GET\r\n\r\n{\"error\":\"no\"}\n"_ba);
    QCOMPARE(withoutBody(wire) + response.body, wire);
}

QTEST_GUILESS_MAIN(tst_Api)
#include "tst_api.moc"
