// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
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
    // Several lines at once, that have all but the text in common. They are kept as they are, and
    // told apart only when somebody asks: most are never seen.
    void append(LogLine line, QByteArrayView lines);

    // The last count lines, oldest first; of one worker or of all.
    [[nodiscard]] QList<LogLine> last(qsizetype count, std::optional<int> worker = {}) const;
    [[nodiscard]] qsizetype size() const { return std::min(m_count, m_maxLines); }

private:
    qsizetype m_maxLines;
    qsizetype m_maxBytes;
    struct Block
    {
        LogLine lines; // its text: one or several, '\n' between them
        qsizetype count;
    };

    void dropOldest();
    void dropBlock();

    qsizetype m_bytes = 0;
    qsizetype m_count = 0; // lines in the blocks; the oldest block may have too many
    std::deque<Block> m_blocks;
};

} // namespace qilin
