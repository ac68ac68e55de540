// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"
#include "core/control/routes.h"
#include "fakeoperations.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

// The table of routes, and what follows from it alone.
class tst_Routes : public QObject
{
    Q_OBJECT

private slots:
    void routesAreDistinct();
    void readmeNamesEveryRoute();
    void refuses_data();
    void refuses();
};

void tst_Routes::routesAreDistinct()
{
    QStringList paths;
    for (const Route &route : routes()) {
        QVERIFY(route.path.startsWith('/'_L1));
        QVERIFY(!paths.contains(route.path));
        QVERIFY(route.verbs != Verbs());
        QVERIFY(!QLatin1StringView(route.help).isEmpty());
        paths.append(route.path);
    }
    QCOMPARE(paths,
             QStringList({u"/help"_s, u"/info"_s, u"/stats"_s, u"/logs"_s, u"/history"_s,
                          u"/events"_s, u"/metrics"_s, u"/reload"_s, u"/restart"_s, u"/scale"_s,
                          u"/stop"_s, u"/start"_s, u"/quit"_s, u"/healthz"_s, u"/readyz"_s}));
}

// Each with its methods and parameters: "| `/path?required=…[&optional=…]` | GET |".
void tst_Routes::readmeNamesEveryRoute()
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

void tst_Routes::refuses_data()
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
    const auto wrong = [&](const char *name, Verb verb, const QString &path,
                           const Parameters &parameters, int status, const QByteArray &text) {
        QTest::newRow(name) << verb << path << parameters << status
                            << "{\"error\":\"" + text + "\"}" << none;
    };
    wrong("parameter", Verb::Get, u"/info"_s, {{u"x"_s, u"1"_s}}, 400,
          "unknown parameter 'x'; /info takes none");
    wrong("other parameter", Verb::Get, u"/reload"_s, {{u"ap"_s, u"api"_s}}, 400,
          "unknown parameter 'ap'; /reload takes: app");
    wrong("nameless parameter", Verb::Get, u"/quit"_s, {{QString(), u"1"_s}}, 400,
          "unknown parameter ''; /quit takes none");
    wrong("twice", Verb::Get, u"/reload"_s, {{u"app"_s, u"api"_s}, {u"app"_s, u"api"_s}}, 400,
          "parameter 'app' is there twice");
    wrong("empty", Verb::Get, u"/reload"_s, {{u"app"_s, QString()}}, 400,
          "parameter 'app' is empty");
    wrong("app", Verb::Post, u"/reload"_s, {{u"app"_s, u"%1 %2"_s}}, 404,
          "unknown app '%1 %2'; known: app.js, api");
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
        wrong(qPrintable(u"scale to "_s + text), Verb::Post, u"/scale"_s, {{u"workers"_s, text}},
              400, "parameter 'workers' must be a whole number from 1 to 1024");
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

void tst_Routes::refuses()
{
    QFETCH(Verb, verb);
    QFETCH(QString, path);
    QFETCH(Parameters, parameters);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, allow);
    FakeOperations operations;
    Api api(operations);
    QList<Response> answers;
    api.handle({verb, path, parameters},
               [&answers](const Response &response) { answers.append(response); });
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].body, body + '\n');
    QCOMPARE(answers[0].headers, allow.isEmpty() ? Headers() : Headers({{"Allow"_ba, allow}}));
    QVERIFY(operations.asked.isEmpty());
    QCOMPARE(operations.quits, 0);
}

QTEST_GUILESS_MAIN(tst_Routes)
#include "tst_routes.moc"
