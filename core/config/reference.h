// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

namespace qilin {

struct ReferenceRow
{
    QString key;
    QString type;         // "integer 0–65535", "array of strings", "\"shared\", \"round_robin\""
    QString defaultValue; // as JSON, or in words
    bool required = false;
    QString help;
};

[[nodiscard]] QList<ReferenceRow> daemonReference();
[[nodiscard]] QList<ReferenceRow> appReference();

// For a terminal: --show-config. Lines without a break after the last.
[[nodiscard]] QString configReference();

// Two Markdown tables with their headings, for README.md. Without a line break at the end.
[[nodiscard]] QString configReferenceMarkdown();

} // namespace qilin
