// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/changesource.h"
#include "core/watch/complaints.h"
#include "core/watch/debouncer.h"
#include "core/watch/pending.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace qilin {

class FileWatcher;
class TreeWatcher;

struct WatchPlan
{
    QStringList paths;  // absolute; files or directories (recursive); need not exist yet
    QStringList ignore; // globs against the path below a watched directory, and each of its names
    std::chrono::milliseconds quiet{5000}; // after the last change until changed()
    QStringList ownFiles = {}; // globs against the names of files there that do not count either
    bool operator==(const WatchPlan &other) const
    {
        return paths == other.paths && ignore == other.ignore && quiet == other.quiet
               && ownFiles == other.ownFiles;
    }
};

// Watches what a plan names and says once, after the quiet time, what changed.
// Works from the event loop of the thread it lives in, in slices; one may read a file of some MB.
class Watcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Watcher)

public:
    explicit Watcher(QObject *parent = nullptr);
    explicit Watcher(const WatchSystem &system, QObject *parent = nullptr);
    ~Watcher() override;

    // Any time, again and again: replaces the plan. What both plans name stays watched.
    void setPlan(const WatchPlan &plan);

    // What is on disk now counts as known: forgets changes seen but not yet reported.
    void forgetPending();

    int watching() const;    // files and directories
    QString backend() const; // "inotify", "polling", "inotify+polling"

signals:
    // Content really changed (created, removed, edited, link re-pointed); absolute paths, sorted,
    // at most 1,000 of them.
    void changed(const QStringList &files);
    void ready();                      // the first scan of the current plan is done
    void statusChanged();              // watching() or backend() differ
    void problem(const QString &text); // one line: what is not watched natively, why, what now

private:
    void connectSource(ChangeSource &source);
    void onNoticed(const std::string &path, const Known &before, const Known &now);
    void onQuiet();
    void onSettled();
    void report();
    SourceStatus status() const;

    std::optional<WatchPlan> m_plan;
    std::unique_ptr<FileWatcher> m_files;
    std::unique_ptr<TreeWatcher> m_trees;
    Pending m_pending;
    Complaints m_complaints;
    Debouncer<QTimer> m_quiet;
    bool m_isDue = false;   // quiet for long enough, but not everything was looked at
    bool m_isReady = false; // said of the current plan
    SourceStatus m_status;  // as last told
};

} // namespace qilin
