// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

// Values as a user reads them, in the language and with the digits of the locale.
namespace qilin {

[[nodiscard]] QString cpuText(double percent);    // "4.1 %"; of one processor, may pass 100
[[nodiscard]] QString memText(double mb);         // MB of 2^20 bytes: "44.8 MB", "1.25 GB"
[[nodiscard]] QString uptimeText(qint64 seconds); // "3 d 4 h", "2 min 5 s"
[[nodiscard]] QString countText(qint64 count);    // "12,345"
[[nodiscard]] QString durationText(qint64 ms);    // "412 ms", "3.2 s", "2 min 5 s"

[[nodiscard]] QString stateText(WorkerState state);
[[nodiscard]] QString stateText(AppState state);
[[nodiscard]] QString stateText(ControlClient::State state);

} // namespace qilin
