// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/watcher.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <functional>
#include <memory>

// A directory of real files and a watcher on some of them.
class Sandbox
{
public:
    explicit Sandbox(const QString &sentinel = QStringLiteral("sentinel"));

    QString path(const QString &name = {}) const;                     // absolute
    void write(const QString &name, const QByteArray &content) const; // in place; makes directories
    void append(const QString &name, const QByteArray &content) const;
    void saveAtomically(const QString &name, const QByteArray &content) const;
    void saveLikeVim(const QString &name, const QByteArray &content) const;
    void mkdir(const QString &name) const;
    void remove(const QString &name) const; // a tree, too
    void rename(const QString &from, const QString &to) const;
    void link(const QString &target, const QString &name) const; // replaces it at once, as ln -sfn
    void touch(const QString &name) const;                       // other times, same content
    void shell(const QString &script) const;                     // in the directory; must succeed

    void fillTree() const;     // "tree", watched together with "beacon": 10 files and directories
    void letClockPass() const; // of the file system, so far that times tell before from after

    // Watches these names and returns when everything was looked at.
    void watch(const QStringList &names, const QStringList &ignore = {});
    void setPlan(const QStringList &names, const QStringList &ignore = {});

    // Waits until changed() was emitted, collects until `last` was in it: what it named, sorted.
    QStringList next(const QString &last = {});
    // What changed() names besides the sentinel, a watched file that is written after `change`, and
    // again when that was reported: one poll may fall between the two.
    QStringList nextAfter(const std::function<void()> &change);

    qilin::WatchSystem system;
    std::chrono::milliseconds quiet{40};
    std::unique_ptr<qilin::Watcher> watcher;
    std::unique_ptr<QSignalSpy> changes;
    std::unique_ptr<QSignalSpy> problems;

private:
    QTemporaryDir m_directory;
    QString m_sentinel;
    int m_writes = 0;
};
