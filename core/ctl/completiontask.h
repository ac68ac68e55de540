// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/task.h"

namespace qilin {

// "qilinctl complete -- WORD...": a line a word that may follow, with a tab and what it means; for
// the value of an option that names a file the one line ":files". Says nothing of what goes wrong,
// and never asks.
[[nodiscard]] std::unique_ptr<Task> makeCompletionTask(const TaskContext &context);

} // namespace qilin
