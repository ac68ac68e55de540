// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArrayView>

#include <vector>

// Bytes and descriptors over a socket pair shared with a child (unix(7), SCM_RIGHTS).
// Nothing here blocks and nothing raises SIGPIPE.
namespace qilin {

struct ChildPair
{
    UniqueFd ours;   // O_NONBLOCK
    UniqueFd childs; // to be passed on; close it once the child runs, else no end is ever seen
};

// A stream pair, both ends close-on-exec.
[[nodiscard]] Result<ChildPair> makeChildPair();

enum class IoStatus {
    Moved,      // bytes > 0
    WouldBlock, // wait until the descriptor is ready
    Busy,       // the system is short of something; try again after a while, readiness says nothing
    Ended       // the other end is gone
};

struct SendResult
{
    IoStatus status = IoStatus::Moved;
    qsizetype bytes = 0;
};

// passed (-1: none) travels with the first byte: it is sent whenever bytes > 0. It stays the
// caller's.
[[nodiscard]] SendResult sendBytes(int fd, QByteArrayView bytes, int passed = -1);

struct ReceiveResult
{
    IoStatus status = IoStatus::Moved;
    qsizetype bytes = 0;
    std::vector<UniqueFd> passed; // close-on-exec
    bool lostDescriptors = false; // some were sent that could not be installed here
};

[[nodiscard]] ReceiveResult receiveBytes(int fd, char *buffer, qsizetype size);

// Another descriptor of the same file, close-on-exec; none when there are no more to be had.
[[nodiscard]] UniqueFd duplicate(int fd);

} // namespace qilin
