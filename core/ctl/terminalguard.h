// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/signals.h"
#include "core/platform/terminal.h"

#include <QObject>

namespace qilin {

// Another way of typing on the terminal for as long as this lives; whatever signal ends or stops
// the program meanwhile, the terminal is as it was before.
class TerminalGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalGuard)

public:
    TerminalGuard(int fd, TerminalMode::Kind kind); // fd stays the caller's

signals:
    void interrupted(); // by Ctrl-C, Ctrl-\ or a signal that ends programs: whoever owns this ends
    void resized();
    void stopping(); // by Ctrl-Z: right after this the program stands still
    void resumed();

private:
    void onSignal(int signal);
    void stop();

    TerminalMode m_mode;
    SignalWatcher m_signals;
};

} // namespace qilin
