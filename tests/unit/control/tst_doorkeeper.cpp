// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/doorkeeper.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

const Slowdown::Clock::time_point kStart{};
constexpr auto kFirst = Doorkeeper::Turn::First;
constexpr auto kPaused = Doorkeeper::Turn::Paused;

RequestHead requestFor(const QString &path, const QByteArray &host = "localhost")
{
    RequestHead head;
    head.request.path = path;
    head.host = host;
    return head;
}

RequestHead authorized(const QByteArray &authorization)
{
    RequestHead head = requestFor(u"/info"_s);
    head.authorization = authorization;
    return head;
}

QByteArray basic(const QByteArray &pair)
{
    return "Basic " + pair.toBase64();
}

Peer from(const QString &remote)
{
    return {Door::Port, QHostAddress(remote), QHostAddress(u"127.0.0.1"_s)};
}

} // namespace

class tst_Doorkeeper : public QObject
{
    Q_OBJECT

private slots:
    void knowsItsHosts_data();
    void knowsItsHosts();
    void refusesOtherSites_data();
    void refusesOtherSites();
    void browsersThatDoNotTell();
    void wantsCredentials_data();
    void wantsCredentials();
    void probesNeedNoCredentials();
    void socketNeedsNoCredentials();
    void slowsDownGuessing();
    void looksAtNoGuessBeforeItsTime();
    void oldCredentialsHoldNobodyUp();
    void remembersBoundedly();
    void takesNewCredentials();
};

void tst_Doorkeeper::knowsItsHosts_data()
{
    QTest::addColumn<QString>("local");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("ours");
    const auto row = [](const char *local, const char *host, bool ours) {
        QTest::addRow("%s at %s", host, local)
            << QString::fromLatin1(local) << QByteArray(host) << ours;
    };
    row("127.0.0.1", "127.0.0.1", true);
    row("127.0.0.1", "127.0.0.1:9999", true);
    row("127.0.0.1", "localhost", true);
    row("127.0.0.1", "LocalHost:1", true);
    row("127.0.0.1", "127.0.0.2", false);
    row("127.0.0.1", "[::1]", false);
    row("127.0.0.1", "", false);
    row("127.0.0.1", "localhost.evil.example", false);
    row("127.0.0.1", "127.0.0.1.evil.example", false);
    row("127.0.0.1", "evil.example", false);
    row("127.0.0.1", "Daemon.Example:9999", true);
    row("::1", "[::1]:9999", true);
    row("::1", "[0:0:0:0:0:0:0:1]", true);
    row("::1", "[::2]", false);
    row("::1", "[::1", false);
    row("10.1.2.3", "10.1.2.3:80", true);
    row("10.1.2.3", "127.0.0.1", false);
}

void tst_Doorkeeper::knowsItsHosts()
{
    QFETCH(QString, local);
    QFETCH(QByteArray, host);
    QFETCH(bool, ours);
    Doorkeeper doorkeeper({{}, {}, {u"daemon.example"_s}}, {});
    Peer peer = from(u"127.0.0.1"_s);
    peer.local = QHostAddress(local);
    const auto verdict = doorkeeper.judge(requestFor(u"/info"_s, host), peer);
    QCOMPARE(verdict.refusal.has_value(), !ours);
    if (!ours)
        QCOMPARE(verdict.refusal->status, 421);
    QVERIFY(!doorkeeper.judge(requestFor(u"/info"_s, host), {Door::Socket, {}, {}}).refusal);
}

