// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/treekeeper.h"

#include "core/platform/netio.h"
#include "core/platform/processcontrol.h"
#include "core/platform/treetag.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

constexpr qint64 kFirstLooksMs = 5;
constexpr qint64 kLooksMs = 20;
constexpr qint64 kPatientLooksMs = 200; // for what even SIGKILL does not end soon
constexpr int kFirstLooks = 20;
constexpr int kLooks = 200;
constexpr qint64 kLazyLookMs = 500;

// A QProcess reaps its child within two turns of the event loop after its end. An ended child that
// is still there in this many looks, and for so long, is an orphan's.
constexpr int kUnclaimedLooks = 3;
constexpr qint64 kUnclaimedMs = 1000;

bool hasEnded(const ProcessInfo &process)
{
    return process.state == 'Z' || process.state == 'X';
}

bool isStopped(const ProcessInfo &process)
{
    return process.state == 'T';
}

std::array<UniqueFd, 2> keptDescriptors()
{
    return {reserveDescriptor(), reserveDescriptor()};
}

QByteArray newInstance()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

} // namespace

TreeKeeper::TreeKeeper(QObject *parent)
    : QObject(parent)
    , m_instance(newInstance())
    , m_groups(m_instance)
    , m_table(ownPid(), ownSession(),
              [this](const ProcessInfo &orphan) { return markedKey(orphan); })
    , m_descriptors(keptDescriptors())
{
    becomeSubreaper();
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TreeKeeper::look);
}

TreeKeeper::~TreeKeeper() = default;

QByteArray TreeKeeper::marker(int key) const
{
    return m_instance + '-' + QByteArray::number(key);
}

quint64 TreeKeeper::tag(int key) const
{
    return treeTag(m_instance.constData(), key);
}

std::optional<int> TreeKeeper::markedKey(const ProcessInfo &orphan) const
{
    if (const std::optional<int> key = m_groups.keyOf(orphan.pid))
        return key;
    const QByteArray value = startEnvironmentValue(orphan.pid, kMarkerName);
    if (value.isEmpty() && startEnvironmentValue(orphan.pid, kCompanionName) == m_instance)
        return TreeTable::kSpared;
    if (value.startsWith(m_instance + '-')) {
        bool ok = false;
        const int key = value.mid(m_instance.size() + 1).toInt(&ok);
        if (ok)
            return key;
    }
    return keyOfTag(readTreeTag(orphan.pid), m_instance.constData());
}

void TreeKeeper::track(int key, pid_t leader)
{
    m_endings.remove(key);
    m_table.addTree(key, leader, readProcess(leader));
    announceSessions();
    if (m_groups.make(key))
        emit groupMade(key, leader);
}

void TreeKeeper::leaderGone(int key)
{
    m_table.leaderGone(key);
    if (m_endings.contains(key))
        schedule(0);
}

void TreeKeeper::release(int key)
{
    m_endings.remove(key);
    m_table.removeTree(key);
    m_groups.remove(key);
    announceSessions();
}

void TreeKeeper::exempt(pid_t child)
{
    if (const std::optional<ProcessInfo> info = readProcess(child))
        m_table.exempt(*info);
}

void TreeKeeper::endTree(int key, int graceMs)
{
    const qint64 deadline = m_clock.elapsed() + graceMs;
    const auto ending = m_endings.find(key);
    if (ending == m_endings.end())
        m_endings.insert(key, {deadline, 0, {}});
    else
        ending->deadlineMs = std::min(ending->deadlineMs, deadline);
    schedule(0);
}

void TreeKeeper::signalTree(int key, int signal)
{
    // Trees that are signalled in one go share the table.
    if (m_lookEndMs == 0 || m_clock.elapsed() - m_lookEndMs > kLooksMs)
        update(readProcesses());
    const std::vector<ProcessInfo> members = m_table.members(key);
    for (const ProcessInfo &member : members)
        signalProcess(member.pid, member.startTime, signal);
}

