// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/tree.h"

#include <deque>
#include <string>

namespace qilin {

// Reads the contents of files that were found but not read, one at a time, so that later a touched
// file can be told from a changed one.
class HashPass final
{
public:
    explicit HashPass(Tree &tree)
        : m_tree(tree)
    {}

    void add(Directory &directory, const std::string &name);
    bool step(); // one file; false: none left
    [[nodiscard]] bool isDone() const { return m_queue.empty(); }
    // Enough was read for being ready: the first files and bytes of a tree, or all.
    [[nodiscard]] bool isUnderWay() const;
    void restart(); // isUnderWay() counts from here

private:
    void read(Directory &directory, const std::string &name, Known &known);

    Tree &m_tree;
    std::deque<quint32> m_queue; // directories
    std::string m_last;          // name in the first of them
    bool m_isAgain = false;      // that one has more before m_last
    int m_files = 0;
    qint64 m_bytes = 0;
};

} // namespace qilin
