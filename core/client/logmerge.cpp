// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/logmerge.h"

namespace qilin {

bool isSameLine(const LogLine &one, const LogLine &other)
{
    return one.timeMs == other.timeMs && one.worker == other.worker && one.stream == other.stream
           && one.text == other.text;
}

void LogMerge::clear()
{
    m_last.reset();
    m_answered.clear();
    m_next = 0;
}

QList<LogLine> LogMerge::answered(const QList<LogLine> &answer)
{
    qsizetype first = 0;
    if (m_last) {
        first = answer.size();
        while (first > 0 && !isSameLine(answer[first - 1], *m_last))
            --first;
        if (first == 0) { // forgotten by the daemon, or a new run of it
            while (first < answer.size() && answer[first].timeMs <= m_last->timeMs)
                ++first;
        }
    }
    m_answered = answer.mid(first);
    m_next = 0;
    if (!m_answered.isEmpty())
        m_last = m_answered.last();
    return m_answered;
}

bool LogMerge::isNew(const LogLine &live)
{
    for (qsizetype at = m_next; at < m_answered.size(); ++at) {
        if (isSameLine(m_answered[at], live)) {
            m_next = at + 1;
            return false;
        }
    }
    m_answered.clear();
    m_next = 0;
    m_last = live;
    return true;
}

} // namespace qilin
