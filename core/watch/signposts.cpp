// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/signposts.h"

#include "core/platform/inotify.h"

#include <QFile>

#include <utility>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kRetry = 60s;

QString toQt(const std::string &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path));
}

bool isSameInode(const FileStamp &a, const FileStamp &b)
{
    return a.kind == b.kind && a.device == b.device && a.inode == b.inode;
}

} // namespace

Signposts::Signposts(bool native, QObject *parent)
    : QObject(parent)
{
    // Without a descriptor to be had Qt would poll in silence.
    if (!native || !Inotify::isAvailable())
        return;
    m_watcher = std::make_unique<QFileSystemWatcher>();
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &Signposts::onChanged);
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, &Signposts::onChanged);
}

Signposts::~Signposts() = default;

std::set<std::string> Signposts::set(const std::string &user, const std::set<std::string> &places)
{
    if (!m_watcher)
        return places;
    for (const std::string &place : std::exchange(m_places[user], places)) {
        if (places.count(place) > 0)
            continue;
        const auto post = m_posts.find(place);
        post->second.users.erase(user);
        if (post->second.users.empty()) {
            if (isRaised(toQt(place)))
                m_watcher->removePath(toQt(place));
            m_posts.erase(post);
        }
    }
    std::set<std::string> failed;
    for (const std::string &place : places) {
        Post &post = m_posts[place];
        post.users.insert(user);
        if (!raise(place, post))
            failed.insert(place);
    }
    return failed;
}

void Signposts::clear(const std::string &user)
{
    (void)set(user, {});
    m_places.erase(user);
}

bool Signposts::isRaised(const QString &path) const
{
    return m_watcher->files().contains(path) || m_watcher->directories().contains(path);
}

bool Signposts::raise(const std::string &place, Post &post)
{
    const QString path = toQt(place);
    const FileStamp stamp = fileStamp(place);
    const bool isSame = isSameInode(stamp, post.stamp);
    if (isRaised(path)) {
        if (isSame)
            return true;
        m_watcher->removePath(path);
    } else if (isSame && post.failed && !post.nextTry.hasExpired()) {
        return false;
    }
    post.stamp = stamp;
    if (stamp.kind == FileKind::Missing)
        return true;
    post.failed = !add(place, path, stamp.kind);
    post.nextTry = QDeadlineTimer(kRetry);
    return !post.failed;
}

bool Signposts::add(const std::string &place, const QString &path, FileKind kind)
{
    // A name that is no UTF-8 does not survive the way through QString.
    if (QFile::encodeName(path).toStdString() != place)
        return false;
    if (kind == FileKind::Directory && DirectoryReader().open(place) != PathError::None)
        return false;
    return m_watcher->addPath(path);
}

void Signposts::onChanged(const QString &place)
{
    const auto post = m_posts.find(QFile::encodeName(place).toStdString());
    if (post != m_posts.end())
        emit passed({post->second.users.begin(), post->second.users.end()});
}

} // namespace qilin
