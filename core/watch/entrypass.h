// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/scanqueue.h"
#include "core/watch/tree.h"

#include <set>
#include <string>

namespace qilin {

// Reads one directory bit by bit and queues a look at every name that is in it or was.
class EntryPass final
{
public:
    EntryPass(Tree &tree, ScanQueue &queue)
        : m_tree(tree)
        , m_queue(queue)
    {}

    PathError begin(const Directory &directory, Report report);
    [[nodiscard]] bool isOpen() const { return m_reader.isOpen() || m_isComparing; }
    void step();   // while it is open
    void weaken(); // Yes becomes IfLater

private:
    void compare();

    Tree &m_tree;
    ScanQueue &m_queue;
    DirectoryReader m_reader;
    quint32 m_directory = 0;
    Report m_report = Report::No;
    std::set<std::string> m_names; // read so far, and not compared
    std::string m_compared;        // the last of the known names that was
    bool m_isComparing = false;
};

} // namespace qilin
