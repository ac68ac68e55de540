// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/prober.h"

#include <cerrno>
#include <cstdint>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace load {

namespace {

// Between two tries to connect: precise enough, and it leaves the processor to who is starting.
constexpr timespec kPause{0, 200'000};

constexpr char kRequest[] = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

} // namespace

Prober::Prober(int port, int ports, int clients)
    : m_clients(static_cast<std::size_t>(clients))
{
    for (int i = 0; i < clients; ++i)
        m_clients[static_cast<std::size_t>(i)].port = port + i % ports;
}

Prober::~Prober()
{
    for (Client &client : m_clients)
        close(client);
}

void Prober::look(const std::string &ignored)
{
    std::vector<pollfd> open;
    for (Client &client : m_clients) {
        if (client.fd < 0)
            connectClient(client);
        const short events = client.asked ? POLLIN : POLLOUT;
        open.push_back({client.fd, events, 0}); // a negative descriptor is passed over
    }
    if (::ppoll(open.data(), open.size(), &kPause, nullptr) <= 0)
        return;
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i].revents != 0)
            advance(m_clients[i], ignored);
    }
}

void Prober::connectClient(Client &client)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(client.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    client.asked = false;
    client.reply.clear();
    const auto *target = reinterpret_cast<const sockaddr *>(&address);
    if (::connect(client.fd, target, sizeof address) < 0 && errno != EINPROGRESS)
        close(client);
}

void Prober::advance(Client &client, const std::string &ignored)
{
    if (!client.asked) {
        client.asked = ::send(client.fd, kRequest, sizeof kRequest - 1, MSG_NOSIGNAL) > 0;
        if (!client.asked)
            close(client);
        return;
    }
    char buffer[4096];
    const ssize_t n = ::recv(client.fd, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EAGAIN)
        return;
    const Reply::State state = n > 0    ? client.reply.feed(buffer, static_cast<std::size_t>(n))
                               : n == 0 ? client.reply.finish()
                                        : Reply::State::Malformed;
    if (state == Reply::State::Incomplete && n > 0)
        return;
    if (state == Reply::State::Complete && client.reply.status() == 200) {
        std::string body = client.reply.body();
        body.erase(body.find_last_not_of("\r\n") + 1);
        if (ignored.empty() || (' ' + body + ' ').find(' ' + ignored + ' ') == std::string::npos)
            m_answers.insert(body);
    }
    close(client);
}

void Prober::close(Client &client)
{
    if (client.fd >= 0)
        ::close(client.fd);
    client.fd = -1;
}

} // namespace load
