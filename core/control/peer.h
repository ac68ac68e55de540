// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/netio.h"

namespace qilin {

enum class Door {
    Port,   // anybody who reaches it: Host and credentials are looked at
    Socket, // the Unix socket: its file's mode lets in its owner alone
};

// Where a request comes from.
struct Peer
{
    Door door = Door::Port;
    QHostAddress remote;                     // null on the socket
    QHostAddress local;                      // at which the client reached us; null on the socket
    quint16 port = 0;                        // of remote
    std::optional<PeerProcess> process = {}; // on the socket
};

} // namespace qilin
