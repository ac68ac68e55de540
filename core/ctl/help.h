// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace qilin {

struct Command;

// The help of a command; null: of qilinctl. Lines without a break after the last. A
// QCoreApplication must exist.
[[nodiscard]] QString ctlHelp(const Command *command);

} // namespace qilin