std::vector<pid_t> TreeKeeper::members(int key) const
{
    std::vector<pid_t> pids;
    for (const ProcessInfo &member : m_table.members(key))
        pids.push_back(member.pid);
    return pids;
}

void TreeKeeper::look()
{
    m_dueMs = -1;
    const qint64 begin = m_clock.elapsed();
    m_descriptors = {};
    const std::vector<ProcessInfo> processes = readProcesses();
    m_lookTookMs = m_clock.elapsed() - begin;
    update(processes);
}

void TreeKeeper::update(const std::vector<ProcessInfo> &processes)
{
    if (processes.empty()) {
        m_descriptors = keptDescriptors();
        schedule(kLooksMs);
        return;
    }
    m_descriptors = {};
    m_table.update(processes);
    m_lookEndMs = m_clock.elapsed();
    reapAdopted();
    reapStrays();
    for (auto it = m_endings.begin(); it != m_endings.end(); ++it)
        endMembers(it.key(), *it);
    endLeftovers();
    if (m_endingStrays)
        killStrays();
    scheduleNext();
    const QList<int> over = takeEnded();
    m_descriptors = keptDescriptors();
    announceSessions();
    announceStrays();
    announceEnds(over);
}

void TreeKeeper::schedule(qint64 delayMs)
{
    // Looking again and again must leave most of the time to the rest of the program.
    const qint64 earliest = m_lookEndMs + 2 * m_lookTookMs;
    const qint64 now = m_clock.elapsed(); // once: a timer does not start with less than nothing
    const qint64 due = std::max(now + delayMs, earliest);
    if (m_dueMs >= 0 && m_dueMs <= due)
        return;
    m_dueMs = due;
    m_timer.start(std::chrono::milliseconds(due - now));
}

void TreeKeeper::scheduleNext()
{
    if (!m_zombies.isEmpty())
        schedule(kLazyLookMs);
    if (m_endingStrays)
        schedule(kFirstLooksMs);
    if (!m_table.leftovers().empty())
        schedule(kLooksMs);
    const qint64 now = m_clock.elapsed();
    for (const Ending &ending : std::as_const(m_endings)) {
        const qint64 pause = ending.passes <= kFirstLooks ? kFirstLooksMs
                             : ending.passes <= kLooks    ? kLooksMs
                                                          : kPatientLooksMs;
        const qint64 left = ending.deadlineMs - now;
        schedule(left > 0 ? std::min(left, pause) : pause);
    }
}

// Over: only ended processes are left, and the leader is not one that its owner has yet to reap.
// The group may know of more: what a program with children of its own adopts, say.
bool TreeKeeper::isOver(int key) const
{
    const std::vector<ProcessInfo> &members = m_table.members(key);
    return std::all_of(members.begin(), members.end(),
                       [this](const ProcessInfo &member) {
                           return hasEnded(member) && !m_table.isLeader(member);
                       })
           && !m_groups.isPopulated(key);
}

void TreeKeeper::endMembers(int key, Ending &ending)
{
    ++ending.passes;
    if (m_clock.elapsed() >= ending.deadlineMs) {
        killMembers(key);
        return;
    }
    for (const ProcessInfo &member : m_table.members(key)) {
        if (hasEnded(member))
            continue;
        if (ending.terminated.value(member.pid) != member.startTime) {
            signalProcess(member.pid, member.startTime, terminateSignal());
            ending.terminated.insert(member.pid, member.startTime);
        }
        if (isStopped(member))
            signalProcess(member.pid, member.startTime, continueSignal());
    }
}

void TreeKeeper::killMembers(int key)
{
    m_groups.kill(key);
    QSet<pid_t> groups;
    for (const ProcessInfo &member : m_table.members(key)) {
        if (hasEnded(member))
            continue;
        // Groups first and whole, so that members that fork right now are caught in it too.
        if (m_table.sessions().contains(member.session) && !groups.contains(member.group)) {
            groups.insert(member.group);
            signalGroup(member.group, killSignal());
        }
        signalProcess(member.pid, member.startTime, killSignal());
    }
}

