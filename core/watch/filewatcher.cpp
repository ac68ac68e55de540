// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/filewatcher.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kSettle = 20ms;
constexpr qint64 kSliceMs = 8;
constexpr size_t kPolledAtOnce = 64;
constexpr qint64 kReadLimit = 64 * 1024 * 1024;

// The file itself, the directories that decide where the path leads, and theirs, which see those
// swapped.
std::set<std::string> placesOf(const Chain &chain)
{
    std::set<std::string> places;
    for (const std::string &directory : chain.directories) {
        places.insert(directory);
        places.insert(parentOf(directory));
    }
    if (chain.kind == FileKind::File)
        places.insert(chain.target);
    return places;
}

// Without the upper directories, which the safety poll makes up for.
bool matters(const std::set<std::string> &unwatched, const Chain &chain)
{
    return unwatched.count(chain.target) > 0
           || std::any_of(chain.directories.begin(), chain.directories.end(),
                          [&](const std::string &place) { return unwatched.count(place) > 0; });
}

bool isSameDirectory(const FileStamp &a, const FileStamp &b)
{
    const bool isDirectory = a.kind == FileKind::Directory;
    return isDirectory == (b.kind == FileKind::Directory)
           && (!isDirectory || (a.device == b.device && a.inode == b.inode));
}

} // namespace

FileWatcher::FileWatcher(const WatchSystem &system, QObject *parent)
    : ChangeSource(parent)
    , m_system(system)
    , m_posts(system.native)
{
    connect(&m_posts, &Signposts::passed, this, &FileWatcher::onSign);
    for (QTimer *timer : {&m_settle, &m_work, &m_poll})
        timer->setSingleShot(true);
    m_settle.setInterval(kSettle);
    m_work.setInterval(0ms);
    connect(&m_settle, &QTimer::timeout, this, &FileWatcher::work);
    connect(&m_work, &QTimer::timeout, this, &FileWatcher::work);
    connect(&m_poll, &QTimer::timeout, this, &FileWatcher::poll);
}

void FileWatcher::setPaths(const std::vector<std::string> &paths)
{
    const std::set<std::string> wanted(paths.begin(), paths.end());
    for (auto named = m_named.begin(); named != m_named.end();) {
        if (wanted.count(named->first) > 0) {
            ++named;
            continue;
        }
        m_posts.clear(named->first);
        m_queue.erase(named->first);
        named = m_named.erase(named);
    }
    for (const std::string &path : wanted) {
        if (m_named.emplace(path, Named()).second)
            m_queue.insert(path);
    }
    m_poll.start(m_system.safetyPoll);
    m_work.start();
}

bool FileWatcher::isReady() const
{
    return m_unhashed.empty() && std::all_of(m_named.begin(), m_named.end(), [](const auto &item) {
               return item.second.looked;
           });
}

bool FileWatcher::isBusy() const
{
    return !m_queue.empty();
}

SourceStatus FileWatcher::status() const
{
    SourceStatus status;
    for (const auto &[path, named] : m_named) {
        if (named.known.stamp.kind == FileKind::File)
            ++status.watching;
        status.native = status.native || !named.isPolled;
        status.polling = status.polling || named.isPolled;
    }
    return status;
}

void FileWatcher::forget()
{
    // All of them: a change may not have shown yet.
    m_queue.clear();
    for (const auto &item : m_named)
        examine(item.first, Report::No);
}

void FileWatcher::onSign(const std::vector<std::string> &paths)
{
    m_queue.insert(paths.begin(), paths.end());
    if (!m_settle.isActive() && !m_work.isActive())
        m_settle.start();
}

void FileWatcher::work()
{
    QElapsedTimer elapsed;
    elapsed.start();
    do {
        if (!m_queue.empty())
            examine(m_queue.extract(m_queue.begin()).value(), Report::Yes);
        else if (!hashNext())
            break;
    } while (elapsed.elapsed() < kSliceMs);

    if (!m_queue.empty() || !m_unhashed.empty())
        m_work.start();
    else
        emit settled();
}

