// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/load/reply.h"

#include <set>
#include <string>
#include <vector>

namespace load {

// Asks 127.0.0.1:PORT, and PORTS ports from there, again and again, over several connections at a
// time, until enough different answers have come.
class Prober final
{
public:
    Prober(int port, int ports, int clients);
    ~Prober();
    Prober(const Prober &) = delete;
    Prober &operator=(const Prober &) = delete;

    // One look at every connection; at most a fraction of a millisecond. Answers that contain
    // IGNORED as a word do not count.
    void look(const std::string &ignored);
    const std::set<std::string> &answers() const { return m_answers; } // "VERSION PID"

private:
    struct Client
    {
        int port = 0;
        int fd = -1;
        bool asked = false;
        Reply reply;
    };

    void advance(Client &client, const std::string &ignored);
    void connectClient(Client &client);
    void close(Client &client);

    std::vector<Client> m_clients;
    std::set<std::string> m_answers;
};

} // namespace load
