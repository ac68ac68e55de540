// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

namespace qilin {

// What concerns more than one key, or the machine: runs all rules over what could be read. Reads
// the password file into the configuration.
void applyRules(Loaded &loaded);

} // namespace qilin
