// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "eventparser.h"

#include <QJsonDocument>

namespace qilin {

namespace {

StreamedEvent parse(const QByteArray &block)
{
    StreamedEvent event;
    event.block = block;
    const QList<QByteArray> lines = block.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(": ");
        const QByteArray name = line.left(colon);
        const QByteArray value = line.mid(colon + 2);
        if (name == "event")
            event.kind = value;
        else if (name == "id")
            event.id = value;
        else if (name == "data")
            event.data += value;
    }
    return event;
}

} // namespace

QJsonObject StreamedEvent::json() const
{
    return QJsonDocument::fromJson(data).object();
}

QList<StreamedEvent> eventsOf(const QByteArray &received)
{
    QList<StreamedEvent> events;
    const qsizetype head = received.indexOf("\r\n\r\n");
    if (head < 0)
        return events;
    qsizetype at = head + 4;
    for (qsizetype end = 0; (end = received.indexOf("\n\n", at)) >= 0; at = end + 2)
        events.append(parse(received.mid(at, end - at)));
    return events;
}

QList<StreamedEvent> eventsOf(const QByteArray &received, const QByteArray &kind)
{
    QList<StreamedEvent> some;
    const QList<StreamedEvent> all = eventsOf(received);
    for (const StreamedEvent &event : all) {
        if (event.kind == kind)
            some.append(event);
    }
    return some;
}

QByteArray lastIdOf(const QByteArray &received)
{
    QByteArray id;
    const QList<StreamedEvent> all = eventsOf(received);
    for (const StreamedEvent &event : all) {
        if (!event.id.isEmpty())
            id = event.id;
    }
    return id;
}

} // namespace qilin
