// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/outputchunk.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace qilin {

// Whose turn it is where many write lines into one place: who has begun a line goes first until it
// has ended. Others are not read meanwhile, so nothing piles up here. Should the line come to no
// end while others wait, it is ended for its writer, and what follows is a line of its own.
class LineTurn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineTurn)

public:
    using Put = std::function<void(QByteArrayView bytes)>;

    // put: writes, in the order given.
    explicit LineTurn(Put put, QObject *parent = nullptr);

    // What ends a line before its time; "\n" at first.
    void setBreak(const QByteArray &text) { m_break = text; }

    // Whether this writer (>= 0) may write now; after a no comes freed().
    bool offer(int writer);
    // It is amid a line. If it was and is not any more, that line was ended for it.
    [[nodiscard]] bool isInside(int writer) const;
    // Whose turn it is not waits here: for the end of a process, where nothing can be put off. Of
    // that, no more than 1 MB; then the line that is in the way is ended.
    void write(int writer, const OutputChunk &chunk);
    void leave(int writer); // it writes no more: its line ends here

signals:
    void freed();

private:
    static constexpr int kNobody = -1;

    struct Waiting
    {
        int writer;
        QByteArray bytes;
        bool endsLine;
    };

    const Waiting *lastOf(int writer) const;
    void breakLine();
    void serve();
    void hurry();

    const Put m_put;
    int m_holder = kNobody;
    QByteArray m_break = "\n";
    std::deque<Waiting> m_waiting;
    qsizetype m_waitingBytes = 0;
    bool m_isAwaited = false;
    QTimer m_patience;
    QElapsedTimer m_awaitedSince;
};

} // namespace qilin
