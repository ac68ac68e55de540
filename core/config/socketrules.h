// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

// Rules about the keys listen and ready; see rules.h.
namespace qilin {

// Each address is given once, and the file of a Unix socket can be made.
void listenedAddressesFit(Loaded &loaded);

// A warning where ready asks at a socket that all workers share.
void readyAsksTheWorker(Loaded &loaded);

// Why no Unix socket can have this absolute path; empty: it can.
[[nodiscard]] QString socketPathFault(const QString &path);

} // namespace qilin
