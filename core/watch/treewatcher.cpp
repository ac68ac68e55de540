// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/treewatcher.h"

#include <QElapsedTimer>

#include <algorithm>
#include <ctime>
#include <utility>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kSettle = 15ms;
constexpr qint64 kSliceNs = 8'000'000;
constexpr qint64 kReadingNs = 5'000'000; // every kReadingPause: contents are read in the background
constexpr auto kReadingPause = 15ms;
constexpr int kPollShare = 20;
constexpr std::chrono::milliseconds kLongestPoll = 30s;

} // namespace

TreeWatcher::TreeWatcher(const WatchSystem &system, QObject *parent)
    : ChangeSource(parent)
    , m_system(system)
    , m_scan(m_tree, *this)
    , m_hashes(m_tree)
{
    for (QTimer *timer : {&m_settle, &m_work, &m_reading, &m_poll, &m_links})
        timer->setSingleShot(true);
    m_settle.setInterval(kSettle);
    m_work.setInterval(0ms);
    m_reading.setInterval(kReadingPause);
    connect(&m_settle, &QTimer::timeout, this, &TreeWatcher::work);
    connect(&m_work, &QTimer::timeout, this, &TreeWatcher::work);
    connect(&m_reading, &QTimer::timeout, this, &TreeWatcher::readContents);
    connect(&m_poll, &QTimer::timeout, this, &TreeWatcher::poll);
    connect(&m_links, &QTimer::timeout, this, [this] {
        m_scan.markLinks();
        m_work.start();
    });
}

TreeWatcher::~TreeWatcher() = default;

void TreeWatcher::setIgnore(IgnoreRules rules)
{
    m_scan.setIgnore(std::move(rules));
    m_hashes.restart();
    m_work.start();
}

void TreeWatcher::learnRoot(const std::string &path)
{
    m_scan.setRoot(path, Report::No);
    m_hashes.restart();
    m_work.start();
}

void TreeWatcher::compareRoot(const std::string &path)
{
    m_scan.setRoot(path, Report::Yes);
    m_work.start();
}

void TreeWatcher::removeRoot(const std::string &path)
{
    m_scan.removeRoot(path);
    m_work.start();
}

bool TreeWatcher::isReady() const
{
    return !m_scan.isBusy() && m_hashes.isUnderWay();
}

bool TreeWatcher::isBusy() const
{
    return m_scan.isBusy();
}

SourceStatus TreeWatcher::status() const
{
    SourceStatus status;
    status.watching = m_scan.files() + int(m_tree.size());
    status.native = m_watches > 0;
    status.polling = !m_polled.empty();
    return status;
}

void TreeWatcher::forget()
{
    drain();
    m_scan.forget();
    for (auto &item : m_unread)
        item.second = std::min(item.second, Report::IfLater);
}

void TreeWatcher::drain()
{
    if (m_inotify && m_inotify->isOpen())
        m_inotify->drain();
}

void TreeWatcher::onEvent(const DirectoryEvent &event)
{
    Directory *directory = m_tree.findWatch(event.watch);
    switch (event.what) {
    case DirectoryEvent::What::Overflow:
        m_scan.scanAll();
        break;
    case DirectoryEvent::What::Lost:
        m_staleWatches.erase(event.watch);
        if (directory) {
            m_tree.setWatch(*directory, -1);
            directory->hold = Directory::Hold::None;
            --m_watches;
            m_scan.markSelf(*directory);
        }
        break;
    case DirectoryEvent::What::Self:
        if (directory)
            m_scan.markSelf(*directory);
        break;
    case DirectoryEvent::What::Entry:
        if (directory)
            m_scan.mark(*directory, event.name, Report::Yes);
        break;
    }
    if (m_scan.isBusy() && !m_work.isActive() && !m_settle.isActive())
        m_settle.start();
}

void TreeWatcher::work()
{
    QElapsedTimer elapsed;
    elapsed.start();
    const std::clock_t start = std::clock();
    bool isMore = true;
    while (isMore && elapsed.nsecsElapsed() < kSliceNs) {
        if (m_scan.step())
            continue;
        if (!m_staleWatches.empty())
            m_inotify->remove(m_staleWatches.extract(m_staleWatches.begin()).value());
        else
            isMore = !m_hashes.isUnderWay() && m_hashes.step();
    }
    if (m_isPolling)
        m_spent += std::clock() - start;
    if (isMore)
        m_work.start();
    else
        finish();
}

