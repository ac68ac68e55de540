// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>

namespace qilin {

// What stands for an address where addresses are counted: whoever has one IPv6 address has its
// whole /64.
[[nodiscard]] QHostAddress neighbourhoodOf(const QHostAddress &address);

// For the log: "10.0.0.1", "2001:db8::/64".
[[nodiscard]] QString neighbourhoodText(const QHostAddress &address);

} // namespace qilin
