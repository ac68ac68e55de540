// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>

namespace qilin {

// How patient a client is with its daemon.
struct ClientTimes
{
    std::chrono::milliseconds connect{10000}; // until the connection stands
    std::chrono::milliseconds answer{10000};  // for what the daemon knows at once
    std::chrono::milliseconds act{3600000};   // for what it does, which its own deadlines bound
    std::chrono::milliseconds silence{15000}; // of /events; a living daemon sends each second

    std::chrono::milliseconds firstRetry{200}; // after a loss; doubles
    std::chrono::milliseconds lastRetry{5000};
    std::chrono::milliseconds poll{1000}; // of a daemon without /events
};

} // namespace qilin
