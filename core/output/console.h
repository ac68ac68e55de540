// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/log.h"
#include "core/base/stream.h"
#include "core/platform/outputstream.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <memory>

namespace qilin {

// This process's stdout and stderr, written in whole lines and never blocking: what nobody reads in
// time waits in a queue of 1 MB a stream; what does not fit is dropped in whole lines, and how
// many were is said in the stream when it flows again. A reader that has gone is tolerated.
class Console final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Console)

public:
    static constexpr qsizetype kMaxQueued = 1024 * 1024;

    explicit Console(QObject *parent = nullptr);
    Console(int outFd, int errFd, QObject *parent = nullptr); // they stay the caller's
    ~Console() override;

    // One or several whole lines, each with its '\n'. Tries to write them at once.
    void write(Stream stream, const QByteArray &lines);

    [[nodiscard]] bool isTerminal(Stream stream) const;
    [[nodiscard]] qint64 dropped() const { return m_out.allDropped + m_err.allDropped; } // lines

    // For startLog(): the log on stderr. Ends the use of it before this object ends.
    [[nodiscard]] LogSink logSink();

    // For the very end: blocks until all is written or maxMs are over.
    void flush(int maxMs);

    [[nodiscard]] qsizetype queued(Stream stream) const; // bytes

private:
    struct Lane
    {
        explicit Lane(int fd)
            : stream(fd)
        {}

        OutputStream stream;
        QByteArray queue; // from done on; whole lines but for the first, which may be half written
        qsizetype done = 0;
        qint64 dropped = 0;       // lines, not said yet
        qint64 told = 0;          // lines, by a notice that is not written yet
        qsizetype noticeLeft = 0; // bytes of it
        bool isAmidLine = false;  // what has been written so far ends there
        bool isFull = false;      // why they were dropped: the disk, not the reader
        qint64 allDropped = 0;
        bool isClosed = false;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    Lane &lane(Stream stream) { return stream == Stream::Out ? m_out : m_err; }
    void pump(Lane &lane);
    void waitFor(Lane &lane);
    static void enqueue(Lane &lane, const QByteArray &lines);
    static void drop(Lane &lane, QByteArrayView lines);
    static void dropQueue(Lane &lane);
    static void close(Lane &lane);
    static void tellOfDropped(Lane &lane);
    static OutputStream::State drain(Lane &lane);

    Lane m_out;
    Lane m_err;
};

} // namespace qilin
