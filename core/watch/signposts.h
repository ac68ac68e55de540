// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/filesystem.h"

#include <QDeadlineTimer>
#include <QFileSystemWatcher>
#include <QObject>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace qilin {

// QFileSystemWatcher kept awake. It drops a path at every atomic save, and after a swap of
// directories or links it goes on watching what is no longer there (facts of Qt 6.4 and 6.8), so
// every post remembers which inode it stands on and is set up anew when that is another.
class Signposts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Signposts)

public:
    explicit Signposts(bool native, QObject *parent = nullptr);
    ~Signposts() override;

    [[nodiscard]] bool isNative() const { return m_watcher != nullptr; }

    // Makes `places` all that is watched for `user`; sets up again what fell.
    // Returns those that exist and cannot be watched.
    std::set<std::string> set(const std::string &user, const std::set<std::string> &places);
    void clear(const std::string &user);

signals:
    void passed(const std::vector<std::string> &users); // something happened at one of their places

private:
    struct Post
    {
        FileStamp stamp; // inode it stands on
        std::set<std::string> users;
        QDeadlineTimer nextTry; // after a failure; Qt logs every one
        bool failed = false;
    };
    bool isRaised(const QString &path) const;
    bool raise(const std::string &place, Post &post);
    bool add(const std::string &place, const QString &path, FileKind kind);
    void onChanged(const QString &place);

    std::unique_ptr<QFileSystemWatcher> m_watcher;
    std::map<std::string, Post> m_posts;
    std::map<std::string, std::set<std::string>> m_places; // by user
};

} // namespace qilin
