// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/uniquefd.h"

#include <unistd.h>

namespace qilin {

void closeDescriptor(int fd) noexcept
{
    if (fd >= 0)
        ::close(fd);
}

} // namespace qilin
