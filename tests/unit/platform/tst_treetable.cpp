// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/treetable.h"

#include <QTest>

using namespace qilin;

namespace {

constexpr pid_t kOwn = 100;
constexpr pid_t kOwnSession = 90;

ProcessInfo process(pid_t pid, pid_t parent, pid_t session, quint64 start = 1)
{
    ProcessInfo info;
    info.pid = pid;
    info.parent = parent;
    info.group = session;
    info.session = session;
    info.state = 'S';
    info.startTime = start;
    return info;
}

QList<int> pids(const std::vector<ProcessInfo> &processes)
{
    QList<int> list;
    for (const ProcessInfo &info : processes)
        list.append(info.pid);
    return list;
}

const ProcessInfo kInit = process(1, 0, 1);
const ProcessInfo kDaemon = process(kOwn, 1, kOwnSession);
const ProcessInfo kLeader = process(200, kOwn, 200);

} // namespace

class TestTreeTable final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void followsDescent();
    void followsTheSession();
    void followsASessionBegunByAMember();
    void remembersWhatItSaw();
    void asksForTheMarkerOnce();
    void findsStraysAndSparesTheExempt();
    void sparesWhatTheExemptStarted();
    void isNotFooledByReusedPids();
    void isNotFooledByAReusedSession();
    void neverTakesItsOwnSession();
    void forgetsReleasedTrees();

private:
    std::unique_ptr<TreeTable> m_table;
    QHash<int, int> m_markers; // pid to key
    QList<int> m_asked;
};

void TestTreeTable::init()
{
    m_markers.clear();
    m_asked.clear();
    m_table = std::make_unique<TreeTable>(kOwn, kOwnSession, [this](const ProcessInfo &orphan) {
        m_asked.append(orphan.pid);
        const auto key = m_markers.constFind(orphan.pid);
        return key == m_markers.cend() ? std::nullopt : std::optional(*key);
    });
    m_table->addTree(1, 200, kLeader);
}

void TestTreeTable::followsDescent()
{
    m_table->addTree(2, 300, process(300, kOwn, 300));
    m_table->update({kInit, kDaemon, kLeader, process(201, 205, 201), process(205, 200, 205),
                     process(300, kOwn, 300), process(301, 300, 300), process(400, 1, 400)});
    QCOMPARE(pids(m_table->members(1)), QList<int>({200, 201, 205}));
    QCOMPARE(pids(m_table->members(2)), QList<int>({300, 301}));
    QVERIFY(m_table->strays().empty());
    QVERIFY(m_table->adopted().empty());
}

void TestTreeTable::followsTheSession()
{
    m_table->leaderGone(1);
    m_table->update({kInit, kDaemon, process(201, kOwn, 200), process(202, 1, 200)});
    QCOMPARE(pids(m_table->members(1)), QList<int>({201, 202}));
    QCOMPARE(pids(m_table->adopted()), QList<int>({201}));
    QVERIFY(m_asked.isEmpty());
}

void TestTreeTable::followsASessionBegunByAMember()
{
    m_table->update({kInit, kDaemon, kLeader, process(201, 200, 201)});
    QCOMPARE(m_table->sessions().value(201, -1), 1);
    // 202 was never seen before, and its parent, 201, has gone.
    m_table->update({kInit, kDaemon, kLeader, process(202, kOwn, 201)});
    QCOMPARE(pids(m_table->members(1)), QList<int>({200, 202}));
}

void TestTreeTable::remembersWhatItSaw()
{
    m_table->update({kInit, kDaemon, kLeader, process(201, 200, 200)});
    m_table->leaderGone(1);
    m_table->update({kInit, kDaemon, process(201, kOwn, 201)});
    QCOMPARE(pids(m_table->members(1)), QList<int>({201}));
    QVERIFY(m_asked.isEmpty());
}

