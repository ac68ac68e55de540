// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

namespace qilin {

// The first line of the file, without its end. The error never holds any of it.
[[nodiscard]] Result<QString> readPasswordFile(const QString &path);

[[nodiscard]] bool isReadableByOthers(const QString &path);

} // namespace qilin
