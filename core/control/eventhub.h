// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/eventstream.h"
#include "core/control/gatelimits.h"
#include "core/master/eventfeed.h"
#include "core/master/operations.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace qilin {

// Feeds all streams of /events: statuses by the clock and on changes, the rest as it happens. Every
// event is turned into bytes once, for all of them. Without a stream nothing runs here.
class EventHub final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventHub)

public:
    // operations must outlive this.
    EventHub(Operations &operations, const GateLimits &limits);

    // Begins with what the client has missed since the event it names, and a status. What follows
    // has neither gap nor repetition. The caller owns it and may delete it, but not in
    // a slot of its signals.
    [[nodiscard]] std::unique_ptr<EventStream> open(const Subscription &subscription);

    [[nodiscard]] bool isRunning() const { return m_tick.isActive(); }

private:
    [[nodiscard]] QByteArray openingOf(const Subscription &subscription) const;
    [[nodiscard]] QByteArray idOf(qint64 number) const;
    [[nodiscard]] QByteArray bytesOf(const EventFeed::Entry &entry) const;
    [[nodiscard]] QByteArray status() const;
    void onPublished(const EventFeed::Entry &entry);
    void onChanged();
    void sendStatus();
    void beat();
    void flush();
    void forget(const EventStream *stream);
    void follow();
    void setFollowing(bool yes);

    Operations &m_operations;
    EventFeed &m_feed;
    const GateLimits m_limits;
    const QByteArray m_run; // names this run of the daemon in the ids of events
    std::vector<EventStream *> m_streams;
    EventStream::Clock::time_point m_lastStatus;
    QTimer m_tick;   // towards the next status
    QTimer m_soon;   // the same, after a change
    QTimer m_gather; // towards flush()
    QTimer m_beat;
    QTimer m_unfollow; // late, so that a client that comes back has missed no lines
    bool m_isFollowing = false;
};

} // namespace qilin
