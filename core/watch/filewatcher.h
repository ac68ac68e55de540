// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/chain.h"
#include "core/watch/changesource.h"
#include "core/watch/signposts.h"

#include <QTimer>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace qilin {

// Watches single paths and where they lead: files, files behind links, files that do not exist yet.
// Of a directory it notices only whether the path still leads to the same one; what is inside is
// the tree watcher's.
class FileWatcher final : public ChangeSource
{
    Q_OBJECT

public:
    explicit FileWatcher(const WatchSystem &system, QObject *parent = nullptr);

    // Any time. What was watched before stays known.
    void setPaths(const std::vector<std::string> &paths);

    bool isReady() const override;
    bool isBusy() const override;
    SourceStatus status() const override;
    void forget() override;
    void drain() override {}

signals:
    void directoryFound(const std::string &path); // at the first look at it
    // Something else is now where `path` leads: a directory where there was none or another one,
    // or no directory any more.
    void directoryChanged(const std::string &path);

private:
    enum class Report { Yes, No };
    struct Named
    {
        Chain chain;
        Known known;
        bool looked = false;
        bool isPolled = false;
    };

    void onSign(const std::vector<std::string> &paths);
    void work();
    void examine(const std::string &path, Report report);
    void update(const std::string &path, Named &named, Known now, Report report);
    bool hashNext();
    void poll();

    WatchSystem m_system;
    std::map<std::string, Named> m_named;
    Signposts m_posts;
    std::set<std::string> m_queue;      // to be looked at
    std::deque<std::string> m_unhashed; // contents to be read
    std::string m_polledUpTo;
    QTimer m_settle; // signs come in swarms
    QTimer m_work;
    QTimer m_poll;
};

} // namespace qilin
