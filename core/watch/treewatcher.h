// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/inotify.h"
#include "core/watch/hashpass.h"
#include "core/watch/treescan.h"

#include <QTimer>

#include <ctime>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

namespace qilin {

// Watches directory trees: one inotify descriptor for all of them; where that is blind or full, it
// reads the directories again and again, at most a twentieth of the time.
class TreeWatcher final : public ChangeSource, private TreeScan::Host
{
    Q_OBJECT

public:
    explicit TreeWatcher(const WatchSystem &system, QObject *parent = nullptr);
    ~TreeWatcher() override;

    void setIgnore(IgnoreRules rules);
    void learnRoot(const std::string &path);   // what is there now is known
    void compareRoot(const std::string &path); // it changed as a whole: differences are noticed
    void removeRoot(const std::string &path);

    bool isReady() const override;
    bool isBusy() const override;
    SourceStatus status() const override;
    void forget() override;
    void drain() override;

private:
    void hold(Directory &directory) override;
    void release(Directory &directory) override;
    void unhashed(Directory &directory, const std::string &name) override;
    void unread(Directory &directory, Report report) override;
    void notice(const std::string &path, const Known &before, const Known &now) override;
    void refuse(Complaint complaint, const std::string &path) override;

    void onEvent(const DirectoryEvent &event);
    void work();
    void readContents();
    void finish();
    void poll();
    std::optional<Complaint> watch(Directory &directory);

    WatchSystem m_system;
    Tree m_tree;
    TreeScan m_scan;
    HashPass m_hashes;
    std::unique_ptr<Inotify> m_inotify;     // from the first directory on
    std::unordered_set<int> m_staleWatches; // to be removed bit by bit
    std::set<quint32> m_polled;
    std::map<quint32, Report> m_unread; // could not be opened just now
    int m_watches = 0;
    bool m_isFull = false;
    bool m_isPolling = false;
    std::clock_t m_spent = 0; // processor time of the last poll
    QTimer m_settle;          // events come in swarms
    QTimer m_work;
    QTimer m_reading;
    QTimer m_poll;
    QTimer m_links;
};

} // namespace qilin
