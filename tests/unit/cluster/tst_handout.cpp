// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/log.h"
#include "core/cluster/clusterworker.h"
#include "core/cluster/primary.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/scriptedworker.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <vector>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// Round robin: how connections are dealt out, and that none is lost.
class tst_Handout : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void tellsTheSocketsName();
    void rotatesStrictly();
    void keepsAFewUnderWay();
    void acceptsNothingWithoutRoom();
    void dealsAgainWhatIsRefused();
    void triesAgainWhatEverybodyRefuses();
    void dealsAgainWhenAWorkerDies();
    void dealsAgainWhenAServerCloses();
    void endsWhatADeadWorkerHadBegun();
    void dealsAgainALostHandle();
    void givesNothingToParkedOrDrainingWorkers();
    void waitsWhileNobodyIsLeft();
    void survivesAWorkerThatNeverReads();
    void survivesWantOfDescriptors();

private:
    ScriptedWorker &start(Admission admission = Admission::Open);
    // Connects COUNT clients.
    void connectClients(int count);
    // Connections it was sent so far, by number; descriptors in its pipe's passed().
    static QList<qint64> given(ScriptedWorker &worker);
    static void reply(ScriptedWorker &worker, qint64 number, bool accepted);

    std::unique_ptr<Primary> m_primary;
    std::vector<std::unique_ptr<ScriptedWorker>> m_workers;
    std::vector<std::unique_ptr<QTcpSocket>> m_clients;
    quint16 m_port = 0;
    QString m_key;
};

namespace {

int s_warnings = 0;

} // namespace

void tst_Handout::init()
{
    m_primary = std::make_unique<Primary>(Scheduling::RoundRobin);
    m_port = 0;
}

void tst_Handout::cleanup()
{
    m_clients.clear();
    m_workers.clear();
    m_primary.reset();
}

ScriptedWorker &tst_Handout::start(Admission admission)
{
    m_workers.push_back(
        std::make_unique<ScriptedWorker>(*m_primary, int(m_workers.size()) + 1, admission));
    ScriptedWorker &worker = *m_workers.back();
    if (admission == Admission::Open) {
        const Answer answer = worker.listen();
        m_key = answer.key;
        m_port = quint16(answer.sockname.value("port"_L1).toInt());
    } else {
        QSignalSpy parked(&worker.parent(), &ClusterWorker::parked);
        worker.ask();
        parked.wait();
    }
    return worker;
}

void tst_Handout::connectClients(int count)
{
    for (int i = 0; i < count; ++i) {
        m_clients.push_back(std::make_unique<QTcpSocket>());
        m_clients.back()->connectToHost(QHostAddress::LocalHost, m_port);
        QVERIFY(m_clients.back()->waitForConnected());
    }
}

QList<qint64> tst_Handout::given(ScriptedWorker &worker)
{
    QList<qint64> numbers;
    for (qsizetype i = 0; i < worker.pipe().heard().size(); ++i) {
        if (worker.pipe().message(i).value("act"_L1) == "newconn"_L1)
            numbers += worker.pipe().message(i).value("seq"_L1).toInteger();
    }
    return numbers;
}

void tst_Handout::reply(ScriptedWorker &worker, qint64 number, bool accepted)
{
    worker.pipe().send("{\"cmd\":\"NODE_HANDLE_ACK\"}\n{\"cmd\":\"NODE_CLUSTER\",\"ack\":"
                       + QByteArray::number(number)
                       + ",\"accepted\":" + (accepted ? "true" : "false") + ",\"seq\":1}\n");
}

void tst_Handout::tellsTheSocketsName()
{
    ScriptedWorker worker(*m_primary, 1, Admission::Open);
    const Answer answer = worker.listen();
    QCOMPARE(answer.error, 0);
    QVERIFY(!answer.descriptor);
    QCOMPARE(answer.sockname.value("address"_L1).toString(), u"127.0.0.1"_s);
    QCOMPARE(answer.sockname.value("family"_L1).toString(), u"IPv4"_s);
    QVERIFY(answer.sockname.value("port"_L1).toInt() > 0);
    QCOMPARE(worker.parent().connections(), 0);
}

