// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace qilin {

// The words of a command line as sh(1) splits them: quotes and backslashes, nothing expanded. The
// error says what is open.
[[nodiscard]] Result<QStringList> splitShellWords(const QString &text);

// Whether more than quotes is used: a variable, a pipe, a list of commands, a glob, a builtin.
[[nodiscard]] bool needsShell(const QString &command);

// Whether it is more than one command, so that a shell has to stay between.
[[nodiscard]] bool isCompound(const QString &command);
// It begins with variables for itself: "A=1 ./serve".
[[nodiscard]] bool beginsWithAssignment(const QString &command);

} // namespace qilin
