// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>

namespace qilin {

// What one client, and all of them together, may take from the control API.
struct GateLimits
{
    int connections = 64; // at once, over all listeners
    int operations = 48;  // that clients wait for at once: places are left for quick questions
    int requestsPerConnection = 1000;

    qsizetype headBytes = 8 * 1024; // request line and headers
    qsizetype targetBytes = 2 * 1024;
    qsizetype bodyBytes = 16 * 1024;
    int headers = 64;

    std::chrono::milliseconds requestTime{5000}; // from the first byte (or accept) to the last
    std::chrono::milliseconds idleTime{30000};   // between two requests of a connection
    std::chrono::milliseconds writeTime{5000};   // for the client to take an answer
    qsizetype unsentBytes = 4 * 1024 * 1024;     // that all clients together have not taken yet
    std::chrono::milliseconds drainTime{1000};   // for it to close after the last answer,
    qsizetype drainBytes = 1024 * 1024;          // and what it may still send meanwhile
    std::chrono::milliseconds closeTime{1000};   // for all answers when the server shuts down
    std::chrono::milliseconds acceptPause{100};  // without descriptors

    // Streams of events are connections of their own kind.
    int streams = 256;                              // at once
    qsizetype streamBytes = 256 * 1024;             // that wait for one client
    std::chrono::milliseconds stallTime{30000};     // for it to take any of them
    std::chrono::milliseconds statusTime{1000};     // between two statuses; they also come
    std::chrono::milliseconds changeTime{100};      // with changes, this far apart at least
    std::chrono::milliseconds gatherTime{20};       // other events wait for others this long
    std::chrono::milliseconds heartbeatTime{10000}; // of silence, then a comment is sent
    std::chrono::milliseconds followTime{10000};    // lines are still kept for who comes back

    // How late an address with wrong credentials hears of it: doubles with each.
    std::chrono::milliseconds firstRefusal{250};
    std::chrono::milliseconds lastRefusal{4000};
    std::chrono::milliseconds refusalMemory{60000}; // forgotten after
    int refusedAddresses = 256;                     // remembered at most
    std::chrono::milliseconds incidentTime{60000};  // between two lines of the log about one

    // Passwords that are held against a hash, which takes from milliseconds to seconds.
    int passwordChecks = 8;      // that wait at once
    int passwordChecksOfOne = 2; // of one address
    int passwordRest = 4;        // times as long as a wrong one took, before the next
};

} // namespace qilin