void tst_Doorkeeper::refusesOtherSites_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<bool>("refused");
    QTest::newRow("curl") << "localhost:9"_ba << QByteArray() << QByteArray() << false;
    QTest::newRow("own page") << "localhost:9"_ba
                              << "http://localhost:9"_ba
                              << "same-origin"_ba << false;
    QTest::newRow("own page by tls") << "localhost:9"_ba
                                     << "https://LOCALHOST:9"_ba << QByteArray() << false;
    QTest::newRow("typed") << "localhost:9"_ba << QByteArray() << "none"_ba << false;
    QTest::newRow("other port") << "localhost:9"_ba
                                << "http://localhost:8"_ba << QByteArray() << true;
    QTest::newRow("prefix") << "localhost:9"_ba
                            << "http://localhost:99"_ba << QByteArray() << true;
    QTest::newRow("other site") << "localhost:9"_ba
                                << "http://evil.example"_ba << QByteArray() << true;
    QTest::newRow("sandbox") << "localhost:9"_ba
                             << "null"_ba << QByteArray() << true;
    QTest::newRow("image tag") << "localhost:9"_ba << QByteArray() << "cross-site"_ba << true;
    QTest::newRow("neighbour") << "localhost:9"_ba << QByteArray() << "same-site"_ba << true;
    QTest::newRow("unknown word") << "localhost:9"_ba << QByteArray() << "Same-Origin"_ba << true;
    QTest::newRow("contradiction") << "localhost:9"_ba
                                   << "http://localhost:9"_ba
                                   << "cross-site"_ba << true;
}

void tst_Doorkeeper::refusesOtherSites()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, site);
    QFETCH(bool, refused);
    RequestHead head = requestFor(u"/reload"_s, host);
    if (!origin.isNull())
        head.origin = origin;
    if (!site.isNull())
        head.fetchSite = site;
    for (const Door door : {Door::Port, Door::Socket}) {
        Doorkeeper doorkeeper({}, {});
        Peer peer = from(u"127.0.0.1"_s);
        peer.door = door;
        const auto verdict = doorkeeper.judge(head, peer);
        QCOMPARE(verdict.refusal ? verdict.refusal->status : 200, refused ? 403 : 200);
    }
}

// An image of another site's page, and what is typed: they look the same.
void tst_Doorkeeper::browsersThatDoNotTell()
{
    Doorkeeper doorkeeper({}, {});
    RequestHead head = requestFor(u"/reload"_s);
    head.userAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0";
    const auto status = [&] {
        const auto verdict = doorkeeper.judge(head, from(u"127.0.0.1"_s));
        return verdict.refusal ? verdict.refusal->status : 200;
    };
    QCOMPARE(status(), 403);
    head.fetchSite = "none";
    QCOMPARE(status(), 200);
    head.fetchSite.reset();
    head.request.path = u"/info"_s; // changes nothing
    QCOMPARE(status(), 200);
    head.request.path = u"/reload"_s;
    head.request.verb = Verb::Post; // with Origin, where another site asks
    QCOMPARE(status(), 200);
    head.request.verb = Verb::Get;
    head.userAgent = "curl/7.88.1";
    QCOMPARE(status(), 200);
}

void tst_Doorkeeper::wantsCredentials_data()
{
    QTest::addColumn<QByteArray>("authorization"); // null: none sent
    QTest::addColumn<bool>("right");
    QTest::newRow("right") << basic("us:pä:ss") << true;
    QTest::newRow("scheme in lower case") << "basic " + "us:pä:ss"_ba.toBase64() << true;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("scheme alone") << "Basic"_ba << false;
    QTest::newRow("nothing after it") << "Basic "_ba << false;
    QTest::newRow("other scheme") << "Bearer " + "us:pä:ss"_ba.toBase64() << false;
    QTest::newRow("no base64") << "Basic !!!!"_ba << false;
    QTest::newRow("base64 with rubbish") << "Basic " + "us:pä:ss"_ba.toBase64() + "*" << false;
    QTest::newRow("no colon") << basic("uspäss") << false;
    QTest::newRow("wrong password") << basic("us:pä:st") << false;
    QTest::newRow("wrong name") << basic("ut:pä:ss") << false;
    QTest::newRow("prefix") << basic("us:pä:s") << false;
    QTest::newRow("longer") << basic("us:pä:sss") << false;
    QTest::newRow("nul appended") << basic("us:pä:ss\0"_ba) << false;
    QTest::newRow("empty password") << basic("us:") << false;
    QTest::newRow("empty both") << basic(":") << false;
    QTest::newRow("other case") << basic("US:pä:ss") << false;
}

