// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace qilin {

// Which paths below a watched directory do not count (the key watch_ignore, and our own log files).
// A glob without '/' is held against every name on the way ("node_modules" anywhere), one with '/'
// against the path from the watched directory on. '*' and '?' stop at '/', "**" does not, [a-z] and
// [!a-z] are sets, '\' takes the next character as it is. What lies below an ignored directory is
// ignored.
class IgnoreRules final
{
public:
    IgnoreRules() = default;
    // ownFiles: globs against the names of files, never of directories.
    explicit IgnoreRules(const QStringList &globs, const QStringList &ownFiles = {});

    // Path relative to the watched directory, without '/' at either end.
    [[nodiscard]] bool ignores(std::string_view path) const;
    // Whether a file of this name is one of ownFiles.
    [[nodiscard]] bool isOwn(std::string_view name) const;

private:
    bool ignoresName(std::string_view name) const;

    std::unordered_set<std::string> m_names; // globs that are plain names
    std::vector<std::string> m_nameGlobs;
    std::vector<std::string> m_pathGlobs;
    std::vector<std::string> m_ownGlobs;
};

// The whole text, '/' as above; a character is a UTF-8 sequence, or one byte that is none.
[[nodiscard]] bool matchesGlob(std::string_view glob, std::string_view text);

} // namespace qilin
