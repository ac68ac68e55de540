// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <sys/types.h>

namespace load {

// A program started in a process group of its own, its output dropped. Destruction sends it
// SIGTERM, and SIGKILL to its group when ten seconds have not been enough.
class Command final
{
public:
    Command() = default;
    ~Command();
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    void start(char **argv); // ends with a null pointer
    bool hasEnded();

private:
    pid_t m_pid = -1;
};

} // namespace load
