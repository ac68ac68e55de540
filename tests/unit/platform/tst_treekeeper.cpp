// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/waitfor.h"
#include "tests/unit/platform/leader.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

class TestTreeKeeper final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void endsTrees_data();
    void endsTrees();
    void endsAFreshTreeFast();
    void keepsWhatItSawWhenTheLeaderGoes();
    void reapsOrphansButNotLeaders();
    void signalsWholeTrees();
    void endsUnknownTreesAtOnce();
    void leavesExemptChildrenAlone();
    void sparesWhatACompanionStarted();
    void shortensTheGrace();
    void waitsForTheOwnerToReap();
    void endsManyAtOnce();
    void leavesNobodyAfterManyAdversarialStops();
    void announcesSessions();
    void endsTreesWithoutDescriptors();
    void learnsNothingFromAnEmptyTable();

private:
    void endAndCheck(int key, int graceMs);

    std::unique_ptr<TreeKeeper> m_trees;
    QByteArray m_token;
};

void TestTreeKeeper::init()
{
    m_trees = std::make_unique<TreeKeeper>();
    m_token = newToken();
}

void TestTreeKeeper::cleanup()
{
    for (const ProcessInfo &process : processesWith(m_token))
        ::kill(process.pid, SIGKILL);
    m_trees.reset();
}

void TestTreeKeeper::endAndCheck(int key, int graceMs)
{
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    m_trees->endTree(key, graceMs);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QCOMPARE(gone[0][0].toInt(), key);
    QVERIFY(processesWith(m_token).isEmpty());
    m_trees->update(readProcesses());
    QVERIFY(m_trees->members(key).empty());
    // One whose parents all went before anybody saw it is reaped after a while.
    QVERIFY(waitFor([&] { return zombiesOfOurs().isEmpty(); }));
}

void TestTreeKeeper::endsTrees_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<bool>("leaderLeaves");
    for (const char *behaviour : {"sleep", "stubborn", "doublefork", "cleared", "stopped", "storm"})
        QTest::newRow(behaviour) << QString::fromLatin1(behaviour) << false;
    for (const char *behaviour : {"exit", "leaver", "doublefork-leaver", "cleared-leaver"})
        QTest::newRow(behaviour) << QString::fromLatin1(behaviour) << true;
}

void TestTreeKeeper::endsTrees()
{
    QFETCH(QString, behaviour);
    QFETCH(bool, leaderLeaves);
    for (const int grace : {0, 100}) {
        Leader leader(*m_trees, grace, behaviour, m_token);
        if (leaderLeaves)
            QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
        else
            QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
        if (behaviour == "cleared"_L1)
            m_trees->update(readProcesses()); // nothing else names that child later
        endAndCheck(grace, grace);
        QVERIFY(leader.hasEnded());
    }
}

