// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/quittask.h"
#include "core/ctl/task.h"
#include "tests/support/waitfor.h"
#include "tests/unit/client/fakedaemon.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;
using namespace std::chrono_literals;

using Answer = std::function<void(FakeDaemon &daemon, FakePeer &peer)>;

Q_DECLARE_METATYPE(Answer)

namespace {

constexpr qint64 kPid = 7108;

} // namespace

// When a daemon that was told to quit has gone.
class tst_QuitTask final : public QObject
{
    Q_OBJECT

private slots:
    void waitsUntilItHasGone_data();
    void waitsUntilItHasGone();
};

void tst_QuitTask::waitsUntilItHasGone_data()
{
    QTest::addColumn<Answer>("afterwards"); // to the third question, "is it still there"
    QTest::addColumn<int>("code");
    QTest::newRow("nobody listens") << Answer([](FakeDaemon &daemon, FakePeer &peer) {
        peer.answer(200, infoBody(1, kPid));
        daemon.stop();
    }) << kCtlDone;
    QTest::newRow("closes") << Answer([](FakeDaemon &, FakePeer &peer) { peer.close(); })
                            << kCtlDone;
    QTest::newRow("another one") << Answer([](FakeDaemon &, FakePeer &peer) {
        peer.answer(200, infoBody(1, kPid + 1));
    }) << kCtlDone;
    QTest::newRow("another one with another password") << Answer([](FakeDaemon &, FakePeer &peer) {
        peer.answer(401, "{\"error\":\"unauthorized\"}");
    }) << kCtlDone;
    QTest::newRow("a proxy alone")
        << Answer([](FakeDaemon &, FakePeer &peer) { peer.answer(502, "<h1>Bad Gateway</h1>"); })
        << kCtlDone;
    QTest::newRow("a proxy, and silence behind it") << Answer([](FakeDaemon &, FakePeer &peer) {
        peer.answer(504, "<h1>Gateway Timeout</h1>");
    }) << kCtlUnreachable;
    QTest::newRow("silent") << Answer([](FakeDaemon &, FakePeer &) {}) << kCtlUnreachable;
    QTest::newRow("something else")
        << Answer([](FakeDaemon &, FakePeer &peer) { peer.send("SSH-2.0-OpenSSH_9.2p1\r\n"); })
        << kCtlUnreachable;
}

void tst_QuitTask::waitsUntilItHasGone()
{
    QFETCH(Answer, afterwards);
    QFETCH(int, code);
    FakeDaemon daemon;
    int infos = 0;
    daemon.answer = [&](FakePeer &peer) {
        if (peer.target() == "/quit")
            peer.answer(200, "{\"result\":\"OK\"}");
        else if (++infos < 3) // before, and while it goes
            peer.answer(200, infoBody(1, kPid));
        else
            afterwards(daemon, peer);
    };
    QVERIFY(daemon.listenTcp());
    ClientTimes times;
    times.connect = times.answer = code == kCtlDone ? std::chrono::milliseconds(kPatienceMs) : 3s;
    DaemonAccess access({daemon.endpoint(), {}}, DaemonAccess::Manners::Quiet, times);
    Printer printer;
    const Invocation invocation;
    const std::unique_ptr<Task> task = makeQuitTask({invocation, printer, &access});
    std::optional<int> ended;
    connect(task.get(), &Task::finished, this, [&](int with) { ended = with; });
    task->begin();
    QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), kPatienceMs);
    QCOMPARE(*ended, code);
    QVERIFY(infos >= 3);
}

QTEST_GUILESS_MAIN(tst_QuitTask)
#include "tst_quittask.moc"
