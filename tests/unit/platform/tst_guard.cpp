// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/guard.h"
#include "core/platform/treekeeper.h"
#include "tests/support/waitfor.h"
#include "tests/unit/platform/processhelp.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

namespace {

constexpr int kPatience = 60'000;

} // namespace

class TestGuard final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void endsEverythingAfterTheDaemon_data();
    void endsEverythingAfterTheDaemon();
    void sparesOthers();
    void isRestarted();
    void isTriedAgain();
    void leavesAtGoodbye();
    void takesNoSignalsOfTheTerminal();
    void toleratesAMissingProgram();
    void isSmall();

private:
    void startDaemon(const QStringList &behaviours);
    qint64 waitForGuard();

    QByteArray m_token;
    std::unique_ptr<QProcess> m_daemon;
    QByteArray m_output;
};

void TestGuard::init()
{
    m_token = newToken();
    m_daemon = std::make_unique<QProcess>();
    m_daemon->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_output.clear();
}

void TestGuard::cleanup()
{
    m_daemon->kill();
    m_daemon->waitForFinished(kPatience);
    for (const ProcessInfo &process : processesWith(m_token))
        ::kill(process.pid, SIGKILL);
}

void TestGuard::startDaemon(const QStringList &behaviours)
{
    const QStringList arguments
        = {QStringLiteral(GUARD), QStringLiteral(TREECHILD), QString::fromLatin1(m_token)};
    m_daemon->start(QStringLiteral(FAKEDAEMON), arguments + behaviours);
}

// The pid in the next "ready" line.
qint64 TestGuard::waitForGuard()
{
    const auto hasLine = [this] {
        m_output += m_daemon->readAllStandardOutput();
        return m_output.contains('\n');
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(hasLine(), kPatience); }();
    const qsizetype end = m_output.indexOf('\n');
    const qint64 pid = m_output.left(end).split(' ').last().toLongLong();
    m_output.remove(0, end + 1);
    return pid;
}

void TestGuard::endsEverythingAfterTheDaemon_data()
{
    QTest::addColumn<QStringList>("behaviours");
    // A shell-wrapped or spinning program, and what gets away from its parents.
    QTest::newRow("spinning") << QStringList{u"burn"_s, u"stubborn"_s};
    QTest::newRow("stopped") << QStringList{u"stopped"_s};
    QTest::newRow("double fork") << QStringList{u"doublefork"_s};
    QTest::newRow("empty environment") << QStringList{u"cleared"_s};
    QTest::newRow("leader gone") << QStringList{u"leaver"_s, u"doublefork-leaver"_s};
    QTest::newRow("many") << QStringList{u"doublefork"_s, u"cleared"_s, u"stopped"_s,
                                         u"sleep"_s,      u"leaver"_s,  u"orphans"_s};
    QTest::newRow("fork storm") << QStringList{u"storm"_s};
}

void TestGuard::endsEverythingAfterTheDaemon()
{
    QFETCH(QStringList, behaviours);
    startDaemon(behaviours);
    const qint64 guard = waitForGuard();
    QVERIFY(isThere(guard));
    QVERIFY(!processesWith(m_token).isEmpty());
    QElapsedTimer clock;
    clock.start();
    ::kill(pid_t(m_daemon->processId()), SIGKILL);
    QVERIFY(m_daemon->waitForFinished(kPatience));
    QVERIFY(waitFor([&] { return processesWith(m_token).isEmpty(); }));
    qInfo("all gone after %lld ms", clock.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(guard), kPatience);
}

