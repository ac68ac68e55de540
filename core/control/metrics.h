// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"

#include <QByteArray>

namespace qilin {

// The answer to /metrics, in the text format of Prometheus. What each figure means stands in the
// README's table.
[[nodiscard]] QByteArray metricsText(const Snapshot &snapshot);

} // namespace qilin
