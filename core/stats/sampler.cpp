// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/stats/sampler.h"

#include "core/platform/treekeeper.h"
#include "core/stats/usagemeter.h"

#include <QCoreApplication>

namespace qilin {

Sampler::Sampler(TreeKeeper &trees)
    : m_trees(trees)
    , m_self(std::make_unique<UsageMeter>())
{}

Sampler::~Sampler() = default;

void Sampler::sample(const QList<int> &keys)
{
    const std::vector<ProcessInfo> processes = readProcesses();
    const qint64 nowMs = msSinceBoot();
    m_trees.update(processes);

    std::unordered_map<int, std::unique_ptr<UsageMeter>> workers;
    workers.reserve(size_t(keys.size()));
    for (const int key : keys) {
        const auto known = m_workers.find(key);
        std::unique_ptr<UsageMeter> meter
            = known == m_workers.end() ? std::make_unique<UsageMeter>() : std::move(known->second);
        if (!meter) // named twice
            continue;
        meter->add(m_trees.memberInfo(key), nowMs);
        workers.insert_or_assign(key, std::move(meter));
    }
    m_workers.swap(workers);

    const auto own = pid_t(QCoreApplication::applicationPid());
    for (const ProcessInfo &process : processes) {
        if (process.pid != own)
            continue;
        ProcessInfo self = process;
        self.reapedTicks = 0; // workers are not this process
        m_self->add({self}, nowMs);
    }
}

Usage Sampler::worker(int key) const
{
    const auto found = m_workers.find(key);
    return found == m_workers.end() ? Usage() : found->second->usage();
}

Usage Sampler::self() const
{
    return m_self->usage();
}

} // namespace qilin
