// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/stats/usagemeter.h"

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

constexpr qint64 kShortestMs = 50;
constexpr double kMegabyte = 1024 * 1024;

quint64 ticksOf(const ProcessInfo &process)
{
    return process.cpuTicks + process.reapedTicks;
}

bool comesBefore(const ProcessInfo &a, const ProcessInfo &b)
{
    return a.pid < b.pid;
}

const ProcessInfo *find(const std::vector<ProcessInfo> &processes, pid_t pid)
{
    ProcessInfo wanted;
    wanted.pid = pid;
    const auto at = std::lower_bound(processes.begin(), processes.end(), wanted, comesBefore);
    return at != processes.end() && at->pid == pid ? &*at : nullptr;
}

bool lives(const std::vector<ProcessInfo> &processes, const ProcessInfo &process)
{
    const ProcessInfo *now = find(processes, process.pid);
    return now && now->startTime == process.startTime;
}

double percent(quint64 ticks, qint64 ms)
{
    const double seconds = double(ticks) / clockTicksPerSecond();
    return 100 * seconds / (double(ms) / 1000);
}

} // namespace

// Of what was counted before: that which is contained in today's numbers. A process that has ended
// is, if some ancestor that still lives has waited for it; else its time has left the tree with it.
quint64 UsageMeter::ticksCarriedOver(const std::vector<ProcessInfo> &processes) const
{
    quint64 ticks = 0;
    for (const ProcessInfo &process : m_before) {
        const ProcessInfo *heir = &process;
        while (heir && !lives(processes, *heir))
            heir = find(m_before, heir->parent);
        if (heir)
            ticks += ticksOf(process);
    }
    return ticks;
}

void UsageMeter::gain(quint64 ticks)
{
    m_ticks += ticks;
    const auto ms = qint64(m_ticks * 1000 / quint64(clockTicksPerSecond()));
    m_usage.gainedCpuMs = ms - std::exchange(m_usage.cpuMs, ms);
}

void UsageMeter::add(const std::vector<ProcessInfo> &members, qint64 nowMs)
{
    m_usage.gainedCpuMs = 0;
    std::vector<ProcessInfo> processes = members;
    std::sort(processes.begin(), processes.end(), comesBefore);
    quint64 ticks = 0;
    quint64 bytes = 0;
    quint64 start = ~quint64(0);
    for (const ProcessInfo &process : processes) {
        ticks += ticksOf(process);
        bytes += process.residentBytes;
        start = std::min(start, process.startTime);
    }
    m_usage.mem = double(bytes) / kMegabyte;
    if (processes.empty()) {
        m_usage.cpu = 0;
        return;
    }

    if (!m_hasBefore) {
        const qint64 startMs = qint64(start) * 1000 / clockTicksPerSecond();
        m_usage.cpu = percent(ticks, std::max(nowMs - startMs, kShortestMs));
        gain(ticks);
    } else if (nowMs - m_beforeMs < kShortestMs) {
        return;
    } else {
        const quint64 before = ticksCarriedOver(processes);
        const quint64 used = ticks > before ? ticks - before : 0;
        m_usage.cpu = percent(used, nowMs - m_beforeMs);
        gain(used);
    }
    m_before.swap(processes);
    m_beforeMs = nowMs;
    m_hasBefore = true;
}

} // namespace qilin
