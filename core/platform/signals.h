// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QList>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace qilin {

// Brings signals into the event loop, and ignores SIGPIPE. One object at a time; the destructor
// puts back what was before.
class SignalWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignalWatcher)

public:
    enum class Scope {
        Service,  // SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2 and SIGCHLD
        Terminal, // SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGWINCH and SIGTSTP
    };

    explicit SignalWatcher(QObject *parent = nullptr, Scope scope = Scope::Service);
    ~SignalWatcher() override;

signals:
    // As often as it came; SIGCHLD once for all that came since the last turn.
    void received(int signal);

private:
    struct Previous;

    void drain();

    const Scope m_scope;
    UniqueFd m_readEnd;
    UniqueFd m_writeEnd;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<Previous> m_previous;
};

} // namespace qilin
