// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/procstat.h"

#include <QHash>

namespace qilin {

class TreeKeeper;

struct Usage
{
    double cpu = 0; // percent of one processor since the last sample, or since start for the first
    double mem = 0; // MB of 2^20 bytes, resident
};

// CPU and memory of each worker's process tree and of this process, from one pass over the process
// table a call.
class Sampler final
{
public:
    explicit Sampler(TreeKeeper &trees);

    // keys: the workers to measure (tracked in trees). Forgets those not named.
    void sample(const QList<int> &keys);

    [[nodiscard]] Usage worker(int key) const; // zeros before its first sample
    [[nodiscard]] Usage self() const;

private:
    struct Seen;
    TreeKeeper &m_trees;
};

} // namespace qilin
