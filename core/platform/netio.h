// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QHostAddress>

#include <chrono>
#include <optional>

namespace qilin {

// A listening TCP socket: non-blocking, close-on-exec, SO_REUSEADDR; "::" takes IPv4 clients too
// (ipv6(7)). Error.text is the system's reason alone, Error.code its errno.
[[nodiscard]] Result<UniqueFd> listenOn(const QHostAddress &address, quint16 port);

// The port a socket is bound to; 0 where it has none.
[[nodiscard]] quint16 boundPort(int fd);

// Who has connected to a Unix socket, as the kernel saw it at connect(2) (unix(7), SO_PEERCRED).
struct PeerProcess
{
    unsigned uid = 0;
    qint64 pid = 0; // 0: in a PID namespace that we do not see
};

struct Accepted
{
    enum class Outcome {
        Client,           // fd is open
        NoneWaiting,      //
        Vanished,         // that client is gone; ask again
        OutOfDescriptors, // or of memory: the client still waits
        Failed,           //
    };
    Outcome outcome = Outcome::Failed;
    UniqueFd fd;        // non-blocking, close-on-exec
    QHostAddress peer;  // IPv4 also where it came through an IPv6 socket; null on a Unix socket
    QHostAddress local; // the address the client reached us at; null on a Unix socket
    quint16 peerPort = 0;
    std::optional<PeerProcess> process; // on a Unix socket
};

// Never blocks.
[[nodiscard]] Accepted acceptClient(int listener);

struct Transfer
{
    enum class Outcome {
        Done,   // bytes > 0
        Later,  // nothing now
        Ended,  // the peer sends nothing more (receive only)
        Failed, // the connection is broken
    };
    Outcome outcome = Outcome::Failed;
    qsizetype bytes = 0;
};

// Neither blocks, nor do they raise SIGPIPE.
[[nodiscard]] Transfer takeBytes(int fd, char *data, qsizetype size);
[[nodiscard]] Transfer sendBytes(int fd, const char *data, qsizetype size);
[[nodiscard]] Transfer peekBytes(int fd, char *data, qsizetype size); // takes nothing

// For a connection on which we send for a long time: the kernel keeps about this many bytes that
// the peer does not take, and breaks the connection when it takes none of them for that long (TCP
// only).
void boundSending(int fd, int bytes, std::chrono::milliseconds patience);

// The peer sees the end of what we send; receiving goes on (shutdown(2) SHUT_WR).
void endSending(int fd);

// Whether calls on it wait (O_NONBLOCK), for all who have it.
void setBlocking(int fd, bool yes);

// A TCP port of 127.0.0.1 that nobody had just now; 0: none.
[[nodiscard]] quint16 freeLocalPort();

// Whether so few descriptors are left that no client should have them: a quarter of those that this
// process may have, at most 64, are for other uses; with share 2 twice as many.
[[nodiscard]] bool descriptorsAreShort(int share = 1);

// A descriptor to give up when none are left, so that a waiting client can be taken and turned
// away.
[[nodiscard]] UniqueFd reserveDescriptor();

// A stream socket without a name: nobody can connect to it.
[[nodiscard]] UniqueFd namelessSocket();

} // namespace qilin
