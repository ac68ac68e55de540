// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/listensocket.h"

#include <memory>

namespace qilin {

class PortGroup;

// A listening socket at an address that generations of workers take over from each other: each has
// one of its own there, and new connections go to that of one of them. So an old generation gets
// nothing new while it still answers what it has: many servers reset, at SIGTERM, connections that
// they have accepted and not yet read.
// TCP: by a group of sockets on one port. Unix: by a new file over the old one.
class PointSocket final : public std::enable_shared_from_this<PointSocket>
{
    Q_DISABLE_COPY_MOVE(PointSocket)

public:
    // The address must be nobody's. Error::code is an errno.
    static Result<std::shared_ptr<PointSocket>> open(const ListenSpec &spec);
    ~PointSocket();

    // One more at this address, which gets nothing until it is preferred; where the system has no
    // way to do so, this one.
    Result<std::shared_ptr<PointSocket>> renew();
    void prefer(); // new connections come here from now on

    const ListenSocket &socket() const { return *m_socket; }
    BoundAddress endpoint() const; // under the name it has, or gets when it is preferred
    QString address() const;
    bool isDrained() const; // nobody waits to be accepted

private:
    struct Point;

    PointSocket(std::shared_ptr<Point> point, std::unique_ptr<ListenSocket> socket);

    std::shared_ptr<Point> m_point;
    std::unique_ptr<ListenSocket> m_socket;
};

} // namespace qilin
