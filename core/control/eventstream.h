// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/subscription.h"

#include <QList>
#include <QObject>

#include <chrono>

namespace qilin {

// What waits for one client of /events, in the form of text/event-stream. Knows no socket. Events
// keep their order and are bounded; of statuses only the newest waits, behind them.
class EventStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventStream)

public:
    using Clock = std::chrono::steady_clock;

    // opening: the first bytes, beside the bound.
    EventStream(const Subscription &wanted, const QByteArray &opening, qsizetype maxBytes);

    [[nodiscard]] bool wants(EventKind kind) const { return m_wanted.kinds.testFlag(kind); }
    [[nodiscard]] bool wants(EventKind kind, const QString &app) const;
    [[nodiscard]] Clock::time_point lastOffer() const { return m_lastOffer; }
    [[nodiscard]] qsizetype waiting() const; // bytes that take() has not given yet

    // Whole events; the bytes are shared. Without effect after close().
    void offer(const QByteArray &event); // may emit ready() and overflowed()
    void offerStatus(const QByteArray &event);
    void offerHeartbeat();
    void flush(); // emits ready() where something waits

    // What is to be sent next; empty: nothing waits.
    [[nodiscard]] QByteArray take();
    void close(); // what waits may still be taken
    void clear(); // close(), and nothing waits

signals:
    void ready();
    void overflowed(); // the client takes too little: nothing waits any more, as after clear()

private:
    const Subscription m_wanted;
    const qsizetype m_maxBytes;
    QByteArray m_opening;
    QList<QByteArray> m_events;
    qsizetype m_bytes = 0; // of m_events
    QByteArray m_status;
    Clock::time_point m_lastOffer = Clock::now();
    bool m_isClosed = false;
};

} // namespace qilin
