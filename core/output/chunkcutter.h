// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/outputchunk.h"

#include <QByteArray>

#include <memory>

namespace qilin {

// Where all pipes are read into, one after the other. The room before its area lets a line's begin
// be put in front of what is read next. One a daemon: its memory is taken once, however many
// workers there are.
class ReadBuffer final
{
public:
    static constexpr qsizetype kHeadroom = 64 * 1024;
    static constexpr qsizetype kArea = 256 * 1024;

    ReadBuffer()
        : m_bytes(new char[kHeadroom + kArea])
    {}

    char *area() { return m_bytes.get() + kHeadroom; }

private:
    std::unique_ptr<char[]> m_bytes; // not QByteArray: it need not be filled before
};

// Bytes of one stream in, chunks out. Keeps the begin of an unfinished line, kHeadroom at most.
class ChunkCutter final
{
public:
    // The first size bytes of the buffer's area came next. Calls take(OutputChunk) once or twice,
    // or not at all.
    template <typename Take>
    void feed(ReadBuffer &buffer, qsizetype size, Take take)
    {
        const QByteArrayView read(buffer.area(), size);
        const qsizetype end = read.lastIndexOf('\n') + 1;
        const QByteArrayView rest = read.sliced(end);
        if (end > 0)
            take(withPartial(buffer, end, true));
        if (m_isInside || m_partial.size() + rest.size() > ReadBuffer::kHeadroom) {
            if (end == 0)
                take(withPartial(buffer, size, false));
            else if (!rest.isEmpty())
                take(begin(rest));
        } else {
            m_partial.append(rest);
        }
    }

    // At the end of the stream: the last line gets the '\n' it did not have.
    template <typename Take>
    void finish(Take take)
    {
        if (m_partial.isEmpty() && !m_isInside)
            return;
        const QByteArray last = m_partial + '\n';
        const bool beginsLine = !m_isInside;
        m_partial.clear();
        m_isInside = false;
        take(OutputChunk{last, beginsLine, true});
    }

private:
    OutputChunk withPartial(ReadBuffer &buffer, qsizetype size, bool endsLine);
    OutputChunk begin(QByteArrayView rest);

    QByteArray m_partial;
    bool m_isInside = false; // a line whose begin has been given away
};

} // namespace qilin
