// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/task.h"

// What is drawn on the whole terminal until q.
namespace qilin {

[[nodiscard]] std::unique_ptr<Task> makeWatchTask(const TaskContext &context); // status --watch
[[nodiscard]] std::unique_ptr<Task> makeTopTask(const TaskContext &context);

} // namespace qilin