void tst_Doorkeeper::wantsCredentials()
{
    QFETCH(QByteArray, authorization);
    QFETCH(bool, right);
    Doorkeeper doorkeeper({u"us"_s, u"pä:ss"_s, {}}, {});
    RequestHead head = requestFor(u"/info"_s);
    if (!authorization.isNull())
        head.authorization = authorization;
    const auto verdict = doorkeeper.judge(head, from(u"127.0.0.1"_s), kFirst, kStart);
    QCOMPARE(verdict.refusal.has_value(), !right);
    if (right)
        return;
    QCOMPARE(verdict.refusal->status, 401);
    QCOMPARE(verdict.refusal->body, "{\"error\":\"unauthorized\"}\n"_ba);
    QCOMPARE(verdict.refusal->headers,
             Headers({{"WWW-Authenticate"_ba, "Basic realm=\"qilin-daemon auth\""_ba}}));
    QCOMPARE(verdict.delay > 0ms, !authorization.isNull());
    head.request.path = u"/nope"_s; // who may not ask learns nothing of paths either
    QCOMPARE(doorkeeper.judge(head, from(u"127.0.0.1"_s), kPaused, kStart).refusal->status, 401);
}

void tst_Doorkeeper::probesNeedNoCredentials()
{
    Doorkeeper doorkeeper({u"us"_s, u"pass"_s, {}}, {});
    QVERIFY(!doorkeeper.judge(requestFor(u"/healthz"_s), from(u"127.0.0.1"_s)).refusal);
    QVERIFY(!doorkeeper.judge(requestFor(u"/readyz"_s), from(u"127.0.0.1"_s)).refusal);
    QCOMPARE(doorkeeper.judge(requestFor(u"/healthz"_s, "evil.example"), from(u"127.0.0.1"_s))
                 .refusal->status,
             421);
}

void tst_Doorkeeper::socketNeedsNoCredentials()
{
    Doorkeeper doorkeeper({u"us"_s, u"pass"_s, {}}, {});
    QVERIFY(!doorkeeper.judge(requestFor(u"/quit"_s), {Door::Socket, {}, {}}).refusal);
    RequestHead head = authorized(basic("wrong:one"));
    QVERIFY(!doorkeeper.judge(head, {Door::Socket, {}, {}}).refusal);
}

void tst_Doorkeeper::slowsDownGuessing()
{
    GateLimits limits;
    limits.firstRefusal = 100ms;
    limits.lastRefusal = 1000ms;
    limits.refusalMemory = 60s;
    Doorkeeper doorkeeper({u"us"_s, u"pass"_s, {}}, limits);
    const auto guess = [&](const QString &address, Slowdown::Clock::time_point when) {
        return doorkeeper.judge(authorized(basic("us:guess")), from(address), kPaused, when).delay;
    };
    for (const auto delay : {100ms, 200ms, 400ms, 800ms, 1000ms, 1000ms})
        QCOMPARE(guess(u"10.0.0.1"_s, kStart), delay);
    QCOMPARE(guess(u"10.0.0.2"_s, kStart), 100ms); // another address
    QCOMPARE(guess(u"10.0.0.1"_s, kStart + 59s), 1000ms);
    QCOMPARE(guess(u"10.0.0.1"_s, kStart + 120s), 100ms); // forgotten
    QCOMPARE(guess(u"2001:db8::1"_s, kStart), 100ms);
    QCOMPARE(guess(u"2001:db8::2"_s, kStart), 200ms); // one network, one customer
    QCOMPARE(guess(u"2001:db8:0:1::2"_s, kStart), 100ms);
}

