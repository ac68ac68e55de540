// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/scanqueue.h"

#include <algorithm>

namespace qilin {

namespace {

template <typename Key>
void raise(std::map<Key, Report> &map, const Key &key, Report report)
{
    const auto [entry, isNew] = map.emplace(key, report);
    if (!isNew)
        entry->second = std::max(entry->second, report);
}

template <typename Key>
std::optional<std::pair<Key, Report>> take(std::map<Key, Report> &map,
                                           typename std::map<Key, Report>::iterator which)
{
    if (map.empty())
        return {};
    const auto taken = map.extract(which == map.end() ? map.begin() : which);
    return std::pair(taken.key(), taken.mapped());
}

} // namespace

void ScanQueue::look(const Key &key, Report report)
{
    raise(m_looks, key, report);
}

void ScanQueue::follow(const Key &link, Report report)
{
    raise(m_links, link, report);
}

void ScanQueue::scan(quint32 directory, Report report)
{
    raise(m_scans, directory, report);
}

void ScanQueue::weaken()
{
    for (auto *map : {&m_looks, &m_links}) {
        for (auto &item : *map)
            item.second = std::min(item.second, Report::IfLater);
    }
    for (auto &item : m_scans)
        item.second = std::min(item.second, Report::IfLater);
}

std::optional<std::pair<ScanQueue::Key, Report>> ScanQueue::takeLook()
{
    auto taken = take(m_looks, m_looks.upper_bound(m_last));
    if (taken)
        m_last = taken->first;
    return taken;
}

std::optional<std::pair<ScanQueue::Key, Report>> ScanQueue::takeLink()
{
    return take(m_links, m_links.begin());
}

std::optional<std::pair<quint32, Report>> ScanQueue::takeScan()
{
    return take(m_scans, m_scans.begin());
}

} // namespace qilin