void tst_Handout::rotatesStrictly()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    ScriptedWorker &c = start();
    for (int round = 1; round <= 30; ++round) {
        connectClients(3);
        for (ScriptedWorker *worker : {&a, &b, &c}) {
            QVERIFY(waitFor([&] { return given(*worker).size() == round; }));
            reply(*worker, given(*worker).back(), true);
        }
        TRY_COMPARE(c.parent().connections(), round);
    }
    QCOMPARE(a.parent().connections(), 30);
    QCOMPARE(a.pipe().passed().size(), 30u);
    QCOMPARE(a.pipe().message(1).value("key"_L1), a.pipe().message(0).value("key"_L1));
}

void tst_Handout::keepsAFewUnderWay()
{
    ScriptedWorker &worker = start();
    connectClients(7);
    QVERIFY(waitFor([&] { return given(worker).size() == 4; }));
    reply(worker, given(worker).front(), true);
    QVERIFY(waitFor([&] { return given(worker).size() == 5; }));
    // An answer to nothing makes no room.
    reply(worker, 99'999, true);
    reply(worker, given(worker).front(), true);
    reply(worker, given(worker).at(1), true);
    QVERIFY(waitFor([&] { return given(worker).size() == 6; }));
    QCOMPARE(worker.parent().connections(), 2);
}

void tst_Handout::acceptsNothingWithoutRoom()
{
    ScriptedWorker &worker = start();
    connectClients(4);
    QVERIFY(waitFor([&] { return given(worker).size() == 4; }));
    const auto held
        = [] { return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size(); };
    const qsizetype before = held();
    connectClients(20);
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(held(), before + 20); // the clients' own ends
}

void tst_Handout::dealsAgainWhatIsRefused()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    connectClients(1);
    QVERIFY(waitFor([&] { return given(a).size() == 1; }));
    reply(a, given(a).front(), false);
    QVERIFY(waitFor([&] { return given(b).size() == 1; }));
    m_clients.front()->write("hello");
    char bytes[5];
    QVERIFY(waitFor([&] { return ::read(b.pipe().passed().back().get(), bytes, 5) == 5; }));
    QCOMPARE(a.parent().connections(), 0);
}

void tst_Handout::triesAgainWhatEverybodyRefuses()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    connectClients(1);
    QVERIFY(waitFor([&] { return given(a).size() == 1; }));
    reply(a, given(a).front(), false);
    QVERIFY(waitFor([&] { return given(b).size() == 1; }));
    reply(b, given(b).front(), false);
    // Again after a while, not at once and for ever; and somebody may have room then.
    QVERIFY(waitFor([&] { return given(a).size() + given(b).size() == 3; }));
    QVERIFY(given(a).size() <= 2 && given(b).size() <= 2);
    ScriptedWorker &last = given(a).size() == 2 ? a : b;
    reply(last, given(last).back(), true);
    TRY_COMPARE(last.parent().connections(), 1);
}

void tst_Handout::dealsAgainWhenAWorkerDies()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    connectClients(6);
    QVERIFY(waitFor([&] { return given(a).size() == 3 && given(b).size() == 3; }));
    // Its last word still counts, and what it has not answered for goes on.
    reply(a, given(a).front(), true);
    a.pipe().close();
    QVERIFY(waitFor([&] { return given(b).size() == 4; })); // full
    reply(b, given(b).at(0), true);
    QVERIFY(waitFor([&] { return given(b).size() == 5; }));
    for (int i = 1; i < 5; ++i)
        reply(b, given(b).at(i), true);
    TRY_COMPARE(b.parent().connections(), 5);
}

void tst_Handout::dealsAgainWhenAServerCloses()
{
    ScriptedWorker &a = start();
    const QString key = m_key;
    ScriptedWorker &b = start();
    connectClients(2);
    QVERIFY(waitFor([&] { return given(a).size() == 1 && given(b).size() == 1; }));
    a.pipe().say({{u"act"_s, u"close"_s}, {u"key"_s, key}, {u"seq"_s, 9}});
    reply(a, given(a).front(), false); // as Node does for a key it has closed
    QVERIFY(waitFor([&] { return given(b).size() == 2; }));
    connectClients(1);
    QVERIFY(waitFor([&] { return given(b).size() == 3; }));
    QCOMPARE(given(a).size(), 1);
}

