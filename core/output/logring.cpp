// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logring.h"

#include "core/output/outputchunk.h"

#include <algorithm>
#include <utility>

namespace qilin {

void LogRing::append(LogLine line)
{
    const QByteArray text = std::exchange(line.text, {});
    append(std::move(line), text.isEmpty() ? QByteArrayView("\n") : QByteArrayView(text));
}

void LogRing::append(LogLine line, QByteArrayView lines)
{
    const LineTail tail = lastLines(lines, m_maxLines);
    lines = tail.bytes;
    qsizetype count = tail.lines;
    if (lines.endsWith('\n'))
        lines = lines.chopped(1);
    if (lines.size() > m_maxBytes) {
        // A line that is too long alone is kept by its begin, of several the last ones.
        const qsizetype end = lines.indexOf('\n', lines.size() - m_maxBytes - 1);
        lines = end < 0 ? lines.sliced(lines.lastIndexOf('\n') + 1).first(m_maxBytes)
                        : lines.sliced(end + 1);
        count = 1 + std::count(lines.begin(), lines.end(), '\n');
    }
    line.text = lines.toByteArray();
    m_bytes += lines.size();
    m_count += count;
    m_blocks.push_back({std::move(line), count});
    dropOldest();
}

// Whole blocks that the others make up for, then the first lines of the one that is left.
void LogRing::dropOldest()
{
    while (m_count - m_blocks.front().count >= m_maxLines
           || m_bytes - m_blocks.front().lines.text.size() >= m_maxBytes)
        dropBlock();
    if (m_bytes <= m_maxBytes)
        return;
    Block &first = m_blocks.front();
    QByteArray &text = first.lines.text;
    const qsizetype end = text.indexOf('\n', m_bytes - m_maxBytes - 1) + 1;
    if (end == 0)
        return dropBlock(); // of its last line, too, some would be missing
    const qsizetype lines = std::count(text.cbegin(), text.cbegin() + end, '\n');
    text.remove(0, end);
    first.count -= lines;
    m_bytes -= end;
    m_count -= lines;
}

void LogRing::dropBlock()
{
    m_bytes -= m_blocks.front().lines.text.size();
    m_count -= m_blocks.front().count;
    m_blocks.pop_front();
}

QList<LogLine> LogRing::last(qsizetype count, std::optional<int> worker) const
{
    count = std::min(count, m_maxLines);
    QList<LogLine> lines;
    for (auto it = m_blocks.rbegin(); it != m_blocks.rend() && lines.size() < count; ++it) {
        if (worker && it->lines.worker != *worker)
            continue;
        const QList<QByteArray> texts = it->lines.text.split('\n');
        for (auto text = texts.rbegin(); text != texts.rend() && lines.size() < count; ++text) {
            lines.append(it->lines);
            lines.last().text = *text;
        }
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

} // namespace qilin
