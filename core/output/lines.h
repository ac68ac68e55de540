// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace qilin {

// Bytes in, whole lines out, without their '\n' and otherwise unchanged: a '\r' stays, and so does
// what is no UTF-8. A line longer than kMaxLine comes in pieces of that size.
class LineSplitter final
{
public:
    static constexpr qsizetype kMaxLine = 64 * 1024;

    [[nodiscard]] QList<QByteArray> feed(QByteArrayView bytes);
    // At the end of the stream: the last line, if it had no '\n'.
    [[nodiscard]] QList<QByteArray> finish();

private:
    QByteArray m_partial;
};

} // namespace qilin
