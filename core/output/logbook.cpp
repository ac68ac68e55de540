// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logbook.h"

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

constexpr qsizetype kMaxAnswer = 512 * 1024; // bytes; JSON may make six of one

} // namespace

void LogBook::append(LogLine line)
{
    LogRing &ring = m_rings[line.app];
    ring.append(std::move(line));
}

void LogBook::append(LogLine line, QByteArrayView lines)
{
    LogRing &ring = m_rings[line.app];
    ring.append(std::move(line), lines);
}

void LogBook::forget(const QString &app)
{
    m_rings.remove(app);
}

QList<LogLine> LogBook::last(const QString &app, std::optional<int> worker, qsizetype count) const
{
    if (!app.isEmpty())
        return m_rings.value(app).last(count, worker);
    QList<LogLine> lines;
    for (const LogRing &ring : m_rings)
        lines += ring.last(count, worker);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const LogLine &a, const LogLine &b) { return a.timeMs < b.timeMs; });
    qsizetype bytes = 0;
    qsizetype first = lines.size();
    while (first > std::max(lines.size() - count, qsizetype(0))) {
        bytes += lines[first - 1].text.size();
        if (bytes > kMaxAnswer)
            break;
        --first;
    }
    return lines.sliced(first);
}

} // namespace qilin
