// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/look.h"

#include <QList>

namespace qilin {

// A share (0 to 1) of so many columns: "██▌   ", or "##    ".
[[nodiscard]] QString bar(double share, int columns, const Look &look);

// The last values, a column each, against the most of them or what is given if that is more:
// "▁▂▇", or "._^".
[[nodiscard]] QString sparkline(const QList<double> &values, double most, int columns,
                                const Look &look);

} // namespace qilin
