// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "core/control/controlserver.h"
#include "core/control/routes.h"
#include "fakeoperations.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

const QByteArray kFull = "Authorization: Basic " + "us:pass"_ba.toBase64() + "\r\n";
const QByteArray kReader = "Authorization: Basic " + "guest:look"_ba.toBase64() + "\r\n";
const QByteArray kWrong = "Authorization: Basic " + "us:guess"_ba.toBase64() + "\r\n";

GateLimits patient()
{
    GateLimits limits;
    limits.requestTime = limits.idleTime = limits.writeTime = limits.drainTime = 60s;
    limits.firstRefusal = 1ms;
    limits.lastRefusal = 1ms;
    return limits;
}

QByteArray nameOf(Verb verb)
{
    if (verb == Verb::Get)
        return "GET"_ba;
    return verb == Verb::Head ? "HEAD"_ba : "POST"_ba;
}

// With what its parameters must have.
QByteArray targetOf(const Route &route)
{
    QByteArray target = route.path.data();
    char separator = '?';
    for (const Parameter &parameter : route.parameters) {
        if (parameter.need == Parameter::Need::Optional)
            continue;
        target += separator + QByteArray(parameter.name.data()) + '='
                  + (parameter.kind == Parameter::Kind::App ? "app.js" : "2");
        separator = '&';
    }
    return target;
}

} // namespace

// What holds for the whole API, asked of each row of the table of routes.
class tst_EveryRoute : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingWithoutCredentials();
    void nothingWithWrongOnes();
    void readersChangeNothing();
    void fullRoleMayAll();
    void nothingForOtherHosts();
    void nothingForOtherSites();
    void unknownPathsTellNothing();
    void dashboardIsNoException();
    void brokenRequestsAreMarked();

private:
    // The head of the answer; status 0: there is none, or one without its marks.
    [[nodiscard]] Answer ask(const QByteArray &verb, const QByteArray &target,
                             const QByteArray &headers = {}, const QByteArray &host = "localhost");
    [[nodiscard]] Answer receive(Client &client);

    // Calls check(status, route) for each row and method.
    template <typename Check>
    void forEach(const QByteArray &headers, const QByteArray &host, Check check)
    {
        int rows = 0;
        for (const Route &route : routes()) {
            for (const Verb verb : {Verb::Get, Verb::Head, Verb::Post}) {
                if (!route.verbs.testFlag(verb))
                    continue;
                const Answer answer = ask(nameOf(verb), targetOf(route), headers, host);
                QVERIFY2(check(answer, route), nameOf(verb) + ' ' + targetOf(route) + ": "
                                                   + QByteArray::number(answer.status));
                ++rows;
            }
        }
        QVERIFY(rows >= int(routes().size()));
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<ControlServer> m_server;
};

void tst_EveryRoute::init()
{
    m_server.reset();
    m_operations = std::make_unique<FakeOperations>();
    m_operations->names = QStringList{u"app.js"_s};
    m_operations->atOnce = true;
    m_server = std::make_unique<ControlServer>(
        *m_operations, ControlAccess{u"us"_s, u"pass"_s, {}, u"guest"_s, u"look"_s}, patient());
    QVERIFY(m_server->listenTcp(u"127.0.0.1"_s, 0));
}

