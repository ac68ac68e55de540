// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/task.h"

namespace qilin {

// "qilinctl hash-password": asks for a password twice, without showing it, or takes the first line
// of stdin where that is no terminal, and prints what auth_password may hold in its place.
[[nodiscard]] std::unique_ptr<Task> makeHashTask(const TaskContext &context);

} // namespace qilin
