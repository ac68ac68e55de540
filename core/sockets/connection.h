// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

namespace qilin {

enum class AcceptStatus {
    Accepted,
    Empty,   // nobody waits
    Gone,    // that client left again; go on with the next
    Scarce,  // no descriptors or memory left: the client waits on, try again after a while
    Unusable // not a listening socket
};

struct AcceptResult
{
    AcceptStatus status = AcceptStatus::Empty;
    UniqueFd connection; // O_NONBLOCK, close-on-exec
};

// Takes one waiting connection (accept4(2)).
[[nodiscard]] AcceptResult acceptConnection(int listener);

// Whether no process has read from it or written to it yet, so that it can be given to another as
// if nothing had happened. Unix sockets keep no count: taken for untouched.
[[nodiscard]] bool isUntouched(int connection);

} // namespace qilin
