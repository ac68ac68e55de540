// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

namespace qilin {

// What %(NAME)s stands for in a file of supervisord.
using Expansions = QMap<QString, QString>;

// ENV_NAME for each variable of this process, and host_node_name.
[[nodiscard]] Expansions environmentExpansions();

// Replaces %(NAME)s, %(NAME)d, %(NAME)02d and %% as Python's % operator does. The error names what
// is not known.
[[nodiscard]] Result<QString> expand(const QString &text, const Expansions &expansions);

// 'KEY="value",KEY2=value' as supervisord reads the value of "environment".
[[nodiscard]] Result<Expansions> readPairs(const QString &text);

} // namespace qilin