// Or whoever hangs up before the late answer would guess as fast as he can.
void tst_Doorkeeper::looksAtNoGuessBeforeItsTime()
{
    GateLimits limits;
    limits.firstRefusal = 100ms;
    Doorkeeper doorkeeper({u"us"_s, u"pass"_s, {}}, limits);
    const auto judge = [&](const char *pair, auto turn, std::chrono::milliseconds when,
                           const QString &address = u"10.0.0.1"_s) {
        return doorkeeper.judge(authorized(basic(pair)), from(address), turn, kStart + when);
    };
    QCOMPARE(judge("us:one", kFirst, 0ms).delay, 100ms);
    for (const char *pair : {"us:two", "us:pass"}) { // nothing tells them apart
        const auto early = judge(pair, kFirst, 40ms);
        QCOMPARE(early.pause, 60ms);
        QVERIFY(!early.refusal && early.asker.by.isEmpty());
    }
    QVERIFY(!judge("us:pass", kFirst, 40ms, u"10.0.0.2"_s).refusal);
    QCOMPARE(judge("us:two", kPaused, 100ms).delay, 200ms);
    QCOMPARE(judge("us:pass", kFirst, 150ms).pause, 150ms);
    const auto good = judge("us:pass", kPaused, 150ms); // it has waited once
    QVERIFY(!good.refusal && good.pause == 0ms);
    QVERIFY(!judge("us:pass", kFirst, 300ms).refusal);
    QCOMPARE(judge("us:pass", kFirst, 300ms).pause, 0ms);
}

void tst_Doorkeeper::oldCredentialsHoldNobodyUp()
{
    GateLimits limits;
    limits.firstRefusal = 100ms;
    Doorkeeper doorkeeper({u"us"_s, u"pass"_s, {}}, limits);
    const auto judge = [&](const char *pair, std::chrono::milliseconds when) {
        return doorkeeper.judge(authorized(basic(pair)), from(u"10.0.0.1"_s), kFirst,
                                kStart + when);
    };
    QCOMPARE(judge("us:old", 0ms).delay, 100ms);
    for (const auto when : {100ms, 5'000ms, 10'000ms}) {
        QVERIFY(judge("us:old", when).delay > 100ms);
        QCOMPARE(judge("us:pass", when).pause, 0ms);
    }
}

void tst_Doorkeeper::remembersBoundedly()
{
    GateLimits limits;
    limits.refusedAddresses = 4;
    limits.firstRefusal = 100ms;
    Slowdown slowdown(limits);
    auto now = kStart;
    const auto failed = [&](const QString &address) {
        return slowdown.failed(QHostAddress(address), 0, now += 1ms);
    };
    for (int i = 1; i <= 4; ++i)
        QCOMPARE(failed(u"10.0.0.%1"_s.arg(i)), 100ms);
    QCOMPARE(failed(u"10.0.0.1"_s), 200ms);
    QCOMPARE(failed(u"10.0.0.5"_s), 100ms); // instead of the one longest silent
    QCOMPARE(failed(u"10.0.0.1"_s), 400ms);
    QCOMPARE(failed(u"10.0.0.2"_s), 100ms);
}

void tst_Doorkeeper::takesNewCredentials()
{
    Doorkeeper doorkeeper({u"us"_s, u"old"_s, {}}, {});
    doorkeeper.setAccess({u"us"_s, u"new"_s, {u"other.example"_s}});
    QVERIFY(doorkeeper.judge(authorized(basic("us:old")), from(u"127.0.0.1"_s)).refusal);
    QVERIFY(!doorkeeper.judge(authorized(basic("us:new")), from(u"127.0.0.1"_s)).refusal);
    doorkeeper.setAccess({});
    QVERIFY(!doorkeeper.judge(requestFor(u"/info"_s), from(u"127.0.0.1"_s)).refusal);
}

QTEST_GUILESS_MAIN(tst_Doorkeeper)
#include "tst_doorkeeper.moc"