void FileWatcher::examine(const std::string &path, Report report)
{
    const auto found = m_named.find(path);
    if (found == m_named.end())
        return;
    Named &named = found->second;

    // Watch first, look afterwards: what happens in between is then seen by one of both.
    Chain chain = resolveChain(path);
    std::set<std::string> unwatched = m_posts.set(path, placesOf(chain));
    Chain again = resolveChain(path);
    if (!(again == chain)) {
        chain = std::move(again);
        unwatched = m_posts.set(path, placesOf(chain));
    }
    const bool isWatched = !matters(unwatched, chain);
    const std::string &nearest = chain.target.empty() ? chain.directories.back() : chain.target;
    const bool isRemote = m_system.isRemote(nearest);
    named.isPolled = !isWatched || isRemote;
    named.chain = std::move(chain);

    if (isRemote && named.chain.kind == FileKind::File)
        emit complained(Complaint::RemoteFileSystem, path);
    else if (!m_posts.isNative())
        emit complained(Complaint::NoInotify, path);
    else if (!isWatched)
        emit complained(Complaint::Unwatchable, path);

    Known now;
    now.stamp = fileStamp(path);
    now.link = named.chain.links;
    if (now.stamp.kind == FileKind::Other)
        now.stamp = {};
    if (now.stamp.kind == FileKind::File)
        settle(now);
    update(path, named, now, report);
    if (named.isPolled && m_poll.remainingTimeAsDuration() > m_system.shortestPoll)
        m_poll.start(m_system.shortestPoll);
}

void FileWatcher::update(const std::string &path, Named &named, Known now, Report report)
{
    const bool isFirst = !std::exchange(named.looked, true);
    if (now.stamp.kind == FileKind::Denied) {
        emit complained(Complaint::Unreadable, path);
        return; // what cannot be seen has not changed
    }
    if (isFirst && now.stamp.kind == FileKind::Missing)
        emit complained(Complaint::MissingPath, path);

    const Known before = named.known;
    const bool isFile = now.stamp.kind == FileKind::File;
    // A directory that comes or goes is no content; its files are, and a link to it is.
    const bool wasContent = before.stamp.kind == FileKind::File;
    const bool isMissing = now.stamp.kind == FileKind::Missing;
    const bool isSame = wasContent || isFile ? !differs(path, before, now, kReadLimit)
                                             : now.link == before.link || isMissing;
    named.known = now;
    if (isFile && !now.tried)
        m_unhashed.push_back(path);
    if (!isFirst && !isSame && report == Report::Yes)
        emit noticed(path, before, now);
    if (isFirst && now.stamp.kind == FileKind::Directory)
        emit directoryFound(path);
    else if (!isFirst && (!isSameDirectory(before.stamp, now.stamp) || now.link != before.link))
        emit directoryChanged(path);
}

bool FileWatcher::hashNext()
{
    if (m_unhashed.empty())
        return false;
    const auto found = m_named.find(m_unhashed.front());
    m_unhashed.pop_front();
    if (found == m_named.end())
        return true;
    const ContentHash content = hashContent(found->first, kReadLimit);
    Known &known = found->second.known;
    known.tried = true;
    if (content.hash != 0 && content.stamp == known.stamp)
        known.hash = content.hash;
    return true;
}

void FileWatcher::poll()
{
    if (m_named.empty())
        return;
    bool isPolled = false;
    auto named = m_named.upper_bound(m_polledUpTo);
    for (size_t i = 0; i < std::min(kPolledAtOnce, m_named.size()); ++i) {
        if (named == m_named.end())
            named = m_named.begin();
        m_queue.insert(named->first);
        isPolled = isPolled || named->second.isPolled;
        m_polledUpTo = (named++)->first;
    }
    if (!m_queue.empty() && !m_settle.isActive())
        m_work.start();
    m_poll.start(isPolled ? std::min(m_system.shortestPoll, m_system.safetyPoll)
                          : m_system.safetyPoll);
}

} // namespace qilin
