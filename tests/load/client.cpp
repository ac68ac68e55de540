// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/client.h"

#include "tests/load/connection.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <vector>

#include <sys/epoll.h>
#include <unistd.h>

namespace load {

namespace {

volatile std::sig_atomic_t stopRequested = 0;

std::string requestText(const Options &options)
{
    return "GET " + options.target + " HTTP/1.1\r\nHost: localhost\r\n" + options.header
           + (options.keepAlive ? "" : "Connection: close\r\n") + "\r\n";
}

} // namespace

void requestStop()
{
    stopRequested = 1;
}

double run(const Options &options, Tally &tally)
{
    Shared shared{options,         tally, ::epoll_create1(EPOLL_CLOEXEC), requestText(options),
                  std::mt19937(1), false};
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < options.connections; ++i)
        connections.push_back(std::make_unique<Connection>(shared));

    const Microseconds start = now();
    const Microseconds end = start + static_cast<Microseconds>(options.seconds * 1e6);
    const Microseconds tick = options.pauseMs > 0 ? 1'000 : 5'000;
    Microseconds nextTick = start;
    Microseconds nextProgress = start;
    std::vector<epoll_event> events(static_cast<std::size_t>(options.connections));
    for (;;) {
        const Microseconds time = now();
        shared.stopping = stopRequested || time >= end
                          || (options.requests > 0 && tally.requests >= options.requests);
        if (time >= nextTick) {
            for (const auto &connection : connections)
                connection->onTime(time);
            nextTick = time + tick;
        }
        if (shared.stopping
            && std::none_of(connections.begin(), connections.end(),
                            [](const auto &connection) { return connection->isBusy(); }))
            break;
        if (options.progress && time >= nextProgress) {
            std::printf("{\"answered\":%ld,\"failed\":%ld}\n", tally.answered, tally.failed());
            std::fflush(stdout);
            nextProgress = time + 100'000;
        }
        const int wait = static_cast<int>(std::max<Microseconds>(0, nextTick - time) / 1000) + 1;
        const int count = ::epoll_wait(shared.epoll, events.data(), options.connections, wait);
        for (int i = 0; i < count; ++i)
            static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr)
                ->onReady(events[static_cast<std::size_t>(i)].events);
    }
    connections.clear();
    ::close(shared.epoll);
    return static_cast<double>(now() - start) / 1e6;
}

} // namespace load
