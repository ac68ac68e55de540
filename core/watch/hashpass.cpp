// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/hashpass.h"

#include "core/watch/chain.h"

#include <utility>

namespace qilin {

namespace {

constexpr qint64 kReadLimit = 8 * 1024 * 1024;
constexpr int kFirstFiles = 1000;
constexpr qint64 kFirstBytes = 16 * 1024 * 1024;

} // namespace

void HashPass::add(Directory &directory, const std::string &name)
{
    if (!std::exchange(directory.isUnhashed, true))
        m_queue.push_back(directory.id);
    else if (m_queue.front() == directory.id && name <= m_last)
        m_isAgain = true;
}

void HashPass::restart()
{
    m_files = 0;
    m_bytes = 0;
}

bool HashPass::isUnderWay() const
{
    return isDone() || m_files >= kFirstFiles || m_bytes >= kFirstBytes;
}

bool HashPass::step()
{
    while (!m_queue.empty()) {
        if (Directory *directory = m_tree.find(m_queue.front())) {
            auto &entries = directory->entries;
            for (auto entry = entries.lower_bound(m_last); entry != entries.end(); ++entry) {
                Known &known = entry->second.known;
                if (known.stamp.kind != FileKind::File || known.tried)
                    continue;
                m_last = entry->first;
                read(*directory, entry->first, known);
                return true;
            }
            m_last.clear();
            if (std::exchange(m_isAgain, false))
                continue;
            directory->isUnhashed = false;
        }
        m_queue.pop_front();
        m_last.clear();
        m_isAgain = false;
    }
    return false;
}

void HashPass::read(Directory &directory, const std::string &name, Known &known)
{
    known.tried = true;
    ++m_files;
    if (known.stamp.size > kReadLimit)
        return;
    const ContentHash content = hashContent(joined(directory.path, name), kReadLimit);
    m_bytes += content.stamp.size;
    // Changed meanwhile: the event that says so comes, or the next poll.
    if (content.stamp == known.stamp)
        known.hash = content.hash;
}

} // namespace qilin
