// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace qilin {

// The last values of a row, at most so many. Takes memory as it fills and none once it is full.
template <typename T>
class Ring final
{
public:
    explicit Ring(size_t capacity)
        : m_capacity(capacity)
    {}

    void push(const T &value)
    {
        if (m_values.size() == m_capacity) {
            m_values[m_oldest] = value;
            m_oldest = (m_oldest + 1) % m_capacity;
            return;
        }
        if (m_values.size() == m_values.capacity())
            m_values.reserve(std::min(m_capacity, std::max<size_t>(16, 2 * m_values.size())));
        m_values.push_back(value);
    }

    [[nodiscard]] size_t size() const { return m_values.size(); }
    // 0: the newest. Less than size().
    [[nodiscard]] const T &back(size_t age) const
    {
        return m_values[(m_oldest + m_values.size() - 1 - age) % m_values.size()];
    }

private:
    size_t m_capacity;
    size_t m_oldest = 0;
    std::vector<T> m_values;
};

} // namespace qilin
