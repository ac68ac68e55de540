// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace qilin {

// "TERM", "KILL", …: sigabbrev_np(3) without the "SIG"; empty for a number without a name.
[[nodiscard]] QByteArray signalAbbreviation(int signal);

} // namespace qilin
