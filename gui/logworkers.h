// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/logrenderer.h"
#include "gui/target.h"

class QComboBox;

namespace qilin {

// The choice of a log's workers: all of target, or one. The data of an item is the worker's id, 0
// for all. chosen stays in the list when it is gone. An unchanged list is left alone.
void fillLogWorkers(QComboBox &box, const Target &target, int chosen);

// What tells the lines of target apart.
[[nodiscard]] LogRenderer::Origin logOrigin(const Target &target);

} // namespace qilin
