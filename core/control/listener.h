// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/netio.h"

#include <QSocketNotifier>
#include <QTimer>

#include <functional>

namespace qilin {

// Takes clients off a listening socket, which its owner keeps open until close(). When descriptors
// run out it turns one waiting client away and pauses, so that the event loop never spins.
class Listener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    using Take = std::function<void(Accepted &&)>; // of Outcome::Client; may call close()

    Listener(int socket, std::chrono::milliseconds pause, Take take);

    void close(); // before the socket is closed; take is not called any more

private:
    void acceptSome();
    void turnOneAway();

    const int m_socket;
    const Take m_take;
    UniqueFd m_reserve = reserveDescriptor();
    QSocketNotifier m_waiting;
    QTimer m_pause;
    bool m_closed = false;
};

} // namespace qilin
