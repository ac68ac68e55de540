// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/limits.h"

#include <optional>
#include <vector>

namespace qilin {

// A user as a child becomes one.
struct ChildCredentials
{
    unsigned uid = 0;
    unsigned gid = 0;
    std::vector<unsigned> groups; // supplementary
};

// What a child has in another way than this process. Absent: inherited.
struct ProcessAttributes
{
    std::optional<ChildCredentials> credentials;
    std::optional<unsigned> umask;
    std::optional<int> nice; // setpriority(2): -20 … 19
    std::vector<LimitSetting> limits;
    quint64 tag = 0; // of its tree, see treetag.h; 0: none
};

// Which of them could not be had, and the errno. It lies in memory that the child shares.
struct ChildFailure
{
    const char *key = nullptr; // of the configuration: "limits.nofile", "user"; null: all is well
    int code = 0;
};

// In the child only: raw system calls, little stack. False: failure says why.
[[nodiscard]] bool applyAttributes(const ProcessAttributes &attributes, ChildFailure &failure);

} // namespace qilin
