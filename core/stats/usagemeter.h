// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"
#include "core/stats/sampler.h"

#include <vector>

namespace qilin {

// The arithmetic of CPU and memory of one tree. Pure: works on what is given.
// A process counts with what it used and what the children it waited for used (cutime, cstime), so
// that short-lived processes count too, and none twice when it moves from one to the other.
class UsageMeter final
{
public:
    // processes: the tree now. nowMs: since boot, as are their start times.
    // Calls less than 50 ms apart leave cpu as it was: the clock's ticks are too coarse for them.
    // What a process used after its last sample, and nobody in the tree waited for, is not counted.
    void add(const std::vector<ProcessInfo> &processes, qint64 nowMs);

    [[nodiscard]] const Usage &usage() const { return m_usage; }

private:
    void gain(quint64 ticks);
    [[nodiscard]] quint64 ticksCarriedOver(const std::vector<ProcessInfo> &processes) const;

    std::vector<ProcessInfo> m_before;
    qint64 m_beforeMs = 0;
    quint64 m_ticks = 0; // used so far
    bool m_hasBefore = false;
    Usage m_usage;
};

} // namespace qilin
