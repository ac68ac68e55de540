// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/load/options.h"
#include "tests/load/reply.h"
#include "tests/load/tally.h"

#include <cstdint>
#include <random>
#include <string>

namespace load {

using Microseconds = std::int64_t; // on the monotonic clock
Microseconds now();

// What all connections share.
struct Shared
{
    const Options &options;
    Tally &tally;
    int epoll;
    std::string request;
    std::mt19937 random;
    bool stopping = false; // begin no request any more
};

// One client: connects, asks, reads the answer, pauses, and again, until it is told to stop.
// Resting -> Connecting -> Asking -> Pausing -> Asking …, or back to Resting without a connection.
class Connection final
{
public:
    explicit Connection(Shared &shared)
        : m_shared(shared)
    {}
    ~Connection() { closeSocket(); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void onReady(std::uint32_t events); // from epoll
    void onTime(Microseconds time);     // called often; looks at its own deadline
    bool isBusy() const { return m_state == State::Connecting || m_state == State::Asking; }

private:
    enum class State { Resting, Connecting, Asking, Pausing };

    bool mayBegin() const;
    void begin();
    void connectSocket();
    void onConnectFailed(int error);
    void ask();
    void read();
    void onClosed(int error);
    void onReply();
    void rest(Microseconds pause);
    void fail(long &counter);
    void closeSocket();

    Shared &m_shared;
    Reply m_reply;
    std::string m_lastBody; // over this connection
    State m_state = State::Resting;
    Microseconds m_wakeAt = 0;  // Resting, Pausing: when to go on
    Microseconds m_begunAt = 0; // Connecting, Asking
    int m_fd = -1;
    bool m_reused = false; // an answer has come over this connection
};

} // namespace load
