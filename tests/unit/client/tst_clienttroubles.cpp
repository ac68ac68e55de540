// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "fakedaemon.h"
#include "quicktimes.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;
using namespace std::chrono_literals;

using State = ControlClient::State;

namespace {

void sendStatus(FakePeer &peer)
{
    peer.beginEvents();
    peer.send(statusEvent(3));
}

} // namespace

// A client whose daemon is silent, or none.
class tst_ClientTroubles : public QObject
{
    Q_OBJECT

private slots:
    void losesTheSilent_data();
    void losesTheSilent();
    void recognizesOthers_data();
    void recognizesOthers();
};

void tst_ClientTroubles::losesTheSilent_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nContent-Ty"_ba;
    QTest::newRow("half an answer")
        << "HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\n{\"error\""_ba;
    QTest::newRow("half an event")
        << "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: status\ndata: {"_ba;
}

void tst_ClientTroubles::losesTheSilent()
{
    QFETCH(QByteArray, bytes);
    FakeDaemon daemon;
    daemon.answer = [bytes](FakePeer &peer) { peer.send(bytes); };
    QVERIFY(daemon.listenTcp());
    ClientTimes times = quickTimes();
    times.silence = 200ms;
    ControlClient client(daemon.endpoint(), nullptr, times);
    client.open();
    QString error;
    client.reload({},
                  [&](const Result<> &result) { error = result ? u"OK"_s : result.error().text; });
    TRY_COMPARE(client.state(), State::Lost);
    QVERIFY2(client.error().contains(u"has not answered"_s), qPrintable(client.error()));
    QCOMPARE(error, client.error()); // an hour's wait would be in vain
    daemon.answer = sendStatus;
    TRY_COMPARE(client.state(), State::Connected);
}

void tst_ClientTroubles::recognizesOthers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    const auto page = [](const QByteArray &status, const QByteArray &body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
               + "\r\n\r\n" + body;
    };
    const QByteArray events
        = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n";
    const QString no = u"is no qilin daemon"_s;
    QTest::newRow("another protocol") << "SSH-2.0-OpenSSH_9.2p1\r\n"_ba << no;
    QTest::newRow("binary") << QByteArray::fromHex("00ff0a0d0a") << no;
    QTest::newRow("page") << page("200 OK", "<html></html>") << no;
    QTest::newRow("not found") << page("404 Not Found", "<html></html>") << no;
    QTest::newRow("moved") << page("301 Moved", "") << no;
    QTest::newRow("other JSON") << page("200 OK", "{\"a\":1}") << no;
    QTest::newRow("array") << page("200 OK", "[1]") << no;
    QTest::newRow("a result") << page("200 OK", "{\"result\":\"OK\"}") << no;
    QTest::newRow("events of others") << events + "event: status\ndata: {\"a\":1}\n\n" << no;
    QTest::newRow("events without JSON") << events + "event: status\ndata: hello\n\n" << no;
    QTest::newRow("huge event") << events + "event: status\ndata: " + QByteArray(3 << 20, 'x')
                                       + "\n\n"
                                << u"more than"_s;
    QTest::newRow("huge head") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(1 << 20, 'x')
                               << u"more than"_s;
    QTest::newRow("huge body") << "HTTP/1.1 500 No\r\n\r\n" + QByteArray(17 << 20, 'x')
                               << u"more than"_s;
    QTest::newRow("its own words")
        << page("421 No", "{\"error\":\"ask for localhost\"}") << u"ask for localhost"_s;
    QTest::newRow("busy") << page("503 No", "{\"error\":\"too many connections\"}")
                          << u"too many connections"_s;
    QTest::newRow("nothing") << ""_ba << u"closed the connection"_s;
    QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nCont"_ba << u"closed the connection"_s;
}

void tst_ClientTroubles::recognizesOthers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    FakeDaemon daemon;
    bool isOurs = false;
    daemon.answer = [&](FakePeer &peer) {
        if (isOurs && peer.target().startsWith("/events"))
            return sendStatus(peer);
        peer.send(bytes);
        peer.close();
    };
    QVERIFY(daemon.listenTcp());
    ControlClient client(daemon.endpoint(), nullptr, quickTimes());
    client.open();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, kPatienceMs);
    QVERIFY2(client.error().contains(text), qPrintable(client.error()));
    QVERIFY(!client.snapshot());
    isOurs = true;
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, kPatienceMs);
}

QTEST_GUILESS_MAIN(tst_ClientTroubles)
#include "tst_clienttroubles.moc"
