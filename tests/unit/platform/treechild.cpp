// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// treechild BEHAVIOUR TOKEN: a process, or a tree of them, that is hard to end. Each prints one
// line on stdout when it stands. TOKEN is in the command line of all of them, so that a test can
// find survivors whatever else they hide.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>

#include <dirent.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

char *s_program;
char *s_token;

void ready()
{
    std::puts("ready");
    std::fflush(stdout);
}

[[noreturn]] void wait()
{
    for (;;)
        ::pause();
}

void beStubborn()
{
    for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2})
        std::signal(signal, SIG_IGN);
}

// The child's life is body(); it never returns.
template <typename Body>
pid_t child(Body body)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        body();
        wait();
    }
    return pid;
}

[[noreturn]] void stubborn()
{
    beStubborn();
    wait();
}

// Signals readiness through a pipe: the write end is given to the last process of the chain.
template <typename Body>
void untilReady(Body body)
{
    int ends[2];
    if (::pipe(ends) != 0)
        std::exit(1);
    body(ends[1]);
    ::close(ends[1]);
    char byte;
    (void)!::read(ends[0], &byte, 1);
    ::close(ends[0]);
    ready();
}

void doubleFork()
{
    untilReady([](int end) {
        child([end] {
            ::setsid();
            child([end] {
                ::setsid();
                beStubborn();
                (void)!::write(end, "", 1);
            });
            ::_exit(0);
        });
    });
}

// A child in a session of its own with an empty environment: nothing but its parent names it.
void cleared()
{
    untilReady([](int end) {
        child([end] {
            ::setsid();
            beStubborn();
            (void)!::write(end, "", 1);
            char behaviour[] = "stubborn-quiet";
            char *const arguments[] = {s_program, behaviour, s_token, nullptr};
            char *const environment[] = {nullptr};
            ::execve("/proc/self/exe", arguments, environment);
        });
    });
}

// As cleared(), and the leader is gone before anybody looks.
void clearedLeaver()
{
    cleared();
    std::exit(0);
}

// And with a limit of its own where the tag was.
void untagged()
{
    const rlimit none = {1, RLIM_INFINITY};
    ::setrlimit(RLIMIT_LOCKS, &none);
    clearedLeaver();
}

// And begins when it is in its cgroup, or after 2 s.
void untaggedInGroup()
{
    for (int i = 0; i < 200; ++i) {
        std::ifstream file("/proc/self/cgroup");
        const std::string text((std::istreambuf_iterator<char>(file)), {});
        if (text.find("/worker-") != std::string::npos)
            break;
        ::poll(nullptr, 0, 10);
    }
    untagged();
}

void stopped()
{
    child([] { ::raise(SIGSTOP); });
    ready();
    ::raise(SIGSTOP);
}

// Goes on forking while it is being ended; all in all a bounded number.
void storm()
{
    beStubborn();
    child(stubborn);
    ready();
    const timespec pause = {0, 500'000};
    for (int i = 0; i < 400; ++i) {
        child([i] {
            if (i % 3 == 0)
                ::setsid();
            if (i % 5 == 0)
                child(stubborn);
            beStubborn();
        });
        ::nanosleep(&pause, nullptr);
    }
}

// Leaves ended children behind that nobody waits for, when it goes itself.
void orphans()
{
    untilReady([](int end) {
        child([end] {
            for (int i = 0; i < 5; ++i) {
                child([] {
                    const timespec pause = {0, 50'000'000};
                    ::nanosleep(&pause, nullptr);
                    ::_exit(0);
                });
            }
            (void)!::write(end, "", 1);
            ::_exit(0);
        });
    });
}

void printStatusLine(const char *name)
{
    std::FILE *file = std::fopen("/proc/self/status", "re");
    char line[256];
    while (file && std::fgets(line, sizeof line, file)) {
        if (std::strncmp(line, name, std::strlen(name)) == 0)
            std::fputs(line, stdout);
    }
    if (file)
        std::fclose(file);
}

void report()
{
    DIR *directory = ::opendir("/proc/self/fd");
    while (const dirent *entry = ::readdir(directory)) {
        const int fd = std::atoi(entry->d_name);
        if (entry->d_name[0] == '.' || fd == ::dirfd(directory))
            continue;
        char path[300];
        char target[300] = {};
        std::snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        if (::readlink(path, target, sizeof target - 1) > 0)
            std::printf("fd %d %s\n", fd, target);
    }
    ::closedir(directory);
    printStatusLine("SigBlk:");
    printStatusLine("SigIgn:");
    int deathSignal = 0;
    ::prctl(PR_GET_PDEATHSIG, &deathSignal);
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    std::printf("session %d\npdeathsig %d\nnofile %llu\n", ::getsid(0) == ::getpid(), deathSignal,
                static_cast<unsigned long long>(limit.rlim_cur));
}

void burn()
{
    ready();
    for (volatile unsigned i = 0;; i = i + 1) {}
}

struct Behaviour
{
    const char *name;
    void (*run)();
    bool ends;
};

constexpr Behaviour kBehaviours[] = {
    {"sleep", [] { ready(); }, false},
    {"exit", [] {}, true},
    {"stubborn",
     [] {
         beStubborn();
         ready();
     },
     false},
    {"stubborn-quiet", [] { beStubborn(); }, false},
    {"leaver",
     [] {
         child(stubborn);
         ready();
     },
     true},
    {"doublefork", doubleFork, false},
    {"doublefork-leaver", doubleFork, true},
    {"cleared", cleared, false},
    {"cleared-leaver", clearedLeaver, true},
    {"untagged", untagged, true},
    {"untaggedInGroup", untaggedInGroup, true},
    {"stopped", stopped, false},
    {"storm", storm, false},
    {"orphans", orphans, false},
    {"report", report, true},
    {"burn", burn, false},
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    s_program = argv[0];
    s_token = argv[2];
    for (const Behaviour &behaviour : kBehaviours) {
        if (std::strcmp(argv[1], behaviour.name) != 0)
            continue;
        behaviour.run();
        if (!behaviour.ends)
            wait();
        return 0;
    }
    return 64;
}
