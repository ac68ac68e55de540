// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/foreignkey.h"

namespace qilin {

// What supervisord 4 knows (supervisor/options.py): the keys of [program:x], those of
// [supervisord], those of [inet_http_server], and the sections themselves, the part before ":".
[[nodiscard]] ForeignKeys supervisorProgramKeys();
[[nodiscard]] ForeignKeys supervisorDaemonKeys();
[[nodiscard]] ForeignKeys supervisorServerKeys();
[[nodiscard]] ForeignKeys supervisorSections();

} // namespace qilin
