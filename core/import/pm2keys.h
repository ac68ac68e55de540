// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/foreignkey.h"

namespace qilin {

// The keys of an application in a PM2 ecosystem file (lib/API/schema.json of PM2 6), aliases among
// them.
[[nodiscard]] ForeignKeys pm2Keys();

} // namespace qilin
