// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace qilin::test {

// A TCP port nobody listens on, below the range the kernel gives to clients. No other test program
// is given it while this one lives. Fails the program if there is none.
[[nodiscard]] quint16 freePort();

// Listens on 127.0.0.1 at PORT until it is destroyed; for "address in use".
class OccupiedPort final
{
public:
    explicit OccupiedPort(quint16 port);
    ~OccupiedPort();
    Q_DISABLE_COPY_MOVE(OccupiedPort)

private:
    int m_fd = -1;
};

} // namespace qilin::test
