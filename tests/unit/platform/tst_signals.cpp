// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/signals.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTest>

#include <signal.h>
#include <unistd.h>

using namespace qilin;

class TestSignals final : public QObject
{
    Q_OBJECT

private slots:
    void brings_data();
    void brings();
    void watchesATerminal();
    void countsAndOutlivesAFlood();
    void ignoresBrokenPipes();
    void putsBackWhatWas();
};

void TestSignals::brings_data()
{
    QTest::addColumn<int>("signal");
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGCHLD})
        QTest::addRow("%d", signal) << signal;
}

void TestSignals::brings()
{
    QFETCH(int, signal);
    SignalWatcher watcher;
    QSignalSpy received(&watcher, &SignalWatcher::received);
    ::raise(signal);
    QCOMPARE(received.size(), 0); // only from the event loop
    TRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toInt(), signal);
}

// The daemon's own signals keep their meaning, and the terminal's are not the daemon's.
void TestSignals::watchesATerminal()
{
    const auto isHandled = [](int signal) {
        struct sigaction action = {};
        ::sigaction(signal, nullptr, &action);
        return action.sa_handler != SIG_DFL;
    };
    {
        SignalWatcher watcher(nullptr, SignalWatcher::Scope::Terminal);
        QVERIFY(!isHandled(SIGUSR1) && !isHandled(SIGUSR2));
        QSignalSpy received(&watcher, &SignalWatcher::received);
        for (const int signal : {SIGWINCH, SIGTSTP, SIGQUIT, SIGINT})
            ::raise(signal);
        TRY_COMPARE(received.size(), 4);
        QCOMPARE(received[0][0].toInt(), SIGINT);
        QCOMPARE(received[1][0].toInt(), SIGQUIT);
        QCOMPARE(received[2][0].toInt(), SIGWINCH);
        QCOMPARE(received[3][0].toInt(), SIGTSTP);
    }
    SignalWatcher watcher;
    QVERIFY(!isHandled(SIGWINCH) && !isHandled(SIGTSTP));
}

void TestSignals::countsAndOutlivesAFlood()
{
    SignalWatcher watcher;
    QSignalSpy received(&watcher, &SignalWatcher::received);
    for (int i = 0; i < 100'000; ++i) // more than its pipe holds
        ::raise(SIGCHLD);
    ::raise(SIGTERM);
    ::raise(SIGTERM);
    TRY_COMPARE(received.size(), 3);
    QCOMPARE(received[0][0].toInt(), SIGTERM);
    QCOMPARE(received[1][0].toInt(), SIGTERM);
    QCOMPARE(received[2][0].toInt(), SIGCHLD);
    ::raise(SIGHUP);
    TRY_COMPARE(received.size(), 4);
}

void TestSignals::ignoresBrokenPipes()
{
    SignalWatcher watcher;
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    ::close(ends[0]);
    QCOMPARE(::write(ends[1], "x", 1), -1);
    QCOMPARE(errno, EPIPE);
    ::close(ends[1]);
}

void TestSignals::putsBackWhatWas()
{
    ::signal(SIGHUP, SIG_IGN);
    {
        SignalWatcher watcher;
    }
    struct sigaction action = {};
    ::sigaction(SIGHUP, nullptr, &action);
    QVERIFY(action.sa_handler == SIG_IGN);
    ::signal(SIGHUP, SIG_DFL);
}

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
