// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <chrono>
#include <utility>

namespace qilin {

// How long to wait before a companion that ended is started again: 1 s, doubling to 60 s; from the
// beginning after one that lived for 60 s.
class RestartDelay final
{
public:
    // Counts an end. lived: of the process that ended.
    [[nodiscard]] std::chrono::milliseconds next(std::chrono::milliseconds lived)
    {
        if (lived >= kLongest)
            m_next = kFirst;
        return std::exchange(m_next, std::min(2 * m_next, kLongest));
    }

private:
    static constexpr std::chrono::milliseconds kFirst{1'000};
    static constexpr std::chrono::milliseconds kLongest{60'000};

    std::chrono::milliseconds m_next = kFirst;
};

} // namespace qilin
