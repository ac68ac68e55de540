// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/pointsocket.h"

#include <QStringList>

#include <vector>

namespace qilin {

// The sockets that the workers of one generation inherit as descriptors 3, 4, … (sd_listen_fds(3)).
class InheritedSockets final
{
public:
    std::vector<std::shared_ptr<PointSocket>> sockets;

    std::vector<int> descriptors() const;
    QStringList addresses() const;
    // For LISTEN_FDNAMES: the port, or the file's name; a colon in it becomes an underscore.
    QByteArray names() const;
    bool isDrained() const; // nobody waits to be accepted
    void prefer() const;    // new connections come to these
    // A plain program expects accept() to wait, Node's needs that it does not. All who have the
    // sockets share this.
    void setBlocking(bool yes) const;
};

} // namespace qilin
