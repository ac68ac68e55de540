// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/filesystem.h"

#include <string>
#include <vector>

namespace qilin {

// The way from "/" to a path, link by link.
struct Chain
{
    // Whose entries decide where the path leads: the directory of every link on the way and of what
    // it ends at; the nearest that exists if it ends nowhere.
    std::vector<std::string> directories;
    std::string target;                // without links; empty if there is nothing
    FileKind kind = FileKind::Missing; // of target: Missing, Denied, File, Directory, Other
    quint64 links = 0;                 // hash of where all of them point; 0: none

    bool operator==(const Chain &other) const
    {
        return directories == other.directories && target == other.target && kind == other.kind
               && links == other.links;
    }
};

[[nodiscard]] Chain resolveChain(const std::string &path); // absolute

[[nodiscard]] std::string parentOf(const std::string &path); // "/" is its own
[[nodiscard]] std::string joined(const std::string &directory, const std::string &name);

} // namespace qilin
