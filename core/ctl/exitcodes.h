// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

// What qilinctl tells scripts.
namespace qilin {

constexpr int kCtlDone = 0;
constexpr int kCtlRefused = 1;     // the daemon has refused it or failed at it
constexpr int kCtlUnreachable = 2; // there is no daemon to ask
constexpr int kCtlUsage = 64;      // EX_USAGE of sysexits.h(3head)

} // namespace qilin
