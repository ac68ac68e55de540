// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/importer.h"

namespace qilin {

// --import: the configuration to stdout, what could not be carried over to stderr. The exit code: 0
// if what was printed passes --check, else 78. Needs a QCoreApplication that does not run yet.
[[nodiscard]] int importForeign(const ImportOptions &options);

} // namespace qilin