void TestTreeKeeper::endsAFreshTreeFast()
{
    Leader leader(*m_trees, 1, u"sleep"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    QElapsedTimer clock;
    clock.start();
    // Not by the grace: SIGTERM does it.
    endAndCheck(1, kPatience);
    QVERIFY(clock.elapsed() < kPatience / 2);
    QCOMPARE(leader.exitStatus(), QProcess::CrashExit);
    QCOMPARE(leader.exitCode(), SIGTERM);
}

void TestTreeKeeper::keepsWhatItSawWhenTheLeaderGoes()
{
    Leader leader(*m_trees, 1, u"cleared"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    m_trees->update(readProcesses());
    QCOMPARE(m_trees->members(1).size(), 2u);
    ::kill(leader.pid(), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
    m_trees->update(readProcesses());
    QCOMPARE(m_trees->members(1).size(), 1u);
    QCOMPARE(processesWith(m_token).size(), 1);
    endAndCheck(1, 0);
}

void TestTreeKeeper::reapsOrphansButNotLeaders()
{
    Leader exiting(*m_trees, 1, u"exit"_s, m_token);
    Leader leader(*m_trees, 2, u"orphans"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    QVERIFY(waitFor([&] { return (m_trees->reap(), processesWith(m_token).size()) == 1; }));
    QVERIFY(waitFor([&] { return (m_trees->reap(), zombiesOfOurs().isEmpty()); }));
    QTRY_VERIFY_WITH_TIMEOUT(exiting.hasEnded(), kPatience);
    QCOMPARE(exiting.exitStatus(), QProcess::NormalExit);
    QCOMPARE(exiting.exitCode(), 0);
    endAndCheck(2, 0);
    QCOMPARE(leader.exitCode(), SIGKILL);
}

void TestTreeKeeper::signalsWholeTrees()
{
    Leader leader(*m_trees, 1, u"doublefork"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    m_trees->signalTree(1, SIGSTOP);
    const auto allStopped = [this] {
        const QList<ProcessInfo> processes = processesWith(m_token);
        return processes.size() == 2
               && std::all_of(processes.begin(), processes.end(),
                              [](const ProcessInfo &process) { return process.state == 'T'; });
    };
    QVERIFY(waitFor([&] { return allStopped(); }));
    endAndCheck(1, 200);
}

void TestTreeKeeper::endsUnknownTreesAtOnce()
{
    endAndCheck(4711, kPatience);
}

#include "tests/support/waitfor.h"
void TestTreeKeeper::leavesExemptChildrenAlone()
{
    QProcess companion;
    companion.start(QStringLiteral(TREECHILD), {u"sleep"_s, QString::fromLatin1(m_token)});
    QVERIFY(companion.waitForReadyRead(kPatience));
    m_trees->exempt(pid_t(companion.processId()));
    QSignalSpy gone(m_trees.get(), &TreeKeeper::straysGone);
    m_trees->endStrays();
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QCOMPARE(companion.state(), QProcess::Running);
    companion.kill();
    // Ended, and for QProcess to reap, however often the keeper looks.
    for (int i = 0; i < 10; ++i) {
        m_trees->update(readProcesses());
        m_trees->reap();
    }
    QVERIFY(companion.waitForFinished(kPatience));
    QCOMPARE(companion.exitCode(), SIGKILL);
}

// Nobody ever saw it below the companion: it is known by the environment alone.
void TestTreeKeeper::sparesWhatACompanionStarted()
{
    QProcess companion;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(TreeKeeper::kCompanionName),
                       QString::fromLatin1(m_trees->instance()));
    companion.setProcessEnvironment(environment);
    ChildSetup setup;
    setup.mayOutlive = true;
    useChildSetup(companion, setup);
    companion.start(QStringLiteral(TREECHILD), {u"doublefork"_s, QString::fromLatin1(m_token)});
    QVERIFY(companion.waitForReadyRead(kPatience));
    companion.kill();
    QVERIFY(companion.waitForFinished(kPatience));
    QCOMPARE(processesWith(m_token).size(), 1);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::straysGone);
    m_trees->endStrays();
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    const QList<ProcessInfo> left = processesWith(m_token);
    QCOMPARE(left.size(), 1);
    ::kill(left[0].pid, SIGKILL);
    QVERIFY(waitFor([&] { return (m_trees->reap(), zombiesOfOurs().isEmpty()); }));
}

void TestTreeKeeper::shortensTheGrace()
{
    Leader leader(*m_trees, 1, u"stubborn"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    m_trees->endTree(1, 3'600'000);
    endAndCheck(1, 0);
}

void TestTreeKeeper::waitsForTheOwnerToReap()
{
    Leader leader(*m_trees, 1, u"exit"_s, m_token);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    const pid_t pid = leader.pid();
    // Without the event loop nobody reaps it.
    while (readProcess(pid)->state != 'Z') {}
    m_trees->endTree(1, 0);
    m_trees->update(readProcesses());
    QCOMPARE(gone.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QVERIFY(leader.hasEnded());
    QCOMPARE(leader.exitCode(), 0);
}

void TestTreeKeeper::endsManyAtOnce()
{
    constexpr int kCount = 100;
    std::vector<std::unique_ptr<Leader>> leaders;
    for (int key = 0; key < kCount; ++key)
        leaders.push_back(std::make_unique<Leader>(*m_trees, key, u"sleep"_s, m_token));
    for (const std::unique_ptr<Leader> &leader : leaders)
        QTRY_VERIFY_WITH_TIMEOUT(leader->isReady(), kPatience);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    QElapsedTimer clock;
    clock.start();
    for (int key = 0; key < kCount; ++key)
        m_trees->endTree(key, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), kCount, kPatience);
    qInfo("%d trees ended in %lld ms", kCount, clock.elapsed());
    QVERIFY(processesWith(m_token).isEmpty());
}

void TestTreeKeeper::leavesNobodyAfterManyAdversarialStops()
{
    constexpr int kRounds = 200;
    const QString behaviours[] = {u"stubborn"_s, u"doublefork"_s,        u"stopped"_s,
                                  u"leaver"_s,   u"doublefork-leaver"_s, u"cleared-leaver"_s};
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    std::vector<std::unique_ptr<Leader>> leaders;
    for (int key = 0; key < kRounds; ++key) {
        const QString &behaviour = behaviours[size_t(key) % std::size(behaviours)];
        leaders.push_back(std::make_unique<Leader>(*m_trees, key, behaviour, m_token));
        // Some at any moment of their start, some when they stand.
        if (key % 2 == 0)
            QTRY_VERIFY_WITH_TIMEOUT(leaders.back()->isReady() || leaders.back()->hasEnded(),
                                     kPatience);
        m_trees->endTree(key, key % 3 == 0 ? 0 : 20);
        if (key % 10 == 9) {
            QTRY_COMPARE_WITH_TIMEOUT(gone.size(), key + 1, kPatience);
            QVERIFY(processesWith(m_token).isEmpty());
            leaders.clear();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), kRounds, kPatience);
    QVERIFY(processesWith(m_token).isEmpty());
    QVERIFY(waitFor([&] { return zombiesOfOurs().isEmpty(); }));
}

void TestTreeKeeper::announcesSessions()
{
    QSignalSpy appeared(m_trees.get(), &TreeKeeper::sessionAppeared);
    QSignalSpy vanished(m_trees.get(), &TreeKeeper::sessionVanished);
    Leader leader(*m_trees, 1, u"doublefork"_s, m_token);
    QCOMPARE(appeared.size(), 1);
    QCOMPARE(appeared[0][0].toLongLong(), qint64(leader.pid()));
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    m_trees->update(readProcesses());
    QVERIFY(appeared.size() >= 2);
    endAndCheck(1, 0);
    m_trees->update(readProcesses());
    QCOMPARE(vanished.size(), appeared.size());
}

void TestTreeKeeper::endsTreesWithoutDescriptors()
{
    Leader leader(*m_trees, 1, u"stubborn"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    {
        const NoDescriptors none;
        QVERIFY(readProcesses().empty());
        m_trees->endTree(1, 100);
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    }
    QVERIFY(leader.hasEnded());
    QVERIFY(processesWith(m_token).isEmpty());
}

void TestTreeKeeper::learnsNothingFromAnEmptyTable()
{
    Leader leader(*m_trees, 1, u"stubborn"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.isReady(), kPatience);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    m_trees->endTree(1, 3'600'000);
    m_trees->update({});
    QCOMPARE(gone.size(), 0);
    QCOMPARE(processesWith(m_token).size(), 1);
    endAndCheck(1, 0);
}

int main(int argc, char **argv)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    TestTreeKeeper test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_treekeeper.moc"
