// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/task.h"

// Commands that the daemon answers when it has done them.
namespace qilin {

[[nodiscard]] std::unique_ptr<Task> makeRestartTask(const TaskContext &context);
[[nodiscard]] std::unique_ptr<Task> makeScaleTask(const TaskContext &context);
[[nodiscard]] std::unique_ptr<Task> makeStopTask(const TaskContext &context);
[[nodiscard]] std::unique_ptr<Task> makeStartTask(const TaskContext &context);

// "POST TARGET"
[[nodiscard]] Question actionQuestion(const QString &target);

} // namespace qilin
