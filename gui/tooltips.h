// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"

// What a row of the tree says when one points at it: rich text, everything foreign in it escaped.
namespace qilin {

[[nodiscard]] QString toolTipOf(const MasterSnapshot &master);
[[nodiscard]] QString toolTipOf(const AppSnapshot &app);       // last reload, failure
[[nodiscard]] QString toolTipOf(const WorkerSnapshot &worker); // why it failed, last output
[[nodiscard]] QString toolTipOf(const QString &plainText);

} // namespace qilin
