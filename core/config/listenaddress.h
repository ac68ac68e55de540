// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

namespace qilin {

// Reads an entry of the key listen: "HOST:PORT", "[IPv6]:PORT", "unix:PATH". No name is looked up.
[[nodiscard]] Result<ListenAddress> parseListenAddress(const QString &text);

// As it would be written.
[[nodiscard]] QString textOf(const ListenAddress &address);

} // namespace qilin
