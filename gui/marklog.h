// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/mark.h"
#include "gui/target.h"

#include <QObject>

#include <vector>

namespace qilin {

class Daemons;

// Reloads and crashes of all daemons, as marks for an axis of time: those that their clients heard
// of in the last hour. Daemons must outlive it.
class MarkLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkLog)

public:
    explicit MarkLog(Daemons &daemons, QObject *parent = nullptr);

    // Of an app: its reloads and the crashes of its workers; of a worker: its own crash and the
    // reloads of its app; of a daemon: all. Oldest first.
    [[nodiscard]] QList<Mark> marks(const Target &target) const;

signals:
    void changed(qilin::ControlClient *daemon);

private:
    struct Entry
    {
        QPointer<ControlClient> daemon;
        QString app;
        int worker = 0;
        Mark mark;
    };

    void follow(ControlClient *client);
    [[nodiscard]] bool isKnownOrOld(const Entry &entry) const;
    void add(const Entry &entry);
    void addReload(ControlClient *client, const QString &app, const ReloadSnapshot &reload);

    std::vector<Entry> m_entries; // sorted by time
};

} // namespace qilin
