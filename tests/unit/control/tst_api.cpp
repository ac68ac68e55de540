// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"
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
    void routesAreDistinct();
    void helpNamesEveryCommand();
    void infoIsTheSnapshot();
    void refuses_data();
    void refuses();
    void reloadsAtTheEnd();
    void reloadSaysWhyTheOldWereKept();
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
    QCOMPARE(paths, QStringList({u"/help"_s, u"/info"_s, u"/stats"_s, u"/reload"_s, u"/quit"_s,
                                 u"/healthz"_s, u"/readyz"_s}));
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
