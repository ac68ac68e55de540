// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"
#include "core/control/routes.h"
#include "fakeoperations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Api : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void routesAreDistinct();
    void readmeNamesEveryRoute();
    void helpNamesEveryCommand();
    void infoIsTheSnapshot();
    void refuses_data();
    void refuses();
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

void tst_Api::routesAreDistinct()
{
    QStringList paths;
    for (const Route &route : routes()) {
        QVERIFY(route.path.startsWith('/'_L1));
        QVERIFY(!paths.contains(route.path));
        QVERIFY(route.verbs != Verbs());
        QVERIFY(!QLatin1StringView(route.help).isEmpty());
        paths.append(route.path);
    }
    QCOMPARE(paths, QStringList({u"/help"_s, u"/info"_s, u"/stats"_s, u"/logs"_s, u"/history"_s,
                                 u"/events"_s, u"/reload"_s, u"/restart"_s, u"/scale"_s, u"/stop"_s,
                                 u"/start"_s, u"/quit"_s, u"/healthz"_s, u"/readyz"_s}));
}

// Each with its methods and parameters: "| `/path?required=…[&optional=…]` | GET |".
void tst_Api::readmeNamesEveryRoute()
{
    QFile file(QFINDTESTDATA("../../../README.md"));
    QVERIFY(file.open(QFile::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll());
    for (const Route &route : routes()) {
        const auto row
            = QRegularExpression(u"\\| [^|]*`%1[`?\\[][^|]*\\| ([A-Z ]+) \\|"_s.arg(route.path));
        const QRegularExpressionMatch match = row.match(readme);
        QVERIFY2(match.hasMatch(), qPrintable(route.path + u" has no row"_s));
        QByteArray methods = allowValue(route.verbs);
        methods.replace(", HEAD", "").replace(",", "");
        QCOMPARE(match.captured(1).toLatin1(), methods);
        for (const Parameter &parameter : route.parameters)
            QVERIFY2(match.captured().contains(parameter.name + '='_L1),
                     qPrintable(match.captured()));
    }
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

void tst_Api::refuses_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Parameters>("parameters");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("allow");
    const QByteArray none;
    QTest::newRow("path") << Verb::Get << u"/nope"_s << Parameters() << 404
                          << R"({"error":"unknown method"})"_ba << none;
    QTest::newRow("path and verb") << Verb::Other << u"/nope"_s << Parameters() << 404
                                   << R"({"error":"unknown method"})"_ba << none;
    QTest::newRow("verb") << Verb::Post << u"/info"_s << Parameters() << 405
                          << R"({"error":"/info takes GET, HEAD"})"_ba
                          << "GET, HEAD"_ba;
    QTest::newRow("head reloads nothing") << Verb::Head << u"/reload"_s << Parameters() << 405
                                          << R"({"error":"/reload takes GET, POST"})"_ba
                                          << "GET, POST"_ba;
    QTest::newRow("unknown verb") << Verb::Other << u"/quit"_s << Parameters() << 405
                                  << R"({"error":"/quit takes GET, POST"})"_ba
                                  << "GET, POST"_ba;
    QTest::newRow("parameter") << Verb::Get << u"/info"_s << Parameters{{u"x"_s, u"1"_s}} << 400
                               << R"({"error":"unknown parameter 'x'; /info takes none"})"_ba
                               << none;
    QTest::newRow("other parameter")
        << Verb::Get << u"/reload"_s << Parameters{{u"ap"_s, u"api"_s}} << 400
        << R"({"error":"unknown parameter 'ap'; /reload takes: app"})"_ba << none;
    QTest::newRow("nameless parameter")
        << Verb::Get << u"/quit"_s << Parameters{{QString(), u"1"_s}} << 400
        << R"({"error":"unknown parameter ''; /quit takes none"})"_ba << none;
    QTest::newRow("twice") << Verb::Get << u"/reload"_s
                           << Parameters{{u"app"_s, u"api"_s}, {u"app"_s, u"api"_s}} << 400
                           << R"({"error":"parameter 'app' is there twice"})"_ba << none;
    QTest::newRow("empty") << Verb::Get << u"/reload"_s << Parameters{{u"app"_s, QString()}} << 400
                           << R"({"error":"parameter 'app' is empty"})"_ba << none;
    QTest::newRow("app") << Verb::Post << u"/reload"_s << Parameters{{u"app"_s, u"%1 %2"_s}} << 404
                         << R"({"error":"unknown app '%1 %2'; known: app.js, api"})"_ba << none;

    const auto wrong = [&](const char *name, Verb verb, const QString &path,
                           const Parameters &parameters, int status, const QByteArray &text) {
        QTest::newRow(name) << verb << path << parameters << status
                            << "{\"error\":\"" + text + "\"}" << none;
    };
    wrong("no worker", Verb::Post, u"/restart"_s, {}, 400,
          "parameter 'worker' is missing; /restart takes: worker");
    wrong("no number", Verb::Post, u"/restart"_s, {{u"worker"_s, u"two"_s}}, 400,
          "parameter 'worker' must be a whole number from 1 to 2147483647");
    wrong("worker zero", Verb::Post, u"/restart"_s, {{u"worker"_s, u"0"_s}}, 400,
          "parameter 'worker' must be a whole number from 1 to 2147483647");
    wrong("too large a worker", Verb::Post, u"/restart"_s, {{u"worker"_s, u"2147483648"_s}}, 400,
          "parameter 'worker' must be a whole number from 1 to 2147483647");
    wrong("unknown worker", Verb::Post, u"/restart"_s, {{u"worker"_s, u"5"_s}}, 404,
          "unknown worker 5; known: 1, 2, 3, 4");
    wrong("scale to nothing", Verb::Post, u"/scale"_s, {}, 400,
          "parameter 'workers' is missing; /scale takes: workers, app");
    wrong("scale to zero", Verb::Post, u"/scale"_s, {{u"workers"_s, u"0"_s}}, 400,
          "parameter 'workers' must be a whole number from 1 to 1024");
    wrong("scale too far", Verb::Post, u"/scale"_s, {{u"workers"_s, u"1025"_s}}, 400,
          "parameter 'workers' must be a whole number from 1 to 1024");
    for (const QString &text : {u"-1"_s, u"+1"_s, u" 1"_s, u"1.0"_s, u"0x1"_s, u"1e3"_s,
                                u"\u0663"_s, u"99999999999999999999"_s})
        QTest::newRow(qPrintable(u"scale to "_s + text))
            << Verb::Post << u"/scale"_s << Parameters{{u"workers"_s, text}} << 400
            << R"({"error":"parameter 'workers' must be a whole number from 1 to 1024"})"_ba
            << none;
    wrong("scale what", Verb::Post, u"/scale"_s, {{u"workers"_s, u"2"_s}}, 400,
          "parameter 'app' is missing; known: app.js, api");
    wrong("scale unknown", Verb::Post, u"/scale"_s, {{u"workers"_s, u"2"_s}, {u"app"_s, u"x"_s}},
          404, "unknown app 'x'; known: app.js, api");
    wrong("stop what", Verb::Post, u"/stop"_s, {}, 400,
          "parameter 'app' is missing; /stop takes: app");
    wrong("start what", Verb::Post, u"/start"_s, {}, 400,
          "parameter 'app' is missing; /start takes: app");
    wrong("stop unknown", Verb::Post, u"/stop"_s, {{u"app"_s, u"x"_s}}, 404,
          "unknown app 'x'; known: app.js, api");
    wrong("no lines", Verb::Get, u"/logs"_s, {{u"lines"_s, u"0"_s}}, 400,
          "parameter 'lines' must be a whole number from 1 to 1000");
    wrong("too many lines", Verb::Get, u"/logs"_s, {{u"lines"_s, u"1001"_s}}, 400,
          "parameter 'lines' must be a whole number from 1 to 1000");
    wrong("too many seconds", Verb::Get, u"/history"_s, {{u"seconds"_s, u"3601"_s}}, 400,
          "parameter 'seconds' must be a whole number from 1 to 3600");
    wrong("unknown event", Verb::Get, u"/events"_s, {{u"only"_s, u"log,logs"_s}}, 400,
          "parameter 'only' takes, with commas between: status, reload, worker, log");
    wrong("nameless event", Verb::Get, u"/events"_s, {{u"only"_s, u"log,"_s}}, 400,
          "parameter 'only' takes, with commas between: status, reload, worker, log");
    wrong("events of nobody", Verb::Get, u"/events"_s, {{u"app"_s, u"x"_s}}, 404,
          "unknown app 'x'; known: app.js, api");
    for (const auto &path : {u"/restart"_s, u"/scale"_s, u"/stop"_s, u"/start"_s})
        QTest::newRow(qPrintable(path + u" by GET"_s))
            << Verb::Get << path << Parameters() << 405
            << QByteArray("{\"error\":\"" + path.toLatin1() + " takes POST\"}") << "POST"_ba;
}

void tst_Api::refuses()
{
    QFETCH(Verb, verb);
    QFETCH(QString, path);
    QFETCH(Parameters, parameters);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, allow);
    const QList<Response> answers = ask(verb, path, parameters);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].body, body + '\n');
    QCOMPARE(answers[0].headers, allow.isEmpty() ? Headers() : Headers({{"Allow"_ba, allow}}));
    QVERIFY(m_operations->asked.isEmpty());
    QCOMPARE(m_operations->quits, 0);
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
             "X-Content-Type-Options: nosniff\r\nConnection: close\r\nX-Accel-Buffering: no\r\n"
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
    QCOMPARE(wire,
             "HTTP/1.1 405 Method Not Allowed\r\n"
             "Content-Type: application/json; charset=utf-8\r\nContent-Length: 15\r\n"
             "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
             "Allow: GET\r\n\r\n{\"error\":\"no\"}\n"_ba);
    QCOMPARE(withoutBody(wire) + response.body, wire);
}

QTEST_GUILESS_MAIN(tst_Api)
#include "tst_api.moc"
