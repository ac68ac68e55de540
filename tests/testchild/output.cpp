// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include <unistd.h>

namespace testchild {

namespace {

volatile std::sig_atomic_t isAskedToGo = 0;

} // namespace

// Lines "PID NUMBER xxx…", numbered from 1, in writes that end anywhere but at a line's end; after
// SIGTERM the line "PID end COUNT".
void countUntilTerm(const std::string &lines)
{
    std::signal(SIGTERM, [](int) { isAskedToGo = 1; });
    const long most = std::atol(lines.c_str()); // 0: until SIGTERM
    const std::string pid = std::to_string(::getpid());
    std::string text;
    long count = 0;
    while (!isAskedToGo && (most == 0 || count < most)) {
        ++count;
        text += pid + " " + std::to_string(count) + " "
                + std::string(static_cast<std::size_t>(count * 7 % 150), 'x') + "\n";
        if (text.size() < 5000)
            continue;
        printPartial(text.substr(0, text.size() - 2));
        text.erase(0, text.size() - 2);
        const timespec pause{0, most == 0 ? 200000 : 0};
        ::nanosleep(&pause, nullptr);
    }
    printPartial(text + pid + " end " + std::to_string(count) + "\n");
    if (isAskedToGo)
        std::exit(0);
}

// One line of so many megabytes, "PID" and then a pattern that shows each lost byte.
void printLong(const std::string &megabytes)
{
    const std::size_t size = static_cast<std::size_t>(std::atol(megabytes.c_str())) << 20;
    std::string text = std::to_string(::getpid()) + " ";
    while (text.size() < size)
        text += std::to_string(text.size()) + ",";
    print(text);
}

} // namespace testchild
