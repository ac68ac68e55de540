// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace qilin {

// A number of bytes as the configuration writes it: "300M", or a plain number.
struct ByteSize
{
    qint64 bytes = 0;

    bool operator==(ByteSize other) const { return bytes == other.bytes; }
    bool operator!=(ByteSize other) const { return bytes != other.bytes; }
};

// "512", "64K", "300M", "300MB", "1g": powers of 1024. Nothing for any other text, for a fraction,
// and for what no qint64 holds.
[[nodiscard]] std::optional<ByteSize> byteSizeFromText(const QString &text);

// In the largest unit that needs no fraction: "300M".
[[nodiscard]] QString byteSizeText(ByteSize size);

} // namespace qilin
