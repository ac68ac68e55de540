// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <optional>

namespace qilin {

// Where the first byte stands that is not UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] std::optional<qsizetype> firstNonUtf8(const QByteArray &bytes);

} // namespace qilin
