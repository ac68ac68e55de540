// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/eventparser.h"

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

constexpr QByteArrayView kByteOrderMark("\xEF\xBB\xBF");

qsizetype lineEnd(QByteArrayView bytes)
{
    const auto end
        = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    return end - bytes.begin();
}

} // namespace

void EventParser::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (std::exchange(m_skipsLineFeed, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const qsizetype length = lineEnd(bytes);
        add(bytes.first(length));
        if (length == bytes.size())
            return;
        m_skipsLineFeed = bytes[length] == '\r';
        bytes = bytes.sliced(length + 1);
        endLine();
    }
}

std::optional<ServerEvent> EventParser::next()
{
    if (m_events.empty())
        return std::nullopt;
    ServerEvent event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

void EventParser::add(QByteArrayView part)
{
    if (m_line.size() + part.size() > m_bytesMax) {
        m_isTooLarge = true;
        m_data = {};
        part = part.first(m_bytesMax - m_line.size()); // what it is can be told from its beginning
    }
    m_line.append(part);
}

void EventParser::endLine()
{
    const QByteArray line = std::exchange(m_line, {});
    QByteArrayView view(line);
    if (std::exchange(m_isFirstLine, false) && view.startsWith(kByteOrderMark))
        view = view.sliced(kByteOrderMark.size());
    if (view.isEmpty())
        return dispatch();
    const qsizetype colon = view.indexOf(':');
    if (colon == 0)
        return; // a comment
    if (colon < 0)
        return takeField(view, {});
    QByteArrayView value = view.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(view.first(colon), value);
}

void EventParser::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == QByteArrayView("event")) {
        m_type = value.toByteArray();
    } else if (name == QByteArrayView("id")) {
        if (!value.contains('\0'))
            m_id = value.toByteArray();
    } else if (name == QByteArrayView("data") && !m_isTooLarge) {
        if (m_data.size() + value.size() > m_bytesMax) {
            m_isTooLarge = true;
            m_data = {};
            return;
        }
        m_data.append(value);
        m_data.append('\n');
    }
}

void EventParser::dispatch()
{
    m_lastId = m_id;
    QByteArray type = std::exchange(m_type, {});
    QByteArray data = std::exchange(m_data, {});
    const bool isTooLarge = std::exchange(m_isTooLarge, false);
    if (data.isEmpty() && !isTooLarge)
        return;
    data.chop(1);
    m_events.push_back({type.isEmpty() ? QByteArrayLiteral("message") : std::move(type),
                        std::move(data), m_lastId, isTooLarge});
}

} // namespace qilin
