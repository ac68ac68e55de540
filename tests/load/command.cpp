// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/command.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace load {

void Command::start(char **argv)
{
    m_pid = ::fork();
    if (m_pid < 0) {
        std::perror("firstanswer: fork");
        std::exit(71);
    }
    if (m_pid > 0)
        return;
    ::setpgid(0, 0);
    const int null = ::open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; ++fd)
        ::dup2(null, fd);
    ::execvp(argv[0], argv);
    ::_exit(127);
}

bool Command::hasEnded()
{
    if (m_pid > 0 && ::waitpid(m_pid, nullptr, WNOHANG) == m_pid)
        m_pid = -1;
    return m_pid < 0;
}

Command::~Command()
{
    if (m_pid < 0)
        return;
    const pid_t group = m_pid;
    ::kill(m_pid, SIGTERM);
    for (int i = 0; i < 10'000 && !hasEnded(); ++i) {
        const timespec pause{0, 1'000'000};
        ::nanosleep(&pause, nullptr);
    }
    if (m_pid > 0) {
        ::kill(-group, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

} // namespace load
