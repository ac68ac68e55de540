// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/load/options.h"
#include "tests/load/tally.h"

namespace load {

// Runs until the options say so or requestStop() was called, then lets what is in flight finish.
// Returns the seconds it took.
double run(const Options &options, Tally &tally);

void requestStop(); // may be called in a signal handler

} // namespace load
