// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/eventhub.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

EventKind kindOf(EventFeed::Kind kind)
{
    switch (kind) {
    case EventFeed::Kind::Log:
        return EventKind::Log;
    case EventFeed::Kind::Worker:
        return EventKind::Worker;
    case EventFeed::Kind::Reload:
        break;
    }
    return EventKind::Reload;
}

QByteArray nameOf(EventKind kind)
{
    const auto found = std::find_if(kEventKinds.begin(), kEventKinds.end(),
                                    [kind](const auto &known) { return known.kind == kind; });
    return QByteArray(found->name.data(), found->name.size());
}

} // namespace

EventHub::EventHub(Operations &operations, const GateLimits &limits)
    : m_operations(operations)
    , m_feed(operations.events())
    , m_limits(limits)
    , m_run(QByteArray::number(QRandomGenerator::system()->generate64(), 36))
{
    m_tick.setInterval(limits.statusTime);
    m_soon.setSingleShot(true);
    m_gather.setSingleShot(true);
    m_gather.setInterval(limits.gatherTime);
    m_beat.setInterval(limits.heartbeatTime / 10);
    m_unfollow.setSingleShot(true);
    m_unfollow.setInterval(limits.followTime);
    connect(&m_tick, &QTimer::timeout, this, &EventHub::sendStatus);
    connect(&m_soon, &QTimer::timeout, this, &EventHub::sendStatus);
    connect(&m_gather, &QTimer::timeout, this, &EventHub::flush);
    connect(&m_beat, &QTimer::timeout, this, &EventHub::beat);
    connect(&m_unfollow, &QTimer::timeout, this, [this] { setFollowing(false); });
    connect(&m_feed, &EventFeed::published, this, &EventHub::onPublished);
    connect(&m_feed, &EventFeed::changed, this, &EventHub::onChanged);
}

std::unique_ptr<EventStream> EventHub::open(const Subscription &subscription)
{
    auto owned = std::make_unique<EventStream>(subscription, openingOf(subscription),
                                               m_limits.streamBytes);
    const EventStream *stream = owned.get();
    connect(stream, &QObject::destroyed, this, [this, stream] { forget(stream); });
    m_streams.push_back(owned.get());
    if (!isRunning()) {
        m_tick.start();
        m_beat.start();
    }
    follow();
    return owned;
}

void EventHub::forget(const EventStream *stream)
{
    m_streams.erase(std::remove(m_streams.begin(), m_streams.end(), stream), m_streams.end());
    if (m_streams.empty()) {
        for (QTimer *timer : {&m_tick, &m_soon, &m_gather, &m_beat})
            timer->stop();
    }
    follow();
}

void EventHub::follow()
{
    m_feed.setFollowers(int(m_streams.size()));
    const bool wanted = std::any_of(m_streams.begin(), m_streams.end(), [](const auto *stream) {
        return stream->wants(EventKind::Log);
    });
    if (wanted) {
        m_unfollow.stop();
        setFollowing(true);
    } else if (m_isFollowing && !m_unfollow.isActive()) {
        m_unfollow.start();
    }
}

void EventHub::setFollowing(bool yes)
{
    if (std::exchange(m_isFollowing, yes) != yes)
        m_feed.setFollowed(yes);
}

QByteArray EventHub::idOf(qint64 number) const
{
    return "id: " + m_run + '-' + QByteArray::number(number) + '\n';
}

QByteArray EventHub::bytesOf(const EventFeed::Entry &entry) const
{
    return "event: " + nameOf(kindOf(entry.kind)) + '\n' + idOf(entry.number)
           + "data: " + entry.json + "\n\n";
}

QByteArray EventHub::status() const
{
    return "event: " + nameOf(EventKind::Status) + "\ndata: "
           + QJsonDocument(toJson(m_operations.snapshot())).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray EventHub::openingOf(const Subscription &subscription) const
{
    const EventStream filter(subscription, {}, 0);
    QByteArray opening = "retry: 1000\n\n";
    const QByteArray run = m_run + '-';
    if (subscription.after && subscription.after->startsWith(run)) {
        bool isNumber = false;
        const qint64 number = subscription.after->mid(run.size()).toLongLong(&isNumber);
        const QList<EventFeed::Entry> missed
            = isNumber ? m_feed.since(number) : QList<EventFeed::Entry>();
        for (const EventFeed::Entry &entry : missed) {
            if (filter.wants(kindOf(entry.kind), entry.app))
                opening += bytesOf(entry);
        }
    }
    opening += idOf(m_feed.last()) + '\n'; // from here on nothing is missed, whatever is wanted
    if (filter.wants(EventKind::Status))
        opening += status();
    return opening;
}

void EventHub::onPublished(const EventFeed::Entry &entry)
{
    const EventKind kind = kindOf(entry.kind);
    QByteArray bytes;
    for (EventStream *stream : m_streams) {
        if (!stream->wants(kind, entry.app))
            continue;
        if (bytes.isEmpty())
            bytes = bytesOf(entry);
        stream->offer(bytes);
    }
    if (!bytes.isEmpty() && !m_gather.isActive())
        m_gather.start();
}

void EventHub::onChanged()
{
    if (m_streams.empty() || m_soon.isActive())
        return;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
        EventStream::Clock::now() - m_lastStatus);
    m_soon.start(std::max(std::chrono::milliseconds(0), m_limits.changeTime - since));
}

void EventHub::sendStatus()
{
    m_soon.stop();
    m_tick.start();
    m_lastStatus = EventStream::Clock::now();
    QByteArray bytes;
    for (EventStream *stream : m_streams) {
        if (!stream->wants(EventKind::Status))
            continue;
        if (bytes.isEmpty())
            bytes = status();
        stream->offerStatus(bytes);
    }
    flush();
}

void EventHub::beat()
{
    const auto now = EventStream::Clock::now();
    for (EventStream *stream : m_streams) {
        if (now - stream->lastOffer() < m_limits.heartbeatTime)
            continue;
        stream->offerHeartbeat();
        stream->flush();
    }
}

void EventHub::flush()
{
    m_gather.stop();
    for (EventStream *stream : m_streams)
        stream->flush();
}

} // namespace qilin