Answer tst_EveryRoute::ask(const QByteArray &verb, const QByteArray &target,
                           const QByteArray &headers, const QByteArray &host)
{
    Client client(m_server->port());
    client.send(verb + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
    return receive(client);
}

Answer tst_EveryRoute::receive(Client &client)
{
    const auto hasHead = [&client] { return client.received().contains("\r\n\r\n"); };
    if (!QTest::qWaitFor(hasHead, 20000))
        return {};
    const QByteArray head = client.received().left(client.received().indexOf("\r\n\r\n") + 4);
    const Answer answer = parseAnswers(head, Bodies::Left).value_or(QList<Answer>()).value(0);
    const auto value = [&answer](const char *name) { return answer.headers.value(name); };
    const bool isPage = value("content-security-policy").contains("script-src");
    const bool isMarked
        = value("x-content-type-options") == "nosniff" && value("x-frame-options") == "DENY"
          && value("content-security-policy").contains("frame-ancestors 'none'")
          && !value("content-security-policy").contains("unsafe-")
          && value("referrer-policy").endsWith(isPage ? "same-origin" : "no-referrer")
          && value("cross-origin-resource-policy") == "same-origin"
          && !value("content-type").isEmpty() && !value("cache-control").isEmpty()
          && !answer.headers.contains("set-cookie")
          && !answer.headers.contains("access-control-allow-origin");
    return isMarked ? answer : Answer();
}

void tst_EveryRoute::nothingWithoutCredentials()
{
    forEach({}, "localhost", [](const Answer &answer, const Route &route) {
        if (route.access == Access::Open)
            return answer.status == 200;
        return answer.status == 401
               && answer.headers.value("www-authenticate") == "Basic realm=\"qilin-daemon auth\"";
    });
    QVERIFY(m_operations->asked.isEmpty());
    QCOMPARE(m_operations->quits, 0);
    QStringList open;
    for (const Route &route : routes()) {
        if (route.access == Access::Open)
            open.append(route.path);
    }
    QCOMPARE(open, QStringList({u"/healthz"_s, u"/readyz"_s}));
}

void tst_EveryRoute::nothingWithWrongOnes()
{
    forEach(kWrong, "localhost", [](const Answer &answer, const Route &route) {
        return answer.status == (route.access == Access::Open ? 200 : 401);
    });
    QVERIFY(m_operations->asked.isEmpty());
}

void tst_EveryRoute::readersChangeNothing()
{
    forEach(kReader, "localhost", [](const Answer &answer, const Route &route) {
        return answer.status == (route.access == Access::Change ? 403 : 200);
    });
    for (const QString &asked : std::as_const(m_operations->asked))
        QVERIFY2(asked.startsWith("logs"_L1) || asked.startsWith("history"_L1), qPrintable(asked));
    QCOMPARE(m_operations->quits, 0);
    const QStringList reading{u"/help"_s, u"/info"_s,    u"/stats"_s,
                              u"/logs"_s, u"/history"_s, u"/events"_s};
    for (const Route &route : routes()) {
        const bool takesPost = route.verbs.testFlag(Verb::Post);
        QCOMPARE(route.access == Access::Change, takesPost); // what changes something takes POST
        QVERIFY(!reading.contains(route.path) || route.access == Access::Credentials);
    }
}

void tst_EveryRoute::fullRoleMayAll()
{
    forEach(kFull, "localhost",
            [](const Answer &answer, const Route &) { return answer.status == 200; });
    QCOMPARE(m_operations->quits, 2);
}

void tst_EveryRoute::nothingForOtherHosts()
{
    forEach(kFull, "evil.example:9999",
            [](const Answer &answer, const Route &) { return answer.status == 421; });
    QVERIFY(m_operations->asked.isEmpty());
}

void tst_EveryRoute::nothingForOtherSites()
{
    const auto isRefused = [](const Answer &answer, const Route &) { return answer.status == 403; };
    forEach(kFull + "Sec-Fetch-Site: cross-site\r\n", "localhost", isRefused);
    forEach(kFull + "Origin: http://evil.example\r\n", "localhost", isRefused);
    QVERIFY(m_operations->asked.isEmpty());
    QCOMPARE(m_operations->quits, 0);
}

void tst_EveryRoute::unknownPathsTellNothing()
{
    for (const QByteArray target : {"/nope", "//info", "/info/", "/../info", "/INFO"}) {
        QCOMPARE(ask("GET", target).status, 401);
        QCOMPARE(ask("GET", target, kFull).status, 404);
    }
    QCOMPARE(ask("DELETE", "/quit").status, 401);
    QCOMPARE(ask("DELETE", "/quit", kFull).status, 405);
}

void tst_EveryRoute::dashboardIsNoException()
{
    const QByteArray page = "/";
    for (const QByteArray &target : {page, "/assets/main.js"_ba, "/assets/main.css"_ba}) {
        QCOMPARE(ask("GET", target).status, 401);
        QCOMPARE(ask("GET", target, kWrong).status, 401);
        QCOMPARE(ask("GET", target, kFull, "evil.example").status, 421);
        QCOMPARE(ask("GET", target, kFull + "Sec-Fetch-Site: cross-site\r\n").status, 403);
        QVERIFY2(ask("POST", target, kFull).status == 405, target);
        for (const QByteArray &credentials : {kFull, kReader}) {
            const Answer answer = ask("GET", target, credentials);
            QCOMPARE(answer.status, 200);
            const QByteArray policy = answer.headers.value("content-security-policy");
            QVERIFY2(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            QVERIFY2(!policy.contains("http") && !policy.contains('*'), policy);
        }
    }
}

void tst_EveryRoute::brokenRequestsAreMarked()
{
    const auto statusOf = [this](const QByteArray &bytes) {
        Client client(m_server->port());
        client.send(bytes);
        return receive(client).status;
    };
    QCOMPARE(statusOf("GET /info HTTP/1.1\n\n"), 400);
    QCOMPARE(statusOf("GET /info HTTP/3.0\r\n\r\n"), 505);
    QCOMPARE(statusOf("GET /" + QByteArray(5000, 'x')), 414);
    QCOMPARE(statusOf("POST /quit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n"),
             413);
    QCOMPARE(statusOf("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"_ba), 400); // speaks TLS
}

QTEST_GUILESS_MAIN(tst_EveryRoute)
#include "tst_everyroute.moc"
