// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// Everything a process inherits, as seen from inside.
namespace testchild {

namespace {

extern "C" char **environ;

// What names this one process or its pipes: "pipe:[1234]" is any pipe.
std::string withoutNumbers(std::string text)
{
    const std::size_t begin = text.find(":[");
    return begin == std::string::npos ? text : text.substr(0, begin + 1);
}

std::string linkTarget(const std::string &path)
{
    char target[4096];
    const ssize_t size = ::readlink(path.c_str(), target, sizeof target);
    return size < 0 ? "?" : std::string(target, static_cast<std::size_t>(size));
}

void addDescriptors(std::vector<std::string> &lines)
{
    DIR *directory = ::opendir("/proc/self/fd");
    std::vector<int> numbers;
    while (const dirent *entry = ::readdir(directory)) {
        const int fd = std::atoi(entry->d_name);
        if (entry->d_name[0] != '.' && fd != ::dirfd(directory))
            numbers.push_back(fd);
    }
    ::closedir(directory);
    std::sort(numbers.begin(), numbers.end());
    for (const int fd : numbers) {
        const std::string number = std::to_string(fd);
        lines.push_back("fd " + number + ' '
                        + withoutNumbers(linkTarget("/proc/self/fd/" + number)));
    }
}

// Of /proc/self/status: what the kernel keeps of signals, ids and rights.
void addStatus(std::vector<std::string> &lines)
{
    static const char *const wanted[]
        = {"Uid:",       "Gid:",          "Groups:",      "Umask:",   "SigQ:",       "SigPnd:",
           "ShdPnd:",    "SigBlk:",       "SigIgn:",      "SigCgt:",  "CapInh:",     "CapPrm:",
           "CapEff:",    "CapBnd:",       "CapAmb:",      "Seccomp:", "NoNewPrivs:", "Threads:",
           "TracerPid:", "Cpus_allowed:", "Mems_allowed:"};
    std::FILE *file = std::fopen("/proc/self/status", "re");
    char line[1024];
    while (file && std::fgets(line, sizeof line, file)) {
        line[std::strcspn(line, "\n")] = '\0';
        for (const char *name : wanted) {
            // SigQ is "pending/limit"; what is pending counts all processes of the user.
            const char *shown = std::strcmp(name, "SigQ:") == 0 ? std::strchr(line, '/') : line;
            if (std::strncmp(line, name, std::strlen(name)) == 0 && shown)
                lines.push_back(std::string(name) + ' ' + shown);
        }
    }
    if (file)
        std::fclose(file);
}

void addLimits(std::vector<std::string> &lines)
{
    for (int resource = 0; resource < RLIM_NLIMITS; ++resource) {
        rlimit limit = {};
        ::getrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
        // The soft limit of locks is the tree's tag: it names the worker.
        lines.push_back("limit " + std::to_string(resource) + ' '
                        + (resource == RLIMIT_LOCKS ? "TAG" : std::to_string(limit.rlim_cur)) + ' '
                        + std::to_string(limit.rlim_max));
    }
}

void addEnvironment(std::vector<std::string> &lines)
{
    std::vector<std::string> variables;
    for (char **variable = environ; *variable; ++variable) {
        std::string text = *variable;
        for (const char *name : {"QILIN_WORKER=", "NODE_UNIQUE_ID="}) { // the worker's id
            if (text.rfind(name, 0) == 0)
                text = name;
        }
        if (text == "LISTEN_PID=" + std::to_string(::getpid()))
            text = "LISTEN_PID=own";
        variables.push_back("env " + text);
    }
    lines.insert(lines.end(), variables.begin(), variables.end()); // in their order
}

std::string firstLine(const char *path)
{
    std::FILE *file = std::fopen(path, "re");
    char line[256] = "";
    if (file) {
        (void)!std::fgets(line, sizeof line, file);
        std::fclose(file);
    }
    line[std::strcspn(line, "\n")] = '\0';
    return line;
}

} // namespace

void printState(const std::string &)
{
    std::vector<std::string> lines;
    addDescriptors(lines);
    addStatus(lines);
    addLimits(lines);
    addEnvironment(lines);
    int deathSignal = 0;
    ::prctl(PR_GET_PDEATHSIG, &deathSignal);
    lines.push_back("cwd " + linkTarget("/proc/self/cwd"));
    lines.push_back("root " + linkTarget("/proc/self/root"));
    lines.push_back("nice " + std::to_string(::getpriority(PRIO_PROCESS, 0)));
    lines.push_back("session leader " + std::to_string(::getsid(0) == ::getpid()));
    lines.push_back("group leader " + std::to_string(::getpgrp() == ::getpid()));
    lines.push_back("terminal " + std::to_string(::open("/dev/tty", 0) >= 0));
    lines.push_back("death signal " + std::to_string(deathSignal));
    lines.push_back("keeps capabilities " + std::to_string(::prctl(PR_GET_KEEPCAPS)));
    lines.push_back("timer slack " + firstLine("/proc/self/timerslack_ns"));
    lines.push_back("oom " + firstLine("/proc/self/oom_score_adj"));
    lines.push_back("policy " + std::to_string(::sched_getscheduler(0)));
    lines.push_back("personality " + firstLine("/proc/self/personality"));
    lines.push_back("core filter " + firstLine("/proc/self/coredump_filter"));
    lines.push_back("dumpable " + std::to_string(::prctl(PR_GET_DUMPABLE)));
    for (const std::string &line : lines)
        print("state " + line);
    print("state end");
}

} // namespace testchild
