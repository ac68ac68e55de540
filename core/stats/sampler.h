// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"

#include <QHash>
#include <QList>

#include <memory>
#include <unordered_map>

namespace qilin {

class TreeKeeper;
class UsageMeter;

struct Usage
{
    double cpu = 0; // percent of one processor since the last sample, or since start for the first
    double mem = 0; // MB of 2^20 bytes, resident
    qint64 cpuMs = 0;       // of processor time so far; never falls
    qint64 gainedCpuMs = 0; // of these, what the last sample has brought
};

// CPU and memory of each worker's process tree and of this process, from one pass over the process
// table a call.
class Sampler final
{
    Q_DISABLE_COPY_MOVE(Sampler)

public:
    explicit Sampler(TreeKeeper &trees);
    ~Sampler();

    // keys: the workers to measure (tracked in trees). Forgets those not named.
    void sample(const QList<int> &keys);

    [[nodiscard]] Usage worker(int key) const; // zeros before its first sample
    [[nodiscard]] Usage self() const;

private:
    TreeKeeper &m_trees;
    std::unordered_map<int, std::unique_ptr<UsageMeter>> m_workers;
    std::unique_ptr<UsageMeter> m_self;
};

} // namespace qilin
