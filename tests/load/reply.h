// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <string>

namespace load {

// One HTTP/1.1 answer, taken in as it arrives.
class Reply final
{
public:
    enum class State { Incomplete, Complete, Malformed };

    void clear();
    State feed(const char *data, std::size_t size);
    // The server has closed: completes an answer whose end is the end of the connection.
    State finish();

    bool isEmpty() const { return m_data.empty(); }
    int status() const { return m_status; }
    bool keepAlive() const { return m_keepAlive; }
    const std::string &body() const { return m_body; }

private:
    bool parseHead();
    State parseBody();
    State parseChunks();

    enum class Length { Unknown, Counted, Chunked, UntilClose };

    std::string m_data;
    std::string m_body;
    std::size_t m_at = 0; // where the body, or the next chunk, begins in m_data
    std::size_t m_size = 0;
    Length m_length = Length::Unknown;
    int m_status = 0;
    bool m_keepAlive = true;
};

} // namespace load
