// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

// The rules of rules.h about how applications depend on each other, and what they run beside them.
namespace qilin {

void dependenciesAreKnown(Loaded &loaded);
void dependenciesHaveAnEnd(Loaded &loaded);
void hooksAreThere(Loaded &loaded);

} // namespace qilin
