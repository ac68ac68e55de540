// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/clienttimes.h"

namespace qilin {

// Patient, but quick to try again.
inline ClientTimes quickTimes()
{
    using namespace std::chrono_literals;
    ClientTimes times;
    times.silence = 60s;
    times.firstRetry = 1ms;
    times.lastRetry = 20ms;
    times.poll = 1ms;
    return times;
}

} // namespace qilin
