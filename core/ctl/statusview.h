// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "core/ctl/look.h"

#include <QStringList>

// What status shows. Pure.
namespace qilin {

// For a terminal: the daemon, its applications, their workers with bars, and what is to be said of
// them. title: which daemon.
[[nodiscard]] QStringList statusLines(const Snapshot &snapshot, const QString &title,
                                      const QDateTime &now, const Look &look);

// For a pipe: one table, a line a worker, and one for an application without any.
[[nodiscard]] QStringList plainStatusLines(const Snapshot &snapshot);

// The parts of it that top shows too.
[[nodiscard]] QString daemonLine(const Snapshot &snapshot, const QString &title, const Look &look);
[[nodiscard]] QStringList noteLines(const Snapshot &snapshot, const Look &look);

} // namespace qilin
