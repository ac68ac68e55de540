// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

// What the kernel lets this process do for its children. Root has it all, unless a container took a
// part of it away (capabilities(7)).
namespace qilin {

[[nodiscard]] bool mayChangeUser();     // CAP_SETUID and CAP_SETGID
[[nodiscard]] bool mayRaiseLimits();    // CAP_SYS_RESOURCE
[[nodiscard]] bool mayRenice(int nice); // to that value: CAP_SYS_NICE, or RLIMIT_NICE allows it

} // namespace qilin
