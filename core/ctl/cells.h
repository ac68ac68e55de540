// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "core/ctl/look.h"

// Values as qilinctl shows them: in one word each, the same in every language, so that scripts can
// cut columns.
namespace qilin {

[[nodiscard]] QString percentWord(double percent); // "4.1%"
[[nodiscard]] QString sizeWord(double mb);         // of MB of 2^20 bytes: "44.8M", "1.25G"
[[nodiscard]] QString ageWord(qint64 seconds);     // "42s", "3m22s", "2h05m", "3d04h"
[[nodiscard]] QString delayWord(qint64 ms);        // "412ms", "3.2s", "2m05s"

[[nodiscard]] Ink inkOf(WorkerState state);
[[nodiscard]] Ink inkOf(AppState state);

// "exited with code 1 after 0.2 s; next try in 0.4s", without the output.
[[nodiscard]] QString failureText(const Failure &failure);
// "file: app.js, lib/a.js": what a reload was for.
[[nodiscard]] QString reasonText(const ReloadSnapshot &reload);
// "OK in 412ms (file: app.js)", "failed: worker 4 exited …"
[[nodiscard]] QString reloadText(const ReloadSnapshot &reload);

} // namespace qilin
