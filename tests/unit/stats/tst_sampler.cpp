// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childsetup.h"
#include "core/platform/treekeeper.h"
#include "core/stats/sampler.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatience = 60'000;

double cpuSecondsOfThisProcess()
{
    timespec used = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) / 1e9;
}

} // namespace

class TestSampler final : public QObject
{
    Q_OBJECT

private slots:
    void measuresABurner();
    void measuresAnIdler();
    void forgetsWorkersNotNamed();
    void costsLittle();

private:
    void start(QProcess &process, int key, const QString &behaviour);
    void end(QProcess &process, int key);

    TreeKeeper m_trees;
};

void TestSampler::start(QProcess &process, int key, const QString &behaviour)
{
    useChildSetup(process, {});
    process.start(QStringLiteral(TREECHILD), {behaviour, u"-"_s});
    m_trees.track(key, pid_t(process.processId()));
    QVERIFY(process.waitForReadyRead(kPatience));
}

void TestSampler::end(QProcess &process, int key)
{
    process.kill();
    process.waitForFinished(kPatience);
    m_trees.release(key);
}

void TestSampler::measuresABurner()
{
    Sampler sampler(m_trees);
    QProcess burner;
    start(burner, 1, u"burn"_s);
    QCOMPARE(sampler.worker(1).cpu, 0.0);
    // It has less than a processor on a busy machine: compare with what the kernel says it used.
    sampler.sample({1});
    QVERIFY(sampler.worker(1).mem > 0.1);
    const quint64 before = readProcess(pid_t(burner.processId()))->cpuTicks;
    QElapsedTimer clock;
    clock.start();
    const quint64 wanted = quint64(clockTicksPerSecond()) / 2;
    while (readProcess(pid_t(burner.processId()))->cpuTicks < before + wanted) {}
    const double elapsed = double(clock.elapsed()) / 1000;
    const quint64 after = readProcess(pid_t(burner.processId()))->cpuTicks;
    sampler.sample({1});
    const double expected = 100 * double(after - before) / clockTicksPerSecond() / elapsed;
    const double measured = sampler.worker(1).cpu;
    QVERIFY2(qAbs(measured - expected) < 15,
             qPrintable(u"%1 % instead of %2 %"_s.arg(measured).arg(expected)));
    QVERIFY(sampler.self().mem > 1);
    QVERIFY(sampler.self().cpu > 0); // the loop above
    end(burner, 1);
}

void TestSampler::measuresAnIdler()
{
    Sampler sampler(m_trees);
    QProcess idler;
    start(idler, 2, u"sleep"_s);
    sampler.sample({2});
    QTRY_VERIFY_WITH_TIMEOUT((sampler.sample({2}), sampler.worker(2).cpu) == 0.0, kPatience);
    end(idler, 2);
}

void TestSampler::forgetsWorkersNotNamed()
{
    Sampler sampler(m_trees);
    QProcess idler;
    start(idler, 3, u"sleep"_s);
    sampler.sample({3, 3, 4});
    QVERIFY(sampler.worker(3).mem > 0);
    QCOMPARE(sampler.worker(4).mem, 0.0);
    sampler.sample({});
    QCOMPARE(sampler.worker(3).mem, 0.0);
    end(idler, 3);
}

// The figure is printed; a test of time must hold on a loaded machine.
void TestSampler::costsLittle()
{
    constexpr int kWorkers = 500;
    constexpr int kSamples = 20;
    Sampler sampler(m_trees);
    std::vector<std::unique_ptr<QProcess>> workers;
    QList<int> keys;
    for (int key = 1000; key < 1000 + kWorkers; ++key) {
        workers.push_back(std::make_unique<QProcess>());
        useChildSetup(*workers.back(), {});
        workers.back()->start(u"sleep"_s, {u"1000"_s});
        m_trees.track(key, pid_t(workers.back()->processId()));
        keys.append(key);
    }
    for (const std::unique_ptr<QProcess> &worker : workers)
        QTRY_COMPARE_WITH_TIMEOUT(worker->state(), QProcess::Running, kPatience);
    sampler.sample(keys);
    const double before = cpuSecondsOfThisProcess();
    for (int i = 0; i < kSamples; ++i)
        sampler.sample(keys);
    const double each = (cpuSecondsOfThisProcess() - before) / kSamples;
    qInfo("%d workers, %zu processes: %.2f ms of processor time a sample", kWorkers,
          readProcesses().size(), each * 1000);
    QVERIFY(each < 0.5);
    for (const int key : std::as_const(keys))
        m_trees.release(key);
    for (const std::unique_ptr<QProcess> &worker : workers)
        worker->kill();
    for (const std::unique_ptr<QProcess> &worker : workers)
        worker->waitForFinished(kPatience);
}

int main(int argc, char **argv)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    TestSampler test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sampler.moc"
