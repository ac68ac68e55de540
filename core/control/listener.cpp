// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/listener.h"

#include "core/base/log.h"

namespace qilin {

namespace {

constexpr int kClientsPerTurn = 16; // then those that are in have theirs

} // namespace

Listener::Listener(int socket, std::chrono::milliseconds pause, Take take)
    : m_socket(socket)
    , m_take(std::move(take))
    , m_waiting(socket, QSocketNotifier::Read)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_waiting.setEnabled(!m_closed); });
    connect(&m_waiting, &QSocketNotifier::activated, this, &Listener::acceptSome);
}

void Listener::close()
{
    m_closed = true;
    m_pause.stop();
    m_waiting.setEnabled(false);
}

void Listener::acceptSome()
{
    for (int i = 0; i < kClientsPerTurn && !m_closed; ++i) {
        Accepted accepted = acceptClient(m_socket);
        switch (accepted.outcome) {
        case Accepted::Outcome::Client:
            m_take(std::move(accepted));
            break;
        case Accepted::Outcome::Vanished:
            break;
        case Accepted::Outcome::NoneWaiting:
            return;
        case Accepted::Outcome::OutOfDescriptors:
            return turnOneAway();
        case Accepted::Outcome::Failed:
            qCCritical(lcControl) << "a listening socket of the control API is broken; it is left";
            return close();
        }
    }
}

void Listener::turnOneAway()
{
    m_reserve.reset();
    acceptClient(m_socket).fd.reset();
    m_reserve = reserveDescriptor();
    m_waiting.setEnabled(false);
    m_pause.start();
}

} // namespace qilin
