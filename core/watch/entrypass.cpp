// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/entrypass.h"

#include <algorithm>

namespace qilin {

namespace {

constexpr int kNamesAtOnce = 128;

} // namespace

PathError EntryPass::begin(const Directory &directory, Report report)
{
    m_directory = directory.id;
    m_report = report;
    m_names.clear();
    return m_reader.open(directory.path);
}

void EntryPass::step()
{
    std::string name;
    for (int i = 0; i < kNamesAtOnce; ++i) {
        if (!m_reader.next(name))
            return finish();
        m_queue.look({m_directory, name}, m_report);
        m_names.insert(name);
    }
}

void EntryPass::finish()
{
    const Directory *directory = m_tree.find(m_directory); // may have gone meanwhile
    if (directory) {
        auto name = m_names.begin();
        for (const auto &item : directory->entries) {
            while (name != m_names.end() && *name < item.first)
                ++name;
            if (name == m_names.end() || *name != item.first)
                m_queue.look({m_directory, item.first}, m_report);
        }
    }
    m_names.clear();
}

void EntryPass::weaken()
{
    m_report = std::min(m_report, Report::IfLater);
}

} // namespace qilin
