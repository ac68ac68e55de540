// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"

#include <QObject>

#include <deque>

namespace qilin {

// What happens in the daemon, numbered from 1, for whoever follows it. Keeps the last ones, so that
// a follower that was away for a moment misses nothing. Numbers are of this run of the daemon only.
class EventFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventFeed)

public:
    enum class Kind { Log, Worker, Reload };
    Q_ENUM(Kind)

    struct Entry
    {
        qint64 number = 0;
        Kind kind = Kind::Log;
        QString app;
        QByteArray json; // compact, one line
    };

    explicit EventFeed(qsizetype maxEntries = 1000, qsizetype maxBytes = 256 * 1024,
                       QObject *parent = nullptr);

    void publish(const LogLine &line);
    void publish(const WorkerEvent &event);
    void publish(const ReloadEvent &event);
    void announceChange() { emit changed(); } // the value of /info is another one now

    // Lines are turned into JSON only while somebody wants them; the ring keeps none else.
    void setFollowed(bool yes);
    [[nodiscard]] bool isFollowed() const { return m_isFollowed; }

    // Clients that hear of it; told by who serves them.
    void setFollowers(int count) { m_followers = count; }
    [[nodiscard]] int followers() const { return m_followers; }

    [[nodiscard]] qint64 last() const { return m_last; } // 0: nothing happened yet
    // Those after number, oldest first. Fewer than happened where the oldest are forgotten.
    [[nodiscard]] QList<Entry> since(qint64 number) const;

signals:
    void published(const qilin::EventFeed::Entry &entry);
    void changed();

private:
    void append(Kind kind, const QString &app, const QJsonObject &json);

    const qsizetype m_maxEntries;
    const qsizetype m_maxBytes;
    qint64 m_last = 0;
    qsizetype m_bytes = 0;
    bool m_isFollowed = false;
    int m_followers = 0;
    std::deque<Entry> m_entries;
};

} // namespace qilin
