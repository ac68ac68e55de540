// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace qilin {

// Lines out of bytes, as Node writes them to its channel: one JSON value a line.
// Only lines that begin with {"cmd":"NODE_ speak to a parent; all others are the application's own
// messages and are skipped unread, whatever their length, so that they cost no memory.
class Frame final
{
public:
    // What is kept of one line. Node's own are far below; only an envelope around a huge message of
    // the application comes near.
    static constexpr qsizetype kMaxLine = 256 * 1024;
    static constexpr QByteArrayView kPrefix = R"({"cmd":"NODE_)";

    // isCut: the line was longer than kMaxLine, this is its head. False ends the feeding at once:
    // this object may have been destroyed.
    using Take = std::function<bool(QByteArrayView line, bool isCut)>;

    void feed(QByteArrayView bytes, const Take &take);

    quint64 skipped() const { return m_skipped; } // lines of the application so far

private:
    bool finish(QByteArrayView rest, const Take &take);
    bool deliver(QByteArrayView line, bool isCut, const Take &take);
    void keep(QByteArrayView piece);

    QByteArray m_begun;        // of a line of interest, or too short to tell
    bool m_isSkipping = false; // up to the next '\n'
    bool m_isCut = false;
    quint64 m_skipped = 0;
};

} // namespace qilin
