// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace qilin {

// What happened at a moment of an axis of time.
enum class MarkKind { Reload, Crash, RolledBack };

struct Mark
{
    qint64 timeMs = 0; // since 1970, the daemon's clock
    MarkKind kind = MarkKind::Reload;
    QString text; // what a user reads
};

} // namespace qilin