void TreeKeeper::reapAdopted()
{
    const std::vector<ProcessInfo> adopted = m_table.adopted();
    for (const ProcessInfo &process : adopted) {
        if (reapChild(process.pid))
            m_table.forgetAdopted(process.pid); // its pid may be a QProcess's next
    }
}

void TreeKeeper::reapStrays()
{
    QHash<pid_t, Zombie> zombies;
    const qint64 now = m_clock.elapsed();
    for (const ProcessInfo &stray : m_table.strays()) {
        if (!hasEnded(stray) || stray.parent != ownPid())
            continue;
        Zombie zombie = m_zombies.value(stray.pid);
        if (zombie.startTime != stray.startTime || zombie.passes == 0)
            zombie = {stray.startTime, now, 0};
        ++zombie.passes;
        const bool unclaimed
            = zombie.passes >= kUnclaimedLooks && now - zombie.firstSeenMs >= kUnclaimedMs;
        if (!((unclaimed || m_endingStrays) && reapChild(stray.pid)))
            zombies.insert(stray.pid, zombie);
    }
    m_zombies.swap(zombies);
}

void TreeKeeper::reap()
{
    reapAdopted();
    schedule(m_endings.isEmpty() && !m_endingStrays ? kLazyLookMs : 0);
}

void TreeKeeper::endStrays()
{
    m_endingStrays = true;
    update(readProcesses());
}

// Their worker was reported gone: it was born where no look at the process table could see it.
void TreeKeeper::endLeftovers()
{
    for (const ProcessInfo &process : m_table.leftovers()) {
        if (!hasEnded(process))
            signalProcess(process.pid, process.startTime, killSignal());
    }
}

QList<qint64> TreeKeeper::strays() const
{
    QSet<pid_t> ending;
    for (const ProcessInfo &process : m_table.leftovers())
        ending.insert(process.pid);
    QList<qint64> pids;
    for (const ProcessInfo &stray : m_table.strays()) {
        if (!hasEnded(stray) && !ending.contains(stray.pid))
            pids.append(stray.pid);
    }
    return pids;
}

void TreeKeeper::announceStrays()
{
    const QList<qint64> list = strays();
    const QSet<qint64> now(list.cbegin(), list.cend());
    QList<qint64> fresh = (now - std::exchange(m_strays, now)).values();
    std::sort(fresh.begin(), fresh.end());
    if (!fresh.isEmpty() && !m_endingStrays)
        emit straysAppeared(fresh);
}

void TreeKeeper::killStrays()
{
    for (const ProcessInfo &stray : m_table.strays()) {
        if (!hasEnded(stray))
            signalProcess(stray.pid, stray.startTime, killSignal());
    }
}

void TreeKeeper::announceSessions()
{
    const QList<pid_t> list = m_table.sessions().keys();
    const QSet<pid_t> now(list.cbegin(), list.cend());
    if (now == m_sessions)
        return;
    const QSet<pid_t> before = std::exchange(m_sessions, now);
    for (const pid_t session : now - before)
        emit sessionAppeared(session);
    for (const pid_t session : before - now)
        emit sessionVanished(session);
}

QList<int> TreeKeeper::takeEnded()
{
    QList<int> over;
    for (auto it = m_endings.cbegin(); it != m_endings.cend(); ++it) {
        if (it->passes > 0 && isOver(it.key()))
            over.append(it.key());
    }
    for (const int key : std::as_const(over)) {
        m_endings.remove(key);
        m_groups.remove(key);
    }
    return over;
}

void TreeKeeper::announceEnds(const QList<int> &over)
{
    const bool noStrays = m_endingStrays && m_table.strays().empty();
    if (noStrays)
        m_endingStrays = false;
    for (const int key : over)
        emit gone(key);
    if (noStrays)
        emit straysGone();
}

} // namespace qilin
