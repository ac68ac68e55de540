// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/command.h"
#include "tests/load/prober.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

// firstanswer --port N [--ports M] [--distinct K] [--timeout S] -- PROGRAM ARGUMENT…
//     Starts the program and prints the milliseconds from then until K different answers have come
//     from the M ports that begin with N.
// firstanswer --port N --kill PID
//     Kills the process and prints the milliseconds until an answer without that pid has come.
namespace {

struct Options
{
    int port = 0;
    int ports = 1;
    int distinct = 1;
    double timeout = 60;
    std::string kill;
    char **command = nullptr;
};

[[noreturn]] void usage()
{
    std::fputs("firstanswer --port N [--ports M] [--distinct K] [--timeout S]\n"
               "            (--kill PID | -- PROGRAM…)\n",
               stderr);
    std::exit(64);
}

Options parse(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (i + 1 == argc)
            usage();
        if (name == "--") {
            options.command = argv + i + 1;
            break;
        }
        const char *value = argv[++i];
        if (name == "--port")
            options.port = std::atoi(value);
        else if (name == "--ports")
            options.ports = std::atoi(value);
        else if (name == "--distinct")
            options.distinct = std::atoi(value);
        else if (name == "--timeout")
            options.timeout = std::atof(value);
        else if (name == "--kill")
            options.kill = value;
        else
            usage();
    }
    if (options.port <= 0 || options.kill.empty() == !options.command)
        usage();
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    using Clock = std::chrono::steady_clock;
    const Options options = parse(argc, argv);
    load::Prober prober(options.port, options.ports,
                        options.distinct == 1 ? 1 : 2 * options.distinct);
    load::Command command;
    const Clock::time_point start = Clock::now();
    if (options.command)
        command.start(options.command);
    else
        ::kill(std::atoi(options.kill.c_str()), SIGKILL);

    std::chrono::duration<double, std::milli> took{};
    while (static_cast<int>(prober.answers().size()) < options.distinct) {
        prober.look(options.kill);
        took = Clock::now() - start;
        if (took.count() > options.timeout * 1000 || (options.command && command.hasEnded())) {
            std::fprintf(stderr, "firstanswer: %zu of %d answers after %.0f ms\n",
                         prober.answers().size(), options.distinct, took.count());
            return 1;
        }
    }
    std::printf("%.1f\n", took.count());
    return 0;
}
