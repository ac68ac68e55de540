// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

namespace qilin {

struct AnswerHead
{
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers; // names in lower case

    [[nodiscard]] QByteArray value(QByteArrayView name) const; // of the first; empty: none
};

// Reads one HTTP/1.x answer (RFC 9112): bytes in, in pieces of any size. Pure and strict: what two
// readers could read differently is no answer. Bytes after its end are left out.
class AnswerParser final
{
public:
    enum class State { Head, Body, Complete, Broken };
    enum class Fault { None, NotHttp, HeadTooLarge, BodyTooLarge, Incomplete };

    static constexpr qsizetype kHeadMax = 64 * 1024;        // bytes, with answers 1xx before it
    static constexpr qsizetype kBodyMax = 16 * 1024 * 1024; // bytes that wait for takeBody()

    void feed(QByteArrayView bytes);
    void end(); // the server sends nothing more

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Fault fault() const { return m_fault; }           // of Broken
    [[nodiscard]] const AnswerHead &head() const { return m_head; } // from Body on
    [[nodiscard]] QByteArray takeBody(); // what has come since the last time

private:
    enum class Framing { Length, Chunks, UntilEnd };
    enum class Part { Size, Data, DataEnd, Trailer }; // of chunks

    [[nodiscard]] bool takeLine(QByteArrayView &bytes); // into m_line, without CR LF
    void takeHeadLine();
    void endHead();
    void takeBody(QByteArrayView &bytes);
    void takeChunkLine();
    void fail(Fault fault);

    State m_state = State::Head;
    Fault m_fault = Fault::None;
    AnswerHead m_head;
    Framing m_framing = Framing::UntilEnd;
    Part m_part = Part::Size;
    qint64 m_left = 0; // bytes of the body, or of the chunk
    QByteArray m_line;
    bool m_hasLine = false;
    qsizetype m_lineBytes = 0; // of all lines so far
    QByteArray m_body;
};

} // namespace qilin
