// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/cgroupdir.h"
#include "tests/support/cgroups.h"
#include "tests/support/waitfor.h"
#include "tests/unit/platform/leader.h"

#include <QSignalSpy>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

// Processes that are known by their tag or their cgroup alone, that come after their tree was gone,
// or that are nobody's.
class TestStrays final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void knowsByTheTag();
    void knowsByTheGroup();
    void showsWhatIsNobodys();
    void endsLeftovers();
    void endsStrays();

private:
    std::unique_ptr<TreeKeeper> m_trees;
    QByteArray m_token;
};

void TestStrays::init()
{
    m_trees = std::make_unique<TreeKeeper>();
    m_token = newToken();
}

void TestStrays::cleanup()
{
    for (const ProcessInfo &process : processesWith(m_token))
        ::kill(process.pid, SIGKILL);
    m_trees.reset();
}

// Nothing names the child but the tag: its leader went before anybody looked.
void TestStrays::knowsByTheTag()
{
    Leader leader(*m_trees, 1, u"cleared-leaver"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
    m_trees->update(readProcesses());
    QCOMPARE(m_trees->members(1).size(), 1u);
    QVERIFY(m_trees->strays().isEmpty());
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    m_trees->endTree(1, 0);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QVERIFY(processesWith(m_token).isEmpty());
}

// No parent, session, marker or tag names the child. Where no cgroup may be written it is a stray.
void TestStrays::knowsByTheGroup()
{
    const QByteArray groups = m_trees->groupsHome();
    const bool group = mayMakeCgroups();
    QCOMPARE(!groups.isEmpty(), group);
    int moved = 0; // as the guard does it
    connect(m_trees.get(), &TreeKeeper::groupMade, this, [&](int key, qint64 leader) {
        moved += int(moveToGroup(groups.constData(), key, pid_t(leader)));
    });
    Leader leader(*m_trees, 1, u"untaggedInGroup"_s, m_token);
    QCOMPARE(moved, group ? 1 : 0);
    QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
    m_trees->update(readProcesses());
    QCOMPARE(m_trees->members(1).size(), group ? 1u : 0u);
    QCOMPARE(m_trees->strays().size(), group ? 0 : 1);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::gone);
    m_trees->endTree(1, 0);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QCOMPARE(processesWith(m_token).size(), group ? 0 : 1);
    const QString home = QFile::decodeName(m_trees->groupsHome());
    QVERIFY(home.isEmpty() || !QFile::exists(home + u"/worker-1"_s));
}

void TestStrays::showsWhatIsNobodys()
{
    QSignalSpy appeared(m_trees.get(), &TreeKeeper::straysAppeared);
    Leader leader(*m_trees, 1, u"untagged"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
    m_trees->update(readProcesses());
    m_trees->update(readProcesses());
    const QList<ProcessInfo> left = processesWith(m_token);
    QCOMPARE(left.size(), 1);
    QCOMPARE(m_trees->strays(), QList<qint64>{left[0].pid});
    QCOMPARE(appeared.size(), 1); // said once
    QSignalSpy gone(m_trees.get(), &TreeKeeper::straysGone);
    m_trees->endStrays();
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    QVERIFY(processesWith(m_token).isEmpty());
    QVERIFY(m_trees->strays().isEmpty());
}

// A process of a tree that was reported gone: born where no look could see it.
void TestStrays::endsLeftovers()
{
    auto leader = std::make_unique<Leader>(*m_trees, 1, u"cleared-leaver"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader->hasEnded(), kPatience);
    leader.reset(); // releases the tree
    m_trees->reap();
    QVERIFY(waitFor([&] { return processesWith(m_token).isEmpty(); }));
    QVERIFY(waitFor([&] { return zombiesOfOurs().isEmpty(); }));
    QVERIFY(m_trees->strays().isEmpty());
}

void TestStrays::endsStrays()
{
    Leader leader(*m_trees, 1, u"untagged"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(leader.hasEnded(), kPatience);
    QCOMPARE(processesWith(m_token).size(), 1);
    Leader kept(*m_trees, 2, u"sleep"_s, m_token);
    QTRY_VERIFY_WITH_TIMEOUT(kept.isReady(), kPatience);
    QSignalSpy gone(m_trees.get(), &TreeKeeper::straysGone);
    m_trees->endStrays();
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatience);
    const QList<ProcessInfo> left = processesWith(m_token);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0].pid, kept.pid());
    QVERIFY(waitFor([&] { return zombiesOfOurs().isEmpty(); }));
}

int main(int argc, char **argv)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    TestStrays test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_strays.moc"