void TestGuard::sparesOthers()
{
    // In no session that was named, without the marker.
    QProcess other;
    const QByteArray token = newToken();
    other.start(QStringLiteral(TREECHILD), {u"sleep"_s, QString::fromLatin1(token)});
    QVERIFY(other.waitForReadyRead(kPatience));
    startDaemon({u"doublefork"_s});
    const qint64 guard = waitForGuard();
    ::kill(pid_t(m_daemon->processId()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(guard), kPatience);
    QCOMPARE(other.state(), QProcess::Running);
    QCOMPARE(processesWith(token).size(), 1);
    other.kill();
    QVERIFY(other.waitForFinished(kPatience));
}

void TestGuard::isRestarted()
{
    startDaemon({u"doublefork"_s});
    const qint64 first = waitForGuard();
    ::kill(pid_t(first), SIGKILL);
    const qint64 second = waitForGuard();
    QVERIFY(second != first);
    const auto isReaped = [first] { return !readProcess(pid_t(first)); };
    QTRY_VERIFY_WITH_TIMEOUT(isReaped(), kPatience);
    // It knows what the first one knew.
    ::kill(pid_t(m_daemon->processId()), SIGKILL);
    QVERIFY(waitFor([&] { return processesWith(m_token).isEmpty(); }));
}

void TestGuard::isTriedAgain()
{
#ifdef QILIN_SANITIZED
    QSKIP("UBSan asks a pipe whether memory is there: without descriptors none is, for it");
#endif
    TreeKeeper trees;
    Guard guard(trees, QStringLiteral(GUARD));
    guard.start();
    const qint64 first = guard.processId();
    QVERIFY(first != 0);
    // The first try again fails.
    static const QRegularExpression told(u"qilin-guard: Too many open files"_s);
    QTest::ignoreMessage(QtWarningMsg, told);
    static bool isTold = false;
    static QtMessageHandler before = nullptr;
    before = qInstallMessageHandler(
        [](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            isTold = isTold || text.contains(told);
            before(type, context, text);
        });
    {
        const NoDescriptors none;
        ::kill(pid_t(first), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(isTold, kPatience);
        QCOMPARE(guard.processId(), 0);
    }
    qInstallMessageHandler(before);
    QTRY_VERIFY_WITH_TIMEOUT(guard.processId() != 0, kPatience);
    QVERIFY(!readProcess(pid_t(first)));
    guard.goodbye();
}

void TestGuard::leavesAtGoodbye()
{
    startDaemon({u"doublefork"_s, u"stubborn"_s});
    const qint64 guard = waitForGuard();
    m_daemon->write("quit\n");
    QVERIFY(m_daemon->waitForFinished(kPatience));
    QCOMPARE(m_daemon->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_daemon->exitCode(), 0);
    QVERIFY(processesWith(m_token).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(guard), kPatience);
}

void TestGuard::takesNoSignalsOfTheTerminal()
{
    startDaemon({u"sleep"_s});
    const qint64 guard = waitForGuard();
    const std::optional<ProcessInfo> info = readProcess(pid_t(guard));
    QVERIFY(info);
    QCOMPARE(info->session, info->pid);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT})
        ::kill(pid_t(guard), signal);
    ::kill(pid_t(m_daemon->processId()), SIGKILL);
    QVERIFY(waitFor([&] { return processesWith(m_token).isEmpty(); }));
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(guard), kPatience);
}

void TestGuard::toleratesAMissingProgram()
{
    QTemporaryDir dir;
    TreeKeeper trees;
    Guard guard(trees, dir.filePath(u"missing"_s));
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"missing: No such file.*may be left behind"_s));
    guard.start();
    QCOMPARE(guard.processId(), 0);
    guard.start(); // a second one says nothing
    guard.goodbye();
}

void TestGuard::isSmall()
{
    TreeKeeper trees;
    Guard guard(trees, QStringLiteral(GUARD));
    guard.start();
    const auto isWaiting = [&guard] { // it has been loaded, and sleeps until something happens
        const QString program = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(guard.processId()));
        return program == QStringLiteral(GUARD)
               && readProcess(pid_t(guard.processId()))->state == 'S';
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), kPatience);
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(guard.processId()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromLatin1(file.readAll());
    static const QRegularExpression number(u"Private_(?:Clean|Dirty): +(\\d+) kB"_s);
    int total = 0;
    for (const QRegularExpressionMatch &match : number.globalMatch(text))
        total += match.captured(1).toInt();
    qInfo("private memory of the guard: %d kB", total);
#ifndef QILIN_SANITIZED
    QVERIFY(total > 0 && total <= 400); // 310 where no other guard shares its code
#endif
    const qint64 pid = guard.processId();
    guard.goodbye();
    const auto isZombie = [pid] { return readProcess(pid_t(pid))->state == 'Z'; };
    QTRY_VERIFY_WITH_TIMEOUT(isZombie(), kPatience);
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
