// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/load/connection.h"

#include <cerrno>
#include <chrono>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace load {

namespace {

constexpr Microseconds kAfterFailure = 5'000;

int connectTo(int fd, const Options &options)
{
    if (!options.unixPath.empty()) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, options.unixPath.c_str(), sizeof address.sun_path - 1);
        return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
    const auto port = htons(static_cast<std::uint16_t>(options.port));
    if (options.host.find(':') != std::string::npos) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = port;
        ::inet_pton(AF_INET6, options.host.c_str(), &address.sin6_addr);
        return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = port;
    ::inet_pton(AF_INET, options.host.c_str(), &address.sin_addr);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

int familyOf(const Options &options)
{
    if (!options.unixPath.empty())
        return AF_UNIX;
    return options.host.find(':') != std::string::npos ? AF_INET6 : AF_INET;
}

} // namespace

Microseconds now()
{
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

bool Connection::mayBegin() const
{
    const Options &options = m_shared.options;
    return !m_shared.stopping
           && (options.requests == 0 || m_shared.tally.requests < options.requests);
}

void Connection::begin()
{
    if (!mayBegin())
        return rest(0);
    if (m_fd >= 0)
        return ask();
    connectSocket();
}

void Connection::connectSocket()
{
    m_fd = ::socket(familyOf(m_shared.options), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_reused = false;
    m_lastBody.clear();
    m_begunAt = now();
    m_state = State::Connecting;
    if (connectTo(m_fd, m_shared.options) < 0 && errno != EINPROGRESS)
        return onConnectFailed(errno);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = this;
    ::epoll_ctl(m_shared.epoll, EPOLL_CTL_ADD, m_fd, &event);
}

void Connection::onConnectFailed(int error)
{
    if (error == EADDRNOTAVAIL) {
        ++m_shared.tally.noLocalPort;
    } else if (error != EAGAIN
               || m_shared.options.unixPath.empty()) { // a Unix socket's backlog is full
        ++m_shared.tally.requests;
        fail(error == ECONNREFUSED ? m_shared.tally.refused : m_shared.tally.reset);
    }
    rest(kAfterFailure);
}

void Connection::ask()
{
    if (!mayBegin()) // others took the last requests while this one connected
        return rest(0);
    // An end that has already arrived is one the client knows of before it asks.
    char byte;
    const ssize_t peeked = ::recv(m_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (m_reused && (peeked == 0 || (peeked < 0 && errno != EAGAIN))) {
        ++m_shared.tally.closedIdle;
        closeSocket();
        return connectSocket();
    }
    ++m_shared.tally.requests;
    m_begunAt = m_reused ? now() : m_begunAt;
    m_reply.clear();
    m_state = State::Asking;
    const std::string &request = m_shared.request;
    if (::send(m_fd, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size())) {
        if (m_reused && (errno == EPIPE || errno == ECONNRESET)) { // nothing was taken from us
            --m_shared.tally.requests;
            ++m_shared.tally.closedIdle;
            closeSocket();
            return connectSocket();
        }
        onClosed(errno);
    }
}

void Connection::onReady(std::uint32_t events)
{
    if (m_state == State::Connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            return onConnectFailed(error);
        if (!(events & EPOLLOUT))
            return;
        ++m_shared.tally.opened;
        ask();
    }
    if (m_state == State::Asking && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
        read();
}

void Connection::read()
{
    char buffer[16384];
    while (m_state == State::Asking) {
        const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0)
            return onClosed(n == 0 ? 0 : errno);
        switch (m_reply.feed(buffer, static_cast<std::size_t>(n))) {
        case Reply::State::Incomplete:
            break;
        case Reply::State::Complete:
            return onReply();
        case Reply::State::Malformed:
            fail(m_shared.tally.malformed);
            return rest(kAfterFailure);
        }
    }
}

void Connection::onClosed(int error)
{
    if (error == 0 && m_reply.finish() == Reply::State::Complete)
        return onReply();
    if (!m_reply.isEmpty())
        fail(m_shared.tally.truncated);
    else if (error == 0)
        fail(m_shared.tally.noAnswer);
    else
        fail(m_shared.tally.reset);
    rest(kAfterFailure);
}

void Connection::onReply()
{
    Tally &tally = m_shared.tally;
    tally.addLatency(now() - m_begunAt);
    tally.addBody(m_reply.body());
    m_lastBody = m_reply.body();
    if (m_reply.status() < 300)
        ++tally.answered;
    else
        fail(tally.not2xx);
    m_reused = true;
    if (!m_shared.options.keepAlive || !m_reply.keepAlive())
        closeSocket();
    const int pause = m_shared.options.pauseMs;
    if (pause == 0)
        return begin();
    m_state = m_fd < 0 ? State::Resting : State::Pausing;
    m_wakeAt
        = now() + std::uniform_int_distribution<Microseconds>(0, pause * 1000L)(m_shared.random);
}

void Connection::onTime(Microseconds time)
{
    if (isBusy()) {
        if (static_cast<double>(time - m_begunAt) > m_shared.options.timeout * 1e6) {
            m_shared.tally.requests += m_state == State::Connecting;
            fail(m_shared.tally.timedOut);
            rest(kAfterFailure);
        }
    } else if (time >= m_wakeAt) {
        begin();
    }
}

void Connection::fail(long &counter)
{
    m_shared.tally.addFailure(counter, m_lastBody);
}

void Connection::rest(Microseconds pause)
{
    closeSocket();
    m_state = State::Resting;
    m_wakeAt = now() + pause;
}

void Connection::closeSocket()
{
    if (m_fd >= 0)
        ::close(m_fd); // leaves the epoll set with it
    m_fd = -1;
}

} // namespace load
