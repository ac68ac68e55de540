// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/options.h"

#include <cstdio>
#include <cstdlib>

namespace load {

namespace {

[[noreturn]] void usage(const std::string &what)
{
    std::fprintf(
        stderr,
        "loadclient: %s\n"
        "loadclient --port N [--host ADDRESS] | --unix PATH [--path /] [--connections 32]\n"
        "           [--keep-alive | --close] [--pause MS] [--seconds 10] [--requests N]\n"
        "           [--timeout 30] [--header \"NAME: VALUE\"] [--progress]\n",
        what.c_str());
    std::exit(64);
}

} // namespace

Options parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        const auto value = [&]() -> const char * {
            if (i + 1 == argc)
                usage(name + " needs a value");
            return argv[++i];
        };
        if (name == "--host")
            options.host = value();
        else if (name == "--port")
            options.port = std::atoi(value());
        else if (name == "--unix")
            options.unixPath = value();
        else if (name == "--path")
            options.target = value();
        else if (name == "--connections")
            options.connections = std::atoi(value());
        else if (name == "--keep-alive")
            options.keepAlive = true;
        else if (name == "--close")
            options.keepAlive = false;
        else if (name == "--pause")
            options.pauseMs = std::atoi(value());
        else if (name == "--seconds")
            options.seconds = std::atof(value());
        else if (name == "--requests")
            options.requests = std::atol(value());
        else if (name == "--timeout")
            options.timeout = std::atof(value());
        else if (name == "--header")
            options.header = value() + std::string("\r\n");
        else if (name == "--progress")
            options.progress = true;
        else
            usage("unknown option " + name);
    }
    if (options.unixPath.empty() && options.port <= 0)
        usage("--port or --unix is needed");
    if (options.connections < 1)
        usage("--connections must be 1 or more");
    return options;
}

} // namespace load
