// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/ctl/look.h"

// What happens, a line each. Times are UTC, as in the daemon's log. Pure.
namespace qilin {

// "2026-01-01T00:00:00.000Z app.js[3] out TEXT"
[[nodiscard]] QString logText(const LogLine &line, const Look &look);
// "2026-01-01T00:00:00.000Z worker app.js[3] up, pid 123, generation 2"
[[nodiscard]] QString eventText(const WorkerEvent &event, const Look &look);
// "2026-01-01T00:00:00.000Z reload app.js finished: OK in 412ms (file: app.js)"
[[nodiscard]] QString eventText(const ReloadEvent &event, const Look &look);

} // namespace qilin
