// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/listensocket.h"

#include <optional>

#include <sys/socket.h>

namespace qilin {

// An Internet address in the form the system calls take. Private to this room.
class SocketName final
{
public:
    // host: numeric IPv4, or IPv6 with or without a %zone. No name is ever looked up.
    bool setNumeric(const QByteArray &host, quint16 port);

    int family() const { return m_storage.ss_family; }
    const sockaddr *data() const { return reinterpret_cast<const sockaddr *>(&m_storage); }
    socklen_t length() const { return m_length; }

private:
    sockaddr_storage m_storage{};
    socklen_t m_length = 0;
};

[[nodiscard]] std::optional<BoundAddress> endpointOf(int socket);

} // namespace qilin
