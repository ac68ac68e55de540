// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/filesystem.h"

#include <string>

namespace qilin {

// What is known of a path: enough to tell a changed content from a touched file.
struct Known
{
    FileStamp stamp;     // of what a link leads to, if it is one
    quint64 hash = 0;    // of the content; 0: not read
    quint64 link = 0;    // of where the link points; 0: no link
    bool settled = true; // the stamp was old enough when taken to tell the next change
    bool tried = false;  // reading the content was tried

    // Counts as content: a file, or a link wherever it leads.
    [[nodiscard]] bool isContent() const { return stamp.kind == FileKind::File || link != 0; }
};

// The path as it is now, without its content; links are followed and remembered.
[[nodiscard]] Known look(const std::string &path);

// The stamp was taken just now: fills `settled`. Two writes within one tick of the file system's
// clock leave the same stamp (the kernel's tick is up to 10 ms, FAT's is 2 s).
void settle(Known &known);

// Whether the content behind `path` differs from what was known. Reads it if the stamps alone do
// not tell and it is no longer than limit (bytes); the hash then stands in `now`.
[[nodiscard]] bool differs(const std::string &path, const Known &before, Known &now, qint64 limit);

[[nodiscard]] quint64 hashLinkText(const std::string &text, quint64 seed);

} // namespace qilin
