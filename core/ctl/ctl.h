// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

namespace qilin {

// qilinctl from its arguments (the program's name first) to its exit code. Runs the event loop of
// the QCoreApplication, which must exist.
[[nodiscard]] int runCtl(const QStringList &arguments);

} // namespace qilin
