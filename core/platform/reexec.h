// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace qilin {

// Runs program in place of this one: the same process with the same parent (execve(2)). Returns
// only where that fails. argv: as main() got it.
void becomeProgram(const QByteArray &program, char **argv);

} // namespace qilin
