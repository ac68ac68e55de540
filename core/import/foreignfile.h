// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace qilin {

// The whole of a regular file, 4 MB at most. The error says what is wrong, without the name.
[[nodiscard]] Result<QByteArray> readForeignFile(const QString &path);

// The files that a pattern with * ? and [ ] means, sorted, as glob(7): a component at a time, none
// that begins with a dot unless asked for. pattern: absolute.
[[nodiscard]] QStringList filesOfPattern(const QString &pattern);

} // namespace qilin