void TestTreeTable::asksForTheMarkerOnce()
{
    m_markers.insert(201, 1);
    m_markers.insert(202, 77); // a tree that is not known (yet)
    const std::vector<ProcessInfo> processes = {kInit,
                                                kDaemon,
                                                kLeader,
                                                process(201, kOwn, 201),
                                                process(202, kOwn, 202),
                                                process(203, kOwn, 203),
                                                process(204, 201, 204)};
    m_table->update(processes);
    m_table->update(processes);
    QCOMPARE(m_asked, QList<int>({201, 202, 203}));
    QCOMPARE(pids(m_table->members(1)), QList<int>({200, 201, 204}));
    QCOMPARE(pids(m_table->strays()), QList<int>({202, 203}));
    m_table->addTree(77, 900, std::nullopt);
    m_table->update(processes);
    QCOMPARE(pids(m_table->members(77)), QList<int>({202}));
    QCOMPARE(pids(m_table->strays()), QList<int>({203}));
}

void TestTreeTable::findsStraysAndSparesTheExempt()
{
    m_table->exempt(process(300, kOwn, 300));
    m_table->update({kInit, kDaemon, kLeader, process(300, kOwn, 300), process(301, 300, 300),
                     process(400, kOwn, 400), process(401, 400, 400)});
    QCOMPARE(pids(m_table->strays()), QList<int>({400, 401}));
    QCOMPARE(m_asked, QList<int>({400}));
}

// A browser that the tray opened: seen below it, or known by its marker.
void TestTreeTable::sparesWhatTheExemptStarted()
{
    m_table->exempt(process(300, kOwn, 300));
    m_table->update({kInit, kDaemon, kLeader, process(300, kOwn, 300), process(301, 300, 300),
                     process(302, 301, 302)});
    QVERIFY(m_table->adopted().empty()); // its owner reaps it
    m_markers.insert(310, TreeTable::kSpared);
    m_table->update({kInit, kDaemon, kLeader, process(302, kOwn, 302), process(303, 302, 302),
                     process(310, kOwn, 310), process(311, 310, 310)});
    m_table->update({kInit, kDaemon, kLeader, process(302, kOwn, 302), process(303, 302, 302),
                     process(310, kOwn, 310), process(311, kOwn, 310)});
    QVERIFY(m_table->strays().empty());
    QCOMPARE(pids(m_table->adopted()), QList<int>({302, 310, 311}));
    QCOMPARE(m_asked, QList<int>({310}));
    m_table->update({kInit, kDaemon, kLeader, process(302, kOwn, 302, 9)});
    QCOMPARE(pids(m_table->strays()), QList<int>({302})); // another one by now
}

void TestTreeTable::isNotFooledByReusedPids()
{
    m_table->update({kInit, kDaemon, kLeader, process(201, 200, 200)});
    m_table->leaderGone(1);
    m_table->update({kInit, kDaemon, process(200, 1, 50, 9), process(201, 1, 50, 9)});
    QVERIFY(m_table->members(1).empty());
    m_table->exempt(process(300, kOwn, 300));
    m_table->update({kInit, kDaemon, process(300, kOwn, 300, 9)});
    QCOMPARE(pids(m_table->strays()), QList<int>({300}));
}

void TestTreeTable::isNotFooledByAReusedSession()
{
    m_table->leaderGone(1);
    m_table->update({kInit, kDaemon, process(200, 1, 200, 9), process(201, 200, 200, 9)});
    QVERIFY(m_table->members(1).empty());
    QVERIFY(!m_table->sessions().contains(200));
    m_table->update({kInit, kDaemon, process(201, 1, 200, 9)});
    QVERIFY(m_table->members(1).empty());
}

void TestTreeTable::neverTakesItsOwnSession()
{
    m_table->addTree(2, 300, process(300, kOwn, kOwnSession));
    m_table->update({kInit, process(95, 1, kOwnSession), kDaemon, process(300, kOwn, kOwnSession),
                     process(301, 1, kOwnSession)});
    QCOMPARE(pids(m_table->members(2)), QList<int>({300}));
    QVERIFY(!m_table->sessions().contains(kOwnSession));
}

void TestTreeTable::forgetsReleasedTrees()
{
    m_table->update({kInit, kDaemon, kLeader, process(201, 200, 201)});
    m_table->removeTree(1);
    QVERIFY(!m_table->contains(1));
    QVERIFY(m_table->sessions().isEmpty());
    m_table->update({kInit, kDaemon, process(201, kOwn, 201)});
    QVERIFY(m_table->members(1).empty());
    QCOMPARE(pids(m_table->strays()), QList<int>({201}));
}

QTEST_GUILESS_MAIN(TestTreeTable)
#include "tst_treetable.moc"