void tst_Handout::endsWhatADeadWorkerHadBegun()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    connectClients(1);
    QVERIFY(waitFor([&] { return given(a).size() == 1; }));
    m_clients.front()->write("half a request");
    char byte = 0;
    QVERIFY(waitFor([&] { return ::read(a.pipe().passed().front().get(), &byte, 1) == 1; }));
    a.pipe().passed().clear();
    a.pipe().close();
    // The rest of it would make no sense to b.
    TRY_COMPARE(m_clients.front()->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(given(b).size(), 0);
}

void tst_Handout::dealsAgainALostHandle()
{
    ScriptedWorker &a = start();
    ScriptedWorker &b = start();
    connectClients(1);
    QVERIFY(waitFor([&] { return given(a).size() == 1; }));
    a.pipe().send("{\"cmd\":\"NODE_HANDLE_NACK\"}\n");
    QVERIFY(waitFor([&] { return given(b).size() == 1; }));
}

void tst_Handout::givesNothingToParkedOrDrainingWorkers()
{
    ScriptedWorker &old = start();
    ScriptedWorker &fresh = start(Admission::Parked);
    QCOMPARE(m_primary->listeners(), 1);
    connectClients(3);
    QVERIFY(waitFor([&] { return given(old).size() == 3; }));
    fresh.parent().release();
    old.parent().drain(1s);
    connectClients(3);
    QVERIFY(waitFor([&] { return given(fresh).size() == 3; }));
    // What the old one hands back goes to the new one.
    reply(old, given(old).at(0), false);
    QVERIFY(waitFor([&] { return given(fresh).size() == 4; }));
    reply(old, given(old).at(1), true);
    TRY_COMPARE(old.parent().connections(), 1);
    QCOMPARE(given(old).size(), 3);
}

void tst_Handout::waitsWhileNobodyIsLeft()
{
    m_primary->setHold(true);
    ScriptedWorker &a = start();
    connectClients(1);
    QVERIFY(waitFor([&] { return given(a).size() == 1; }));
    QSignalSpy closed(&a.parent(), &ClusterWorker::closed);
    a.pipe().close();
    TRY_COMPARE(closed.size(), 1);
    connectClients(2);
    const quint16 port = m_port;
    ScriptedWorker &b = start();
    QCOMPARE(m_port, port);
    QVERIFY(waitFor([&] { return given(b).size() == 3; }));
}

void tst_Handout::survivesAWorkerThatNeverReads()
{
    ScriptedWorker &deaf = start();
    ScriptedWorker &good = start();
    connectClients(20);
    int answered = 0;
    QVERIFY(waitFor([&] {
        for (; answered < given(good).size(); ++answered)
            reply(good, given(good).at(answered), true);
        return answered == 16;
    }));
    deaf.pipe().close();
    QVERIFY(waitFor([&] { return given(good).size() == 20; }));
}

void tst_Handout::survivesWantOfDescriptors()
{
    ScriptedWorker &worker = start();
    connectClients(2);
    QVERIFY(waitFor([&] { return given(worker).size() == 2; }));
    m_clients.push_back(std::make_unique<QTcpSocket>());
    QTcpSocket &client = *m_clients.back();
    client.connectToHost(QHostAddress::LocalHost, m_port);

    // A sanitizer that meets the log for the first time needs descriptors itself.
    QTest::ignoreMessage(QtWarningMsg, "a line");
    qCWarning(lcCluster) << "a line";

    // Every number below the limit is in use: connecting still works, accepting does not.
    const int highest = duplicate(0).get() + 64;
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit low{rlim_t(highest), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    std::vector<UniqueFd> fill;
    while (UniqueFd fd = duplicate(0))
        fill.push_back(std::move(fd));
    s_warnings = 0;
    const QtMessageHandler handler = qInstallMessageHandler(
        [](QtMsgType type, const QMessageLogContext &, const QString &text) {
            if (type == QtWarningMsg && text.contains(u"no file descriptors left"_s))
                ++s_warnings;
        });
    const bool warned = waitFor([] { return s_warnings > 0; });
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    fill.clear();
    const bool isServed = waitFor([&] { return given(worker).size() == 3; });
    qInstallMessageHandler(handler);
    QVERIFY(warned && isServed);
    QCOMPARE(s_warnings, 1);
}

QTEST_GUILESS_MAIN(tst_Handout)
#include "tst_handout.moc"
