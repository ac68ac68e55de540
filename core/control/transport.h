// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/netio.h"

#include <QObject>

namespace qilin {

// The bytes that one client sends and takes, however they travel. Owns the socket. Never blocks;
// signals come from the event loop, and the object may be closed, not deleted, in their slots.
class Transport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transport)

public:
    Transport() = default;

    [[nodiscard]] virtual Transfer take(char *data, qsizetype size) = 0;
    // Done: the bytes are on their way, or wait here (a few kB).
    [[nodiscard]] virtual Transfer send(const char *data, qsizetype size) = 0;
    [[nodiscard]] virtual bool isFlushed() const = 0; // nothing waits here

    virtual void setReading(bool yes) = 0; // readable() comes as long as there is something
    [[nodiscard]] virtual bool isReading() const = 0;
    virtual void setWriting(bool yes) = 0; // writable() comes as long as it is

    // As boundSending() of netio.
    virtual void bound(int bytes, std::chrono::milliseconds patience) = 0;
    // Once everything is flushed. What the client still sends may be taken, and means nothing.
    virtual void endSending() = 0;
    virtual void close() = 0; // at once

signals:
    void readable(); // take() has something to say
    void writable(); // send() takes something, or all is flushed
};

} // namespace qilin
