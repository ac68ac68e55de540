// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"

#include <QList>

#include <optional>

namespace qilin {

[[nodiscard]] bool isSameLine(const LogLine &one, const LogLine &other);

// Joins the answers of /logs with the lines that come live, which both carry the lines of some
// moments, into one sequence without gaps or repeats. Pure. Lines have the same order in both.
class LogMerge final
{
public:
    void clear();

    // What of an answer (oldest first) has not been passed on yet.
    [[nodiscard]] QList<LogLine> answered(const QList<LogLine> &answer);
    // Whether a live line is to be passed on; not if an answer had it already.
    [[nodiscard]] bool isNew(const LogLine &live);

private:
    std::optional<LogLine> m_last; // that was passed on
    QList<LogLine> m_answered;     // passed on by an answer; may come live too
    qsizetype m_next = 0;          // the first of them that has not
};

} // namespace qilin
