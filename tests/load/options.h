// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace load {

struct Options
{
    std::string host = "127.0.0.1";
    int port = 0;
    std::string unixPath; // instead of host and port
    std::string target = "/";
    int connections = 32;
    bool keepAlive = true; // --close: a connection a request
    int pauseMs = 0;       // at random up to this between an answer and the next request
    double seconds = 10;   // no request is begun after that
    long requests = 0;     // nor after that many; 0: no limit
    double timeout = 30;   // s for one request
    std::string header;    // one more line of each request, with its CR LF
    bool progress = false; // a line of JSON each 100 ms
};

// Ends the program with 64 and a word on stderr if ARGV is wrong.
Options parseOptions(int argc, char **argv);

} // namespace load
