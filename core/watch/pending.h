// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/known.h"

#include <QStringList>

#include <chrono>
#include <map>
#include <string>

namespace qilin {

// Changes noticed and not yet reported. What is back as it was within a second (a temporary file, a
// rewrite with the same content seen half way) was none; later it counts, as a worker may have been
// started on what was there in between.
class Pending final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void note(const std::string &path, const Known &before, const Known &now, Time when);
    [[nodiscard]] bool isEmpty() const { return m_changed == 0 && !m_more; }
    void clear();
    [[nodiscard]] QStringList take(); // sorted, at most 1,000

private:
    struct Item
    {
        Known before;
        Time since;
        bool isBack = false; // kept: another source may tell of the same way there and back
    };
    std::map<std::string, Item> m_items;
    int m_changed = 0;   // of them
    bool m_more = false; // than are kept by name
};

} // namespace qilin
