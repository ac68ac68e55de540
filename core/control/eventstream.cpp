// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/eventstream.h"

#include <utility>

namespace qilin {

namespace {

constexpr qsizetype kBlock = 32 * 1024; // events are joined up to this: one system call for many

} // namespace

EventStream::EventStream(const Subscription &wanted, const QByteArray &opening, qsizetype maxBytes)
    : m_wanted(wanted)
    , m_maxBytes(maxBytes)
    , m_opening(opening)
{}

bool EventStream::wants(EventKind kind, const QString &app) const
{
    return wants(kind) && (m_wanted.app.isEmpty() || m_wanted.app == app);
}

qsizetype EventStream::waiting() const
{
    return m_opening.size() + m_bytes + m_status.size();
}

void EventStream::offer(const QByteArray &event)
{
    if (m_isClosed)
        return;
    m_lastOffer = Clock::now();
    if (m_bytes + event.size() > m_maxBytes)
        emit ready(); // more may have come at once than the client had a chance to take
    if (m_bytes + event.size() > m_maxBytes) {
        clear();
        emit overflowed();
        return;
    }
    if (m_isClosed)
        return;
    m_events.append(event);
    m_bytes += event.size();
}

void EventStream::offerStatus(const QByteArray &event)
{
    if (m_isClosed)
        return;
    m_lastOffer = Clock::now();
    m_status = event;
}

void EventStream::offerHeartbeat()
{
    if (m_status.isEmpty())
        offerStatus(QByteArrayLiteral(":\n\n"));
}

void EventStream::flush()
{
    if (!m_opening.isEmpty() || !m_events.isEmpty() || !m_status.isEmpty())
        emit ready();
}

QByteArray EventStream::take()
{
    if (!m_opening.isEmpty())
        return std::exchange(m_opening, QByteArray());
    if (m_events.isEmpty())
        return std::exchange(m_status, QByteArray());
    QByteArray block = m_events.takeFirst();
    while (!m_events.isEmpty() && block.size() + m_events.first().size() <= kBlock)
        block += m_events.takeFirst();
    m_bytes -= block.size();
    if (m_events.isEmpty())
        m_events = {}; // a burst's memory is not kept
    return block;
}

void EventStream::close()
{
    m_isClosed = true;
}

void EventStream::clear()
{
    close();
    m_opening = m_status = QByteArray();
    m_events = {};
    m_bytes = 0;
}

} // namespace qilin
