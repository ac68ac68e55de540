// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace qilin {

enum class PlusSign { Literal, Space };

// The text that percent-encoded bytes stand for. Nothing where an escape is malformed, the bytes
// are no UTF-8, or the text holds a control character.
[[nodiscard]] std::optional<QString> decodeUrlText(QByteArrayView encoded, PlusSign plus);

} // namespace qilin
