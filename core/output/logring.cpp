// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logring.h"

#include <algorithm>
#include <utility>

namespace qilin {

void LogRing::append(LogLine line)
{
    // A slice of a large buffer would keep all of it alive, a long line alone fill the ring.
    if (line.text.size() > m_maxBytes)
        line.text.truncate(m_maxBytes);
    line.text.squeeze();
    m_bytes += line.text.size();
    m_lines.push_back(std::move(line));
    while (qsizetype(m_lines.size()) > m_maxLines || m_bytes > m_maxBytes) {
        m_bytes -= m_lines.front().text.size();
        m_lines.pop_front();
    }
}

QList<LogLine> LogRing::last(qsizetype count, std::optional<int> worker) const
{
    QList<LogLine> lines;
    for (auto it = m_lines.rbegin(); it != m_lines.rend() && lines.size() < count; ++it) {
        if (!worker || it->worker == *worker)
            lines.append(*it);
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

} // namespace qilin
