// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/testchild/behaviours.h"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace testchild {

namespace {

int listener = -1;

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "testchild: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

pid_t forkOrFail()
{
    const pid_t pid = ::fork();
    if (pid < 0)
        fail("fork");
    return pid;
}

void ignoreTermination()
{
    std::signal(SIGTERM, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
}

void report(const char *word, long number)
{
    print(std::string(word) + " " + std::to_string(number));
}

} // namespace

void forkChild(const std::string &)
{
    const pid_t pid = forkOrFail();
    if (pid == 0)
        hangForEver();
    report("fork", pid);
}

void forkStubborn(const std::string &)
{
    const auto before = std::signal(SIGTERM, SIG_IGN); // already in force when the child begins
    const pid_t pid = forkOrFail();
    if (pid == 0) {
        ignoreTermination();
        hangForEver();
    }
    std::signal(SIGTERM, before);
    report("fork-stubborn", pid);
}

void forkDaemon(const std::string &)
{
    int pipe[2];
    if (::pipe(pipe) < 0)
        fail("pipe");
    const pid_t middle = forkOrFail();
    if (middle == 0) {
        ::setsid();
        ignoreTermination();
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::close(pipe[0]);
            ::close(pipe[1]);
            hangForEver();
        }
        if (::write(pipe[1], &pid, sizeof pid) != sizeof pid)
            ::_exit(1);
        ::_exit(0);
    }
    ::close(pipe[1]);
    pid_t pid = -1;
    if (::read(pipe[0], &pid, sizeof pid) != sizeof pid)
        fail("daemon");
    ::close(pipe[0]);
    report("daemon", pid);
}

void forkZombie(const std::string &)
{
    const pid_t pid = forkOrFail();
    if (pid == 0)
        ::_exit(0);
    report("zombie", pid);
}

void listenOn(const std::string &port)
{
    listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<in_port_t>(std::atoi(port.c_str())));
    socklen_t size = sizeof address;
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) < 0
        || ::listen(listener, 128) < 0
        || ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) < 0)
        fail("listen");
    report("listen", ntohs(address.sin_port));
}

void inheritListener(const std::string &fd)
{
    listener = std::atoi(fd.c_str());
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    int listens = 0;
    socklen_t length = sizeof listens;
    if (::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) < 0
        || ::getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) < 0)
        fail("inherit");
    report(listens ? "inherit" : "does not listen", listener);
}

void serve(const std::string &text)
{
    const std::string answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                               + std::to_string(text.size()) + "\r\n\r\n" + text;
    for (;;) {
        const int client = ::accept(listener, nullptr, nullptr);
        if (client < 0)
            fail("accept");
        char request[4096];
        if (::recv(client, request, sizeof request, 0) > 0)
            ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
        ::close(client);
    }
}

void notifySupervisor(const std::string &text)
{
    const char *path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!path || std::strlen(path) >= sizeof address.sun_path)
        fail("NOTIFY_SOCKET");
    std::strcpy(address.sun_path, path);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (::sendto(fd, text.data(), text.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr *>(&address), size)
        < 0)
        fail("notify");
    ::close(fd);
}

void heartbeat(const std::string &ms)
{
    for (;;) {
        notifySupervisor("WATCHDOG=1");
        waitFor(ms);
    }
}

} // namespace testchild
