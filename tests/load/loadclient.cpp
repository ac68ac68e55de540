// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/client.h"

#include <csignal>
#include <cstdio>

// Sends HTTP requests over many connections and says, as one line of JSON, what became of each.
// A kept connection that the server closes between two requests is no failure; one that it closes
// after a request was sent is. SIGTERM ends it early, with its result. Exit code 1: some failed.
int main(int argc, char **argv)
{
    const load::Options options = load::parseOptions(argc, argv);
    std::signal(SIGTERM, [](int) { load::requestStop(); });
    std::signal(SIGINT, [](int) { load::requestStop(); });
    load::Tally tally;
    const double seconds = load::run(options, tally);
    std::printf("%s\n", tally.toJson(seconds).c_str());
    return tally.failed() == 0 ? 0 : 1;
}
