// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <dirent.h>
#include <unistd.h>

namespace testchild {

namespace {

volatile std::sig_atomic_t termCode = 0;

void writeAll(int fd, const std::string &text)
{
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        if (n < 0 && errno != EINTR)
            return;
        if (n > 0)
            done += static_cast<std::size_t>(n);
    }
}

// Goes on after a signal, so that a handler that returns does not shorten it.
void sleepMs(long ms)
{
    timespec left{ms / 1000, (ms % 1000) * 1000000};
    while (::nanosleep(&left, &left) < 0 && errno == EINTR) {}
}

} // namespace

int signalNumber(const std::string &name)
{
    struct
    {
        const char *name;
        int number;
    } const known[] = {
        {"TERM", SIGTERM}, {"INT", SIGINT},   {"HUP", SIGHUP},   {"USR1", SIGUSR1},
        {"USR2", SIGUSR2}, {"SEGV", SIGSEGV}, {"ABRT", SIGABRT}, {"KILL", SIGKILL},
    };
    for (const auto &signal : known) {
        if (name == signal.name)
            return signal.number;
    }
    std::fprintf(stderr, "testchild: unknown signal %s\n", name.c_str());
    std::exit(64);
}

void hangForEver()
{
    for (;;)
        ::pause();
}

void exitWith(const std::string &code)
{
    std::exit(std::atoi(code.c_str()));
}

void raiseSignal(const std::string &name)
{
    const int number = signalNumber(name);
    std::signal(number, SIG_DFL);
    ::kill(::getpid(), number);
    hangForEver();
}

void hang(const std::string &)
{
    hangForEver();
}

void waitFor(const std::string &ms)
{
    sleepMs(std::atol(ms.c_str()));
}

void burn(const std::string &ms)
{
    const long wanted = std::atol(ms.c_str());
    const std::clock_t start = std::clock();
    while (wanted == 0 || (std::clock() - start) * 1000L / CLOCKS_PER_SEC < wanted) {}
}

void grow(const std::string &megabytes)
{
    const std::size_t size = static_cast<std::size_t>(std::atol(megabytes.c_str())) << 20;
    auto *memory = static_cast<volatile char *>(std::malloc(size));
    if (!memory)
        std::exit(1);
    for (std::size_t i = 0; i < size; i += 1024) // nobody reads it: a memset would be left out
        memory[i] = 0x5a;
}

void ignoreSignal(const std::string &name)
{
    std::signal(signalNumber(name), SIG_IGN);
}

void exitOnTerm(const std::string &code)
{
    termCode = std::atoi(code.c_str());
    std::signal(SIGTERM, [](int) { ::_exit(termCode); });
}

void reportSignal(const std::string &name)
{
    static char text[32];
    std::snprintf(text, sizeof text, "on %s\n", name.c_str());
    std::signal(signalNumber(name), [](int) {
        (void)!::write(STDOUT_FILENO, text, std::strlen(text));
        ::_exit(0);
    });
}

void print(const std::string &text)
{
    writeAll(STDOUT_FILENO, text + "\n");
}

void printError(const std::string &text)
{
    writeAll(STDERR_FILENO, text + "\n");
}

void printPartial(const std::string &text)
{
    writeAll(STDOUT_FILENO, text);
}

void flood(const std::string &bytes)
{
    const std::string line(99, 'x');
    for (long left = std::atol(bytes.c_str()); left > 0; left -= 100)
        writeAll(STDOUT_FILENO, line + "\n");
}

void chatter(const std::string &ms)
{
    for (long count = 1;; ++count) {
        print("line " + std::to_string(count));
        sleepMs(std::atol(ms.c_str()));
    }
}

void printEnv(const std::string &name)
{
    const char *value = std::getenv(name.c_str());
    print(value ? name + "=" + value : name + " unset");
}

void printIds(const std::string &)
{
    print("pid " + std::to_string(::getpid()) + " ppid " + std::to_string(::getppid()) + " pgid "
          + std::to_string(::getpgrp()) + " sid " + std::to_string(::getsid(0)));
}

void printDirectory(const std::string &)
{
    char path[PATH_MAX] = "";
    print(std::string("cwd ") + (::getcwd(path, sizeof path) ? path : std::strerror(errno)));
}

void printDescriptors(const std::string &)
{
    std::string text = "fds";
    DIR *directory = ::opendir("/proc/self/fd");
    while (directory) {
        const dirent *entry = ::readdir(directory);
        if (!entry)
            break;
        const int fd = std::atoi(entry->d_name);
        if (entry->d_name[0] != '.' && fd != ::dirfd(directory))
            text += " " + std::to_string(fd);
    }
    if (directory)
        ::closedir(directory);
    print(text);
}

} // namespace testchild
