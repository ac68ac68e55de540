// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"

// What an event of a daemon says to a user: one line, and the rest.
namespace qilin {

[[nodiscard]] bool isDone(const ReloadSnapshot &reload); // not rolled back
[[nodiscard]] QString whatHappened(const ReloadSnapshot &reload);
[[nodiscard]] QString detailsOf(const ReloadSnapshot &reload);
[[nodiscard]] QString whatHappened(const WorkerEvent &crash); // its failure is set
[[nodiscard]] QString detailsOf(const Failure &failure);

} // namespace qilin
