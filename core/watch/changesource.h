// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/known.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <limits>
#include <string>

namespace qilin {

// What the system offers. Tests offer less.
struct WatchSystem
{
    bool native = true;                               // false: as where there is no inotify(7)
    int maxWatches = std::numeric_limits<int>::max(); // directories of trees
    std::function<bool(const std::string &)> isRemote = isRemoteFileSystem;
    std::chrono::milliseconds shortestPoll{1000}; // where nothing else tells of changes
    std::chrono::milliseconds safetyPoll{2000};   // of what inotify cannot tell everything about
};

// Why a path is not watched natively, or not at all.
enum class Complaint : quint8 {
    NoInotify,
    WatchLimit,
    RemoteFileSystem,
    Unreadable,
    Unwatchable,
    TooLong,
    MissingPath,
};

struct SourceStatus
{
    int watching = 0; // files and directories
    bool native = false;
    bool polling = false;
};

// One way of noticing changes. Says what differs from what it knew, never what merely was touched.
class ChangeSource : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeSource)

public:
    [[nodiscard]] virtual bool isReady() const = 0; // everything was looked at once
    [[nodiscard]] virtual bool isBusy() const = 0;  // there are signs not looked into yet
    [[nodiscard]] virtual SourceStatus status() const = 0;

    // What is on disk now counts as known: signs not looked into yet will not be noticed.
    virtual void forget() = 0;
    // Picks up signs that wait in the kernel.
    virtual void drain() = 0;

signals:
    void noticed(const std::string &path, const qilin::Known &before, const qilin::Known &now);
    void complained(qilin::Complaint complaint, const std::string &path);
    void settled(); // all signs were looked into; emitted after each lot

protected:
    using QObject::QObject;
};

} // namespace qilin
