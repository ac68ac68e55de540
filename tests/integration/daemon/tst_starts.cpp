// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr qsizetype kStarts = 100;

} // namespace

// What a worker finds at its start is the same at the first and at the hundredth, byte by byte,
// whatever the daemon has lived through meanwhile. Left out are the worker's own id and the numbers
// of its pipes.
class tst_DaemonStarts final : public QObject
{
    Q_OBJECT

private slots:
    void first100AreEqual_data();
    void first100AreEqual();

private:
    static QByteArrayList statesOf(const QByteArray &output);
    static bool replaceWorker(DaemonProcess &daemon, qsizetype turn);
};

// Each from its first line to "state end".
QByteArrayList tst_DaemonStarts::statesOf(const QByteArray &output)
{
    QByteArrayList states;
    qsizetype begin = 0;
    for (;;) {
        constexpr char kEnd[] = "state end\n";
        const qsizetype end = output.indexOf(kEnd, begin);
        if (end < 0)
            return states;
        states.append(output.sliced(begin, end - begin));
        begin = end + qsizetype(sizeof kEnd) - 1;
    }
}

// In turn by each way there is to a new worker.
bool tst_DaemonStarts::replaceWorker(DaemonProcess &daemon, qsizetype turn)
{
    // The newest: one with sockets of its own goes on for a moment after a reload.
    QJsonObject newest;
    for (const QJsonObject &worker : workersIn(daemon.info())) {
        if (text(worker, "state") == "up"_L1 && number(worker, "id") > number(newest, "id"))
            newest = worker;
    }
    if (newest.isEmpty())
        return false;
    switch (turn % 4) {
    case 0:
        return daemon.post("/reload").status == 200;
    case 1:
        sendSignal(number(newest, "pid"), SIGKILL);
        return true;
    default:
        return daemon.post("/restart?worker=" + QByteArray::number(number(newest, "id"))).status
               == 200;
    }
}

void tst_DaemonStarts::first100AreEqual_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("keys");
    QTest::newRow("plain") << u"plain"_s << QJsonObject();
    QTest::newRow("with every key")
        << u"plain"_s
        << QJsonObject{{u"umask"_s, u"027"_s},
                       {u"nice"_s, 3},
                       {u"limits"_s, QJsonObject{{u"nofile"_s, 100}, {u"core"_s, 0}}},
                       {u"env"_s, QJsonObject{{u"QT_A"_s, u"a"_s}, {u"QT_B"_s, u"b"_s}}}};
    QTest::newRow("with files and sockets")
        << u"plain"_s
        << QJsonObject{
               {u"env_file"_s, u"app.env"_s},
               {u"cwd"_s, u"current"_s},
               {u"listen"_s, QJsonArray{u"127.0.0.1:%1"_s.arg(freePort()), u"unix:app.sock"_s}},
               {u"stop_signal"_s, u"INT"_s}};
    if (::geteuid() == 0) {
        QTest::newRow("as somebody else")
            << u"plain"_s << QJsonObject{{u"user"_s, u"nobody"_s}, {u"group"_s, u"daemon"_s}};
    }
    // By its name it is taken for Node: with a channel at descriptor 3.
    QTest::newRow("Node") << u"node"_s << QJsonObject();
}

void tst_DaemonStarts::first100AreEqual()
{
    QFETCH(QString, name);
    QFETCH(QJsonObject, keys);
    DaemonProcess daemon;
    daemon.openToEverybody();
    QVERIFY(QFile::copy(QStringLiteral(QILIN_TESTCHILD_PATH), daemon.path(name)));
    writeFile(daemon.path(u"app.env"_s), "QT_C=\"c d\"\nQT_D=d\n");
    QVERIFY(QFile::link(u"."_s, daemon.path(u"current"_s)));
    QJsonObject app = childApp({u"state"_s, u"hang"_s});
    app.insert("exec"_L1, name);
    app.insert("interpreter"_L1, "none"_L1);
    app.insert("ready"_L1, "uptime"_L1);
    app.insert("min_uptime"_L1, 20);
    app.insert("worker_disconnect_timeout"_L1, 0);
    for (auto it = keys.begin(); it != keys.end(); ++it)
        app.insert(it.key(), it.value());
    daemon.writeConfig(app);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());

    std::vector<HttpClient> clients;
    for (qsizetype done = 1; done < kStarts; ++done) {
        QVERIFY(waitFor([&] { return statesOf(daemon.standardOutput()).size() >= done; }));
        QVERIFY(daemon.waitUntilUp());
        if (done % 10 == 0) { // descriptors that come and stay
            clients.push_back(daemon.control());
            QVERIFY(clients.back().connectNow());
            QVERIFY(clients.back().send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        if (done % 25 == 0)
            daemon.signal(SIGHUP);
        QVERIFY2(replaceWorker(daemon, done), daemon.log());
    }
    QVERIFY(waitFor([&] { return statesOf(daemon.standardOutput()).size() >= kStarts; }));

    const QByteArrayList states = statesOf(daemon.standardOutput());
    const QByteArrayList first = states[0].split('\n');
    QVERIFY(first.size() > 50);
    QVERIFY(first.contains("state SigBlk: SigBlk:\t0000000000000000"));
    QVERIFY(first.contains("state SigIgn: SigIgn:\t0000000000000000"));
    QVERIFY(first.contains("state session leader 1"));
    const auto isDescriptor = [](const QByteArray &line) { return line.startsWith("state fd "); };
    const qsizetype more = name == "node"_L1 ? 1 : keys.value("listen"_L1).toArray().size();
    QCOMPARE(std::count_if(first.cbegin(), first.cend(), isDescriptor), 3 + more);
    for (qsizetype i = 1; i < states.size(); ++i) {
        const QByteArrayList other = states[i].split('\n');
        for (qsizetype line = 0; line < std::min(first.size(), other.size()); ++line)
            QCOMPARE(other[line], first[line]);
        QCOMPARE(states[i], states[0]);
    }
    qInfo("%lld starts, %lld bytes of state each: equal", qint64(states.size()),
          qint64(states[0].size()));
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonStarts)
#include "tst_starts.moc"
