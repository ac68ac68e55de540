// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace qilin {

// The number of processors this process may use, at least 1: what its affinity mask allows, and no
// more than the quota of its control groups (v2 cpu.max, v1 cpu.cfs_quota_us), rounded up.
// root: where proc/self/cgroup and sys/fs/cgroup are read.
[[nodiscard]] int availableProcessors(const QString &root = QString());

// The quota alone, in processors; 0: none.
[[nodiscard]] double processorQuota(const QString &root);

} // namespace qilin
