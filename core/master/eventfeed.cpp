// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/master/eventfeed.h"

#include <QJsonDocument>

#include <algorithm>

namespace qilin {

EventFeed::EventFeed(qsizetype maxEntries, qsizetype maxBytes, QObject *parent)
    : QObject(parent)
    , m_maxEntries(maxEntries)
    , m_maxBytes(maxBytes)
{}

void EventFeed::publish(const LogLine &line)
{
    if (m_isFollowed)
        append(Kind::Log, line.app, toJson(line));
}

void EventFeed::publish(const WorkerEvent &event)
{
    append(Kind::Worker, event.app, toJson(event));
}

void EventFeed::publish(const ReloadEvent &event)
{
    append(Kind::Reload, event.app, toJson(event));
}

void EventFeed::setFollowed(bool yes)
{
    m_isFollowed = yes;
}

void EventFeed::append(Kind kind, const QString &app, const QJsonObject &json)
{
    const Entry entry{++m_last, kind, app, QJsonDocument(json).toJson(QJsonDocument::Compact)};
    m_bytes += entry.json.size();
    m_entries.push_back(entry);
    while (qsizetype(m_entries.size()) > m_maxEntries || m_bytes > m_maxBytes) {
        m_bytes -= m_entries.front().json.size();
        m_entries.pop_front();
    }
    emit published(entry); // last: a follower may publish or ask in turn
}

QList<EventFeed::Entry> EventFeed::since(qint64 number) const
{
    const auto first
        = std::upper_bound(m_entries.begin(), m_entries.end(), number,
                           [](qint64 wanted, const Entry &entry) { return wanted < entry.number; });
    return {first, m_entries.end()};
}

} // namespace qilin
