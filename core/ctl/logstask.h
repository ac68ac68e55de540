// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/task.h"

namespace qilin {

[[nodiscard]] std::unique_ptr<Task> makeLogsTask(const TaskContext &context);

} // namespace qilin
