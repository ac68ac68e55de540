// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <map>
#include <string>

namespace load {

// What became of every request.
struct Tally
{
    long requests = 0; // begun
    long answered = 0; // with 2xx
    long opened = 0;   // connections

    // Failures
    long refused = 0;   // no connection
    long reset = 0;     // the connection was reset, or closed before any request was sent on it
    long noAnswer = 0;  // closed after the request was sent, without a byte of answer
    long truncated = 0; // closed in the middle of an answer
    long timedOut = 0;
    long not2xx = 0;
    long malformed = 0;

    // No failures
    long closedIdle = 0;  // a kept connection that the server closed between two requests
    long noLocalPort = 0; // this machine had no client port left; tried again

    std::map<std::string, long> bodies; // the first 64 that differ
    // Failures by the last answer that had come over the same connection; "" for none.
    std::map<std::string, long> failedAfter;

    void addLatency(long microseconds);
    void addBody(const std::string &body);
    void addFailure(long &counter, const std::string &lastBody);
    long failed() const
    {
        return refused + reset + noAnswer + truncated + timedOut + not2xx + malformed;
    }
    std::string toJson(double seconds) const; // one line, no end of line

private:
    double latencyMs(double share) const;

    static constexpr int kSteps = 128; // a doubling is split into that many: within 1 %
    std::array<long, 32 * kSteps> m_latencies{};
    long m_latencyCount = 0;
    long m_latencyMax = 0;
};

} // namespace load
