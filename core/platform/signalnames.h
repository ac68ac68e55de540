// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

namespace qilin {

// "TERM", "KILL", …: sigabbrev_np(3) without the "SIG"; empty for a number without a name.
[[nodiscard]] QByteArray signalAbbreviation(int signal);

// Of all signals that have one, ascending by number.
[[nodiscard]] QList<QByteArray> signalAbbreviations();

// Of "TERM" or "SIGTERM"; 0: there is no such signal.
[[nodiscard]] int signalNumber(const QByteArray &name);

} // namespace qilin
