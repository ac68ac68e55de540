// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/childio.h"
#include "core/platform/uniquefd.h"

namespace qilin {

// What a child prints travels through it. Both ends are close-on-exec.
struct OutputPipe
{
    UniqueFd read;  // O_NONBLOCK, ours
    UniqueFd write; // the child's stdout or stderr; close it once the child runs
};

[[nodiscard]] Result<OutputPipe> makeOutputPipe();

struct PipeRead
{
    IoStatus status = IoStatus::Moved;
    qsizetype bytes = 0;
};

// Never blocks. Ended: no writer is left.
[[nodiscard]] PipeRead readPipe(int fd, char *buffer, qsizetype size);

// Lets it hold 256 kB instead of 64 (pipe(7)), for a child that prints much; for all, it would use
// up what one user may have in pipes.
void enlargePipe(int fd);

} // namespace qilin
