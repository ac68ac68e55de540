// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/procstat.h"

#include <QTest>

#include <algorithm>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace qilin;

class TestProcStat final : public QObject
{
    Q_OBJECT

private slots:
    void readsThisProcess();
    void readsOddNames_data();
    void readsOddNames();
    void findsNoMissingProcess();
    void readsAllInOrder();
    void knowsEndedProcesses();
    void countsReapedChildren();
};

void TestProcStat::readsThisProcess()
{
    const std::optional<ProcessInfo> info = readProcess(::getpid());
    QVERIFY(info);
    QCOMPARE(info->pid, ::getpid());
    QCOMPARE(info->parent, ::getppid());
    QCOMPARE(info->group, ::getpgrp());
    QCOMPARE(info->session, ::getsid(0));
    QCOMPARE(info->state, 'R');
    QVERIFY(info->residentBytes > 1024 * 1024);
    const qint64 started = qint64(info->startTime) * 1000 / clockTicksPerSecond();
    QVERIFY(started > 0 && started <= msSinceBoot());
}

void TestProcStat::readsOddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"a b", "a) Z 1 2", ") (", "\xff\xfe", "(((", "x\ny", ""})
        QTest::newRow(name) << QByteArray(name);
}

void TestProcStat::readsOddNames()
{
    QFETCH(QByteArray, name);
    ::prctl(PR_SET_NAME, name.constData());
    const std::optional<ProcessInfo> info = readProcess(::getpid());
    ::prctl(PR_SET_NAME, "tst_procstat");
    QVERIFY(info);
    QCOMPARE(info->parent, ::getppid());
    QCOMPARE(info->state, 'R');
}

void TestProcStat::findsNoMissingProcess()
{
    QVERIFY(!readProcess(2'147'483'646));
    QVERIFY(!readProcess(0));
    QVERIFY(!readProcess(-1));
}

void TestProcStat::readsAllInOrder()
{
    const std::vector<ProcessInfo> processes = readProcesses();
    QVERIFY(processes.size() > 1);
    const auto comesAfter
        = [](const ProcessInfo &a, const ProcessInfo &b) { return a.pid >= b.pid; };
    QVERIFY(std::adjacent_find(processes.begin(), processes.end(), comesAfter) == processes.end());
    const auto isThis = [](const ProcessInfo &info) { return info.pid == ::getpid(); };
    QVERIFY(std::any_of(processes.begin(), processes.end(), isThis));
}

void TestProcStat::knowsEndedProcesses()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    siginfo_t info;
    QCOMPARE(::waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT), 0);
    QCOMPARE(readProcess(child)->state, 'Z');
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(!readProcess(child));
}

void TestProcStat::countsReapedChildren()
{
    const quint64 before = readProcess(::getpid())->reapedTicks;
    const pid_t child = ::fork();
    if (child == 0) {
        while (readProcess(::getpid())->cpuTicks < 10) {}
        ::_exit(0);
    }
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(readProcess(::getpid())->reapedTicks >= before + 10);
}

QTEST_APPLESS_MAIN(TestProcStat)
#include "tst_procstat.moc"
