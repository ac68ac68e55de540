// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

namespace qilin {

// That each log_file can be written and rotated as its applications want it. One of the rules.
void logFilesAreSound(Loaded &loaded);

} // namespace qilin