void TreeWatcher::readContents()
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (elapsed.nsecsElapsed() < kReadingNs && m_hashes.step())
        continue;
    if (!m_hashes.isDone())
        m_reading.start();
}

void TreeWatcher::finish()
{
    if (!m_hashes.isDone() && !m_reading.isActive())
        m_reading.start();
    if (m_scan.links() > 0 && !m_links.isActive())
        m_links.start(std::max(m_system.safetyPoll, std::min(m_scan.links() * 1ms, kLongestPoll)));
    m_isPolling = false;
    if ((!m_polled.empty() || !m_unread.empty()) && !m_poll.isActive()) {
        const std::chrono::duration<double> pause(double(m_spent) * kPollShare / CLOCKS_PER_SEC);
        m_poll.start(std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(pause),
                                m_system.shortestPoll, kLongestPoll));
    }
    emit settled();
}

void TreeWatcher::poll()
{
    m_spent = 0;
    m_isPolling = true;
    m_isFull = false; // there may be room again
    if (m_inotify && !m_inotify->isOpen() && Inotify::isAvailable())
        m_inotify.reset();
    for (const auto &[id, report] : std::exchange(m_unread, {})) {
        if (Directory *directory = m_tree.find(id))
            m_scan.scan(*directory, report);
    }
    for (const quint32 id : m_polled)
        m_scan.scan(*m_tree.find(id), Report::Yes);
    m_work.start();
}

void TreeWatcher::hold(Directory &directory)
{
    const bool isFirst = directory.hold != Directory::Hold::Polled;
    const std::optional<Complaint> complaint = watch(directory);
    if (directory.hold == Directory::Hold::Native) {
        m_polled.erase(directory.id);
        ++m_watches;
        return;
    }
    m_polled.insert(directory.id);
    if (isFirst && complaint)
        emit complained(*complaint, directory.path);
}

std::optional<Complaint> TreeWatcher::watch(Directory &directory)
{
    const bool isFirst = directory.hold != Directory::Hold::Polled;
    directory.hold = Directory::Hold::Polled;
    if (!m_inotify && m_system.native) {
        m_inotify = std::make_unique<Inotify>();
        connect(m_inotify.get(), &Inotify::happened, this, &TreeWatcher::onEvent);
    }
    if (!m_inotify || !m_inotify->isOpen())
        return Complaint::NoInotify;

    if (isFirst) {
        const Directory *parent = m_tree.find(directory.parent);
        directory.isRemote = parent && parent->device == directory.device
                                 ? parent->isRemote
                                 : m_system.isRemote(directory.path);
    }
    if (directory.isRemote)
        return Complaint::RemoteFileSystem;
    m_isFull = m_isFull || m_watches >= m_system.maxWatches;
    if (m_isFull)
        return Complaint::WatchLimit;

    const Inotify::Added added = m_inotify->add(directory.path);
    switch (added.error) {
    case PathError::None:
        m_staleWatches.erase(added.watch);
        m_tree.setWatch(directory, added.watch);
        directory.hold = Directory::Hold::Native;
        return {};
    case PathError::Limit:
        m_isFull = true;
        return Complaint::WatchLimit;
    case PathError::Denied:
        return Complaint::Unreadable;
    case PathError::Missing: // gone again: its parent tells
        return {};
    case PathError::Other:
        break;
    }
    return Complaint::Unwatchable;
}

void TreeWatcher::release(Directory &directory)
{
    if (directory.hold == Directory::Hold::Native) {
        --m_watches;
        if (m_tree.findWatch(directory.watch) == &directory)
            m_staleWatches.insert(directory.watch);
        m_tree.setWatch(directory, -1);
    }
    directory.hold = Directory::Hold::None;
    m_polled.erase(directory.id);
}

void TreeWatcher::unhashed(Directory &directory, const std::string &name)
{
    m_hashes.add(directory, name);
}

void TreeWatcher::unread(Directory &directory, Report report)
{
    m_unread[directory.id] = report;
}

void TreeWatcher::notice(const std::string &path, const Known &before, const Known &now)
{
    emit noticed(path, before, now);
}

void TreeWatcher::refuse(Complaint complaint, const std::string &path)
{
    emit complained(complaint, path);
}

} // namespace qilin
