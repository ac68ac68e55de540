// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/apptotals.h"

#include <algorithm>

namespace qilin {

void DurationCounts::add(std::chrono::milliseconds took)
{
    const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), took);
    ++m_counts[size_t(bound - kBounds.begin())];
    m_sum += took;
}

} // namespace qilin
