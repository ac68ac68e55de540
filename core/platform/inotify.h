// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/filesystem.h"
#include "core/platform/uniquefd.h"

#include <QObject>

#include <memory>
#include <string>

class QSocketNotifier;

namespace qilin {

struct DirectoryEvent
{
    enum class What : quint8 {
        Entry,    // something happened to the entry `name`
        Self,     // the directory itself was moved or removed
        Lost,     // the watch is gone, its number means nothing any more
        Overflow, // the kernel dropped events of any directory; watch is -1
    };
    What what = What::Entry;
    int watch = -1;
    std::string name;
};

// One inotify(7) descriptor that watches directories: entries created, removed, renamed, and files
// closed after writing. Opened and closed with the object; where there is no inotify it never is.
class Inotify final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inotify)

public:
    explicit Inotify(QObject *parent = nullptr);
    ~Inotify() override;

    // Whether another descriptor could be had now (limit: fs.inotify.max_user_instances).
    [[nodiscard]] static bool isAvailable();

    [[nodiscard]] bool isOpen() const { return bool(m_fd); }

    struct Added
    {
        int watch = -1; // the same number for the same directory, under whatever path
        PathError error = PathError::None;
    };
    // Limit: fs.inotify.max_user_watches or memory.
    Added add(const std::string &path);
    void remove(int watch);

    void drain(); // reads what is waiting now, a bounded lot of it

signals:
    void happened(const qilin::DirectoryEvent &event);

private:
    bool readOnce();

    UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace qilin
