// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/jsondocument.h"

#include <QJsonValue>
#include <QStringList>

// What foreign files write for one and the same thing; nothing where a value is none of it.
namespace qilin {

[[nodiscard]] std::optional<QString> textOf(const JsonValue &value); // of a scalar
// Also "true", "yes", "on", "1" and their opposites, in any case.
[[nodiscard]] std::optional<bool> truthOf(const JsonValue &value);
[[nodiscard]] std::optional<qint64> integerOf(const JsonValue &value); // 3, "3"
// Milliseconds: 5000, "5000", "10s", "5m", "1h".
[[nodiscard]] std::optional<qint64> millisecondsOf(const JsonValue &value);
// A size as the configuration writes it, "300M": from bytes, "300M", "50MB", "1 GB".
[[nodiscard]] std::optional<QString> sizeOf(const JsonValue &value);
// An array of scalars as it is; a string in words, as a shell would split it.
[[nodiscard]] std::optional<QStringList> wordListOf(const JsonValue &value);

[[nodiscard]] JsonValue stringValue(const QString &text, JsonPlace place = {});
[[nodiscard]] QJsonValue toJson(const QStringList &list);

} // namespace qilin
