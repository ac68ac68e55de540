// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace qilin {

// How many processors this process may use: its affinity, capped by the quota of its control group
// (a container with 2 processors on a machine with 64 gets 2). At least 1.
[[nodiscard]] int usableProcessors();

// The quota alone, rounded up; 0 where there is none. Control groups v2: cpu.max of the group and
// of those around it. root: where the hierarchy is mounted; group: the text of /proc/self/cgroup.
[[nodiscard]] int processorQuota(const QString &root, const QByteArray &group);

} // namespace qilin
