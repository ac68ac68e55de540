// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/support/daemonprocess.h"
#include "tests/unit/control/eventparser.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

namespace {

// Somebody who follows /events.
class Follower final
{
public:
    Follower(const DaemonProcess &daemon, const QByteArray &query = {}, const QByteArray &id = {})
    {
        QObject::connect(&m_socket, &QLocalSocket::readyRead, &m_socket,
                         [this] { received += m_socket.readAll(); });
        m_socket.connectToServer(daemon.path(u"control.sock"_s));
        m_socket.write("GET /events" + query + " HTTP/1.1\r\nHost: localhost\r\n");
        if (!id.isEmpty())
            m_socket.write("Last-Event-ID: " + id + "\r\n");
        m_socket.write("\r\n");
    }

    [[nodiscard]] bool hasBegun()
    {
        return waitFor([this] { return !lastIdOf(received).isEmpty(); });
    }
    [[nodiscard]] bool hasEnded() const
    {
        return m_socket.state() == QLocalSocket::UnconnectedState;
    }
    // An event of this kind whose data has these members.
    [[nodiscard]] bool hears(const QByteArray &kind, const QJsonObject &members) const
    {
        const QList<StreamedEvent> events = eventsOf(received, kind);
        return std::any_of(events.begin(), events.end(), [&members](const StreamedEvent &event) {
            const QJsonObject json = event.json();
            const QStringList keys = members.keys();
            return std::all_of(keys.begin(), keys.end(),
                               [&](const QString &key) { return json[key] == members[key]; });
        });
    }

    QByteArray received;

private:
    QLocalSocket m_socket;
};

} // namespace

class tst_ControlEventsOfADaemon final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatHappens();
    void replaysAfterAPause();
    void outlastsWhatItsWorkersDo();
};

void tst_ControlEventsOfADaemon::tellsWhatHappens()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"hang"_s}, 2));
    QVERIFY(daemon.startAndWaitUntilUp());
    Follower follower(daemon);
    QVERIFY(follower.hasBegun());
    QVERIFY(waitFor([&] { return eventsOf(follower.received, "status").size() >= 3; }));

    const int first = daemon.info()[u"workers"][0][u"id"].toInt();
    QCOMPARE(daemon.post("/restart?worker=" + QByteArray::number(first)).status, 200);
    const QJsonObject gone{{u"worker"_s, first}, {u"state"_s, u"exited"_s}};
    QVERIFY(waitFor([&] { return follower.hears("worker", gone); }));

    QCOMPARE(daemon.post("/reload").status, 200);
    const QJsonObject done{{u"phase"_s, u"finished"_s}, {u"result"_s, u"OK"_s}};
    QVERIFY(waitFor([&] { return follower.hears("reload", done); }));
    QVERIFY(follower.hears("reload", {{u"phase"_s, u"started"_s}}));

    QCOMPARE(daemon.quit(), 0);
    QVERIFY(waitFor([&] { return follower.hasEnded(); }));
    QVERIFY(follower.received.endsWith("\n\n"));
}

void tst_ControlEventsOfADaemon::replaysAfterAPause()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QByteArray id;
    {
        Follower follower(daemon, "?only=worker");
        QVERIFY(follower.hasBegun());
        id = lastIdOf(follower.received);
    }
    const qint64 pid = daemon.workerPids().value(0);
    QVERIFY(pid > 0);
    QCOMPARE(daemon.post("/reload").status, 200);
    QVERIFY(waitFor([&] { return !QFileInfo::exists(u"/proc/%1"_s.arg(pid)); }));
    Follower again(daemon, "?only=worker", id);
    const QJsonObject old{{u"pid"_s, pid}, {u"state"_s, u"exited"_s}};
    QVERIFY(waitFor([&] { return again.hears("worker", old); }));
    QCOMPARE(daemon.quit(), 0);
}

void tst_ControlEventsOfADaemon::outlastsWhatItsWorkersDo()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"one"_s, childApp({u"hang"_s})}, {u"two"_s, childApp({u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    Follower follower(daemon, "?app=one");
    QVERIFY(follower.hasBegun());
    QCOMPARE(daemon.post("/scale?app=one&workers=3").status, 200);
    QCOMPARE(daemon.workerPids().size(), 4);
    QCOMPARE(daemon.post("/stop?app=one").status, 200);
    QCOMPARE(daemon.post("/stop?app=two").status, 200);
    QCOMPARE(daemon.info().value("workers"_L1), QJsonValue(QJsonArray()));
    QCOMPARE(daemon.post("/start?app=one").status, 200);
    const QJsonObject up{{u"app"_s, u"one"_s}, {u"state"_s, u"up"_s}};
    QVERIFY(waitFor([&] { return follower.hears("worker", up); }));
    QVERIFY(!follower.hears("worker", {{u"app"_s, u"two"_s}}));
    const QJsonArray apps = daemon.info()[u"apps"].toArray();
    QCOMPARE(apps[1][u"state"], u"stopped"_s);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_ControlEventsOfADaemon)
#include "tst_events.moc"
