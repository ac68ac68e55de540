// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/listensocket.h"

#include <vector>

namespace qilin {

// The listening sockets that share one TCP address, and which of them gets the new connections
// (socket(7): SO_REUSEPORT, SO_ATTACH_REUSEPORT_CBPF). Owns no socket but its spares.
//
// The kernel knows them by their number in a row; when one leaves, the last one takes its number.
// The one that gets the connections must not be moved like that: for a moment they would go to a
// socket on which nobody accepts. So a spare, which nobody ever sees, is moved in its place.
class PortGroup final
{
    Q_DISABLE_COPY_MOVE(PortGroup)

public:
    // first: opened from spec with Sharing::First; it gets the connections.
    PortGroup(const ListenSpec &spec, int first);

    bool canSteer() const { return m_canSteer; } // else: only first, no add()

    void add(int socket); // opened with Sharing::Further; gets nothing until it is preferred
    // Gets all new connections. 0, or errno where it does not, though others did.
    [[nodiscard]] int prefer(int socket);
    void remove(int socket); // nothing listens on it any more, whoever else holds it

private:
    bool steerTo(size_t number);
    size_t numberOf(int socket) const;
    bool isSpare(int socket) const;
    void addSpare();
    void dropSpare(size_t number);
    void take(size_t number);
    void trim();

    ListenSpec m_spec;
    std::vector<int> m_row; // as the kernel has it
    std::vector<std::unique_ptr<ListenSocket>> m_spares;
    int m_preferred;
    bool m_canSteer = false;
};

// Whether no connection waits to be accepted there (poll(2); TCP and Unix).
[[nodiscard]] bool isQueueEmpty(int listener);

} // namespace qilin
