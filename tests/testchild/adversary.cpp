// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

// A worker whose tree does what it can to outlive it.
namespace testchild {

namespace {

// Each may come with each other one.
enum Trick : unsigned {
    kLeaderLeaves = 1,   // the main process exits at once, before its children stand
    kIgnoresSignals = 2, // of the child: all that can be ignored
    kDoubleFork = 4,     // its parent exits
    kNewSession = 8,
    kClearedEnvironment = 16, // by exec
    kClosesAll = 32,          // no pipe of the worker is left to it
    kAtTheEnd = 64,           // all this only when the main process is told to go
    kHalted = 128,            // it stops itself
    kTwice = 256,             // it does the whole trick once more from where it is
    kDeafLeader = 512,        // the main process ignores the stop as well
    kAtRandom = 1023,         // of these
    kUntagged = 1024,         // it sets the limit of file locks, where the tree's tag is
    kAwaitsGroup = 2048,      // it begins in its cgroup, or after 2 s
    kAllTricks = 4095,
};

volatile std::sig_atomic_t s_tricks = 0;
const std::string *s_token = nullptr;

void ignoreAll()
{
    for (int signal = 1; signal < NSIG; ++signal)
        std::signal(signal, SIG_IGN);
}

void awaitGroup()
{
    for (int i = 0; i < 200; ++i) {
        std::ifstream file("/proc/self/cgroup");
        const std::string text((std::istreambuf_iterator<char>(file)), {});
        if (text.find("/worker-") != std::string::npos)
            return;
        ::poll(nullptr, 0, 10);
    }
}

// Becomes "testchild token=T hang" without a variable.
void execCleared(unsigned tricks)
{
    std::string words[] = {"testchild", "token=" + *s_token, "hang", "halt"};
    char *const arguments[]
        = {words[0].data(), words[1].data(), words[tricks & kHalted ? 3 : 2].data(), nullptr};
    char *const environment[] = {nullptr};
    ::execve("/proc/self/exe", arguments, environment);
    ::_exit(1);
}

// It lives on if nobody reads any more.
void sayReady()
{
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    [[maybe_unused]] const ssize_t written = ::write(1, "ready\n", 6);
    std::signal(SIGPIPE, before);
}

[[noreturn]] void live(unsigned tricks);

void escape(unsigned tricks)
{
    const pid_t child = ::fork();
    if (child != 0)
        return;
    if (tricks & kNewSession)
        ::setsid();
    if (tricks & kDoubleFork && ::fork() != 0)
        ::_exit(0);
    if (tricks & kTwice)
        escape(tricks & ~unsigned(kTwice));
    live(tricks);
}

void live(unsigned tricks)
{
    if (tricks & kIgnoresSignals)
        ignoreAll();
    sayReady();
    if (tricks & kClosesAll) {
        for (int fd = 0; fd < 32; ++fd)
            ::close(fd);
    }
    if (tricks & kUntagged) {
        const rlimit none = {1, RLIM_INFINITY};
        ::setrlimit(RLIMIT_LOCKS, &none);
    }
    if (tricks & kClearedEnvironment)
        execCleared(tricks);
    if (tricks & kHalted)
        ::raise(SIGSTOP);
    hangForEver();
}

// In a handler; what it calls may be called in one.
void escapeAndGo(int)
{
    escape(unsigned(s_tricks));
    ::_exit(0);
}

} // namespace

void keepToken(const std::string &text)
{
    static std::string token;
    token = text;
    s_token = &token;
}

void halt(const std::string &)
{
    ::raise(SIGSTOP);
    hangForEver();
}

void beAdversary(const std::string &text)
{
    unsigned tricks = 0;
    if (text == "random" && ::getrandom(&tricks, sizeof tricks, 0) > 0)
        tricks &= kAtRandom;
    else
        tricks = unsigned(std::strtoul(text.c_str(), nullptr, 10)) & kAllTricks;
    if (tricks & kAwaitsGroup)
        awaitGroup();
    s_tricks = int(tricks);
    if (tricks & kAtTheEnd) {
        for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2})
            std::signal(signal, escapeAndGo);
        sayReady();
        hangForEver();
    }
    escape(tricks);
    if (tricks & kLeaderLeaves)
        ::_exit(0);
    if (tricks & kDeafLeader)
        ignoreAll();
    sayReady();
    hangForEver();
}

} // namespace testchild
