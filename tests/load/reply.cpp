// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/reply.h"

#include <cstdlib>
#include <cstring>

#include <strings.h>

namespace load {

namespace {

// The value of a header in HEAD, blanks before it skipped; nothing if it is not there.
const char *headerValue(const std::string &head, const char *name)
{
    const std::size_t length = std::strlen(name);
    for (std::size_t line = head.find("\r\n"); line != std::string::npos;
         line = head.find("\r\n", line + 2)) {
        const char *at = head.c_str() + line + 2;
        if (::strncasecmp(at, name, length) == 0 && at[length] == ':') {
            at += length + 1;
            while (*at == ' ')
                ++at;
            return at;
        }
    }
    return nullptr;
}

} // namespace

void Reply::clear()
{
    *this = Reply();
}

Reply::State Reply::feed(const char *data, std::size_t size)
{
    m_data.append(data, size);
    if (m_length == Length::Unknown) {
        if (m_data.find("\r\n\r\n") == std::string::npos)
            return State::Incomplete;
        if (!parseHead())
            return State::Malformed;
    }
    return parseBody();
}

Reply::State Reply::finish()
{
    if (m_length != Length::UntilClose)
        return State::Incomplete;
    m_body = m_data.substr(m_at);
    return State::Complete;
}

bool Reply::parseHead()
{
    m_at = m_data.find("\r\n\r\n") + 4;
    const std::string head = m_data.substr(0, m_at - 2);
    if (head.compare(0, 7, "HTTP/1.") != 0)
        return false;
    m_status = std::atoi(head.c_str() + 9);
    const char *connection = headerValue(head, "Connection");
    m_keepAlive = !connection || ::strncasecmp(connection, "close", 5) != 0;
    const char *encoding = headerValue(head, "Transfer-Encoding");
    const char *length = headerValue(head, "Content-Length");
    if (encoding && ::strncasecmp(encoding, "chunked", 7) == 0) {
        m_length = Length::Chunked;
    } else if (length) {
        m_length = Length::Counted;
        m_size = static_cast<std::size_t>(std::atoll(length));
    } else {
        m_length = Length::UntilClose;
        m_keepAlive = false;
    }
    return m_status >= 200 && m_status < 600;
}

Reply::State Reply::parseBody()
{
    if (m_length == Length::Chunked)
        return parseChunks();
    if (m_length == Length::UntilClose || m_data.size() < m_at + m_size)
        return State::Incomplete;
    if (m_data.size() > m_at + m_size)
        return State::Malformed; // more than one answer to one request
    m_body = m_data.substr(m_at);
    return State::Complete;
}

Reply::State Reply::parseChunks()
{
    for (;;) {
        const std::size_t lineEnd = m_data.find("\r\n", m_at);
        if (lineEnd == std::string::npos)
            return State::Incomplete;
        const std::size_t size = std::strtoul(m_data.c_str() + m_at, nullptr, 16);
        if (m_data.size() < lineEnd + 2 + size + 2)
            return State::Incomplete;
        m_body.append(m_data, lineEnd + 2, size);
        m_at = lineEnd + 2 + size + 2;
        if (size == 0)
            return m_at == m_data.size() ? State::Complete : State::Malformed;
    }
}

} // namespace load
