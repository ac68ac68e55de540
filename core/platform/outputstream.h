// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QtGlobal>

namespace qilin {

// A descriptor that this process was given (stdout, stderr), written without ever blocking and
// without O_NONBLOCK on the open file description, which is shared with the shell and others.
// Does not close that descriptor. A write to one whose reader has gone fails; SIGPIPE and SIGXFSZ
// are ignored from the construction on.
class OutputStream final
{
public:
    enum class State { Written, Full, Failed, Closed, Broken };
    struct Outcome
    {
        State state = State::Written;
        qsizetype size = 0; // bytes taken, with Written
        int error = 0;      // errno, with Failed and Broken
    };

    explicit OutputStream(int fd);

    // What to wait on until more can be written.
    [[nodiscard]] int fd() const { return m_own ? m_own.get() : m_given; }
    [[nodiscard]] bool isTerminal() const;
    // How much of the size bytes to offer in one go.
    [[nodiscard]] qsizetype chunk(qsizetype size) const;

    // Full: nothing now, wait for fd(). Failed: not now, but a later try may work (disk full).
    // Closed: nobody will ever read. Broken: it can never be written (not open, a lost terminal).
    [[nodiscard]] Outcome write(const char *data, qsizetype size);
    // Blocks until a write could take something, at most so long.
    void waitWritable(int maxMs);

private:
    enum class Kind { File, Socket, NonBlocking, Blocking };

    int m_given;
    UniqueFd m_own; // the same pipe or terminal, opened anew, so with flags of its own
    Kind m_kind = Kind::Blocking;
};

} // namespace qilin
