// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"

#include <QByteArray>
#include <QList>

#include <deque>
#include <optional>

namespace qilin {

// The last lines an application printed, bounded in lines and in bytes; older ones give way.
class LogRing final
{
public:
    explicit LogRing(qsizetype maxLines = 1000, qsizetype maxBytes = 256 * 1024)
        : m_maxLines(maxLines)
        , m_maxBytes(maxBytes)
    {}

    void append(LogLine line);

    // The last count lines, oldest first; of one worker or of all.
    [[nodiscard]] QList<LogLine> last(qsizetype count, std::optional<int> worker = {}) const;
    [[nodiscard]] qsizetype size() const { return qsizetype(m_lines.size()); }

private:
    qsizetype m_maxLines;
    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
    std::deque<LogLine> m_lines;
};

} // namespace qilin
