// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace qilin {

// What a program has printed to one stream, in one go: whole lines each with its '\n', or a piece
// of a line that is too long to wait for its end. The bytes are valid during the call only.
struct OutputChunk
{
    QByteArrayView bytes;   // never empty
    bool beginsLine = true; // false: its first bytes go on with the line of the chunk before
    bool endsLine = true;   // false: the next chunk goes on with its last line

    // For whoever takes each piece for a line: without the end of a line whose pieces went before.
    [[nodiscard]] QByteArrayView asLines() const
    {
        return !beginsLine && bytes.startsWith('\n') ? bytes.sliced(1) : bytes;
    }
};

struct LineTail
{
    QByteArrayView bytes;
    qsizetype lines = 0; // that they hold; the last one may have no '\n'
};

// The end of bytes that has at most count lines.
[[nodiscard]] LineTail lastLines(QByteArrayView bytes, qsizetype count);

// Calls take(line) for each line of the bytes, without its '\n'; one longer than maxLength comes in
// pieces of that size.
template <typename Take>
void forEachLine(QByteArrayView bytes, qsizetype maxLength, Take take)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype length = end < 0 ? bytes.size() : end;
        const qsizetype taken = std::min(length, maxLength);
        take(bytes.first(taken));
        bytes = bytes.sliced(taken == end ? end + 1 : taken);
    }
}

} // namespace qilin
