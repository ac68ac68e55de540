// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/entrypass.h"

#include <algorithm>

namespace qilin {

namespace {

constexpr int kNamesAtOnce = 128;
constexpr int kComparedAtOnce = 500;

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
    if (m_isComparing)
        return compare();
    std::string name;
    for (int i = 0; i < kNamesAtOnce; ++i) {
        if (!m_reader.next(name)) {
            m_isComparing = true;
            m_compared.clear();
            return;
        }
        m_queue.look({m_directory, name}, m_report);
        m_names.insert(name);
    }
}

void EntryPass::compare()
{
    const Directory *directory = m_tree.find(m_directory);
    if (!directory) { // gone meanwhile
        m_names.clear();
        m_isComparing = false;
        return;
    }
    auto entry = directory->entries.upper_bound(m_compared);
    for (int i = 0; i < kComparedAtOnce; ++i, ++entry) {
        if (entry == directory->entries.end()) {
            m_names.clear();
            m_isComparing = false;
            return;
        }
        m_compared = entry->first;
        while (!m_names.empty() && *m_names.begin() < m_compared)
            m_names.erase(m_names.begin());
        if (m_names.empty() || *m_names.begin() != m_compared)
            m_queue.look({m_directory, m_compared}, m_report);
    }
}

void EntryPass::weaken()
{
    m_report = std::min(m_report, Report::IfLater);
}

} // namespace qilin
