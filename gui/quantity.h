// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/history.h"
#include "core/base/snapshot.h"

#include <optional>

// What is measured, of whom.
namespace qilin {

enum class Quantity { Cpu, Mem };

[[nodiscard]] double valueOf(const Sample &sample, Quantity quantity);
[[nodiscard]] QString quantityText(double value, Quantity quantity); // with its unit

// What a worker uses (worker is not 0), an app (all its processes), or a daemon with all of them
// (app empty), without a time. Nothing where the snapshot does not know it.
[[nodiscard]] std::optional<Sample> usageOf(const Snapshot &snapshot, const QString &app,
                                            int worker);

} // namespace qilin
