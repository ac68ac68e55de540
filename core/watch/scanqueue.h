// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace qilin {

// Whether a difference is told: not while learning a tree; only if it is newer than the last
// forget(); always.
enum class Report : quint8 { No, IfLater, Yes };

// Where to look next. Each place is in it once, with the strongest report asked for.
class ScanQueue final
{
public:
    using Key = std::pair<quint32, std::string>; // directory and name; 0 and path for a root

    void look(const Key &key, Report report);
    void follow(const Key &link, Report report); // when nothing else is left to do
    void scan(quint32 directory, Report report); // all its entries
    void weaken();                               // Yes becomes IfLater

    // In turn, so that a file that changes all the time keeps nobody waiting.
    [[nodiscard]] std::optional<std::pair<Key, Report>> takeLook();
    [[nodiscard]] std::optional<std::pair<Key, Report>> takeLink();
    [[nodiscard]] std::optional<std::pair<quint32, Report>> takeScan();

    [[nodiscard]] bool hasLooks() const { return !m_looks.empty(); }
    [[nodiscard]] bool hasScans() const { return !m_scans.empty(); }
    [[nodiscard]] bool isEmpty() const
    {
        return m_looks.empty() && m_links.empty() && m_scans.empty();
    }

private:
    std::map<Key, Report> m_looks;
    std::map<Key, Report> m_links;
    std::map<quint32, Report> m_scans;
    Key m_last;
};

} // namespace qilin
