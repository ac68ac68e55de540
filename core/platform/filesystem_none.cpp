// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/filesystem.h"

namespace qilin {

// Asked only where there is a native way to watch.
bool isRemoteFileSystem(const std::string &)
{
    return false;
}

} // namespace qilin
