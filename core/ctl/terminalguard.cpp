// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/terminalguard.h"

#include <csignal>

namespace qilin {

TerminalGuard::TerminalGuard(int fd, TerminalMode::Kind kind)
    : m_mode(fd, kind)
    , m_signals(nullptr, SignalWatcher::Scope::Terminal)
{
    connect(&m_signals, &SignalWatcher::received, this, &TerminalGuard::onSignal);
}

void TerminalGuard::onSignal(int signal)
{
    switch (signal) {
    case SIGWINCH:
        emit resized();
        break;
    case SIGTSTP:
        stop();
        break;
    default:
        emit interrupted();
        break;
    }
}

void TerminalGuard::stop()
{
    emit stopping();
    m_mode.leave();
    std::raise(SIGSTOP);
    m_mode.enter(); // SIGCONT has come
    emit resumed();
}

} // namespace qilin
