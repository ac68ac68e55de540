// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

namespace qilin {

// Rules over env_file, user, group, nice, limits and stop_signal: what the machine and this
// process's rights allow.
void processKeysFit(Loaded &loaded);

} // namespace qilin
