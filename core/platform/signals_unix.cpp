// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/signals.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr int kSignals[]
    = {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGCHLD, SIGQUIT, SIGWINCH, SIGTSTP};

bool isWatched(int signal, SignalWatcher::Scope scope)
{
    switch (signal) {
    case SIGUSR1:
    case SIGUSR2:
    case SIGCHLD:
        return scope == SignalWatcher::Scope::Service;
    case SIGQUIT:
    case SIGWINCH:
    case SIGTSTP:
        return scope == SignalWatcher::Scope::Terminal;
    default:
        return true;
    }
}

// What a handler can reach. Counted beside the pipe: one that is full of SIGCHLD must not lose
// a SIGTERM.
std::atomic<int> s_pipe{-1};
std::atomic<int> s_pending[std::size(kSignals)] = {};
static_assert(std::atomic<int>::is_always_lock_free);

void handle(int signal)
{
    const int code = errno;
    for (size_t i = 0; i < std::size(kSignals); ++i) {
        if (kSignals[i] == signal)
            ++s_pending[i];
    }
    const char byte = 0;
    const int fd = s_pipe;
    if (fd >= 0)
        (void)!::write(fd, &byte, 1);
    errno = code;
}

} // namespace

struct SignalWatcher::Previous
{
    struct sigaction actions[std::size(kSignals)] = {};
    struct sigaction brokenPipe = {};
};

SignalWatcher::SignalWatcher(QObject *parent, Scope scope)
    : QObject(parent)
    , m_scope(scope)
    , m_previous(std::make_unique<Previous>())
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals: %s", qPrintable(qt_error_string(errno)));
    m_readEnd.reset(ends[0]);
    m_writeEnd.reset(ends[1]);
    Q_ASSERT(s_pipe < 0);
    s_pipe = m_writeEnd.get();
    for (std::atomic<int> &pending : s_pending)
        pending = 0;

    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::drain);

    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < std::size(kSignals); ++i) {
        if (isWatched(kSignals[i], m_scope))
            ::sigaction(kSignals[i], &action, &m_previous->actions[i]);
    }
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, &m_previous->brokenPipe);
}

SignalWatcher::~SignalWatcher()
{
    for (size_t i = 0; i < std::size(kSignals); ++i) {
        if (isWatched(kSignals[i], m_scope))
            ::sigaction(kSignals[i], &m_previous->actions[i], nullptr);
    }
    ::sigaction(SIGPIPE, &m_previous->brokenPipe, nullptr);
    s_pipe = -1;
}

void SignalWatcher::drain()
{
    char bytes[256];
    while (::read(m_readEnd.get(), bytes, sizeof bytes) > 0) {}
    int counts[std::size(kSignals)];
    for (size_t i = 0; i < std::size(kSignals); ++i)
        counts[i] = s_pending[i].exchange(0);
    for (size_t i = 0; i < std::size(kSignals); ++i) {
        const int times = kSignals[i] == SIGCHLD ? qMin(counts[i], 1) : counts[i];
        for (int n = 0; n < times; ++n)
            emit received(kSignals[i]);
    }
}

} // namespace qilin
