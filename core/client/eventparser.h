// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace qilin {

struct ServerEvent
{
    QByteArray type;         // "message" where the server names none
    QByteArray data;         // its lines joined by '\n'
    QByteArray id;           // the last one that was sent, with this event or before
    bool isTooLarge = false; // then without its data
};

// Server-sent events as the HTML standard reads them (9.2.6): bytes in, in pieces of any size,
// events out. Pure. "retry" is read past: who follows a daemon has a plan of its own.
class EventParser final
{
public:
    // bytesMax: of one event, and of one line.
    explicit EventParser(qsizetype bytesMax = 1024 * 1024)
        : m_bytesMax(bytesMax)
    {}

    void feed(QByteArrayView bytes);
    [[nodiscard]] std::optional<ServerEvent> next(); // oldest first

    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }

private:
    void add(QByteArrayView part);
    void endLine();
    void takeField(QByteArrayView name, QByteArrayView value);
    void dispatch();

    const qsizetype m_bytesMax;
    QByteArray m_line;
    QByteArray m_type;
    QByteArray m_data; // with a '\n' behind each line
    QByteArray m_id;   // of the event that is being read
    QByteArray m_lastId;
    std::deque<ServerEvent> m_events;
    bool m_isFirstLine = true;
    bool m_skipsLineFeed = false; // its CR has ended the line already
    bool m_isTooLarge = false;    // the event that is being read
};

} // namespace qilin
