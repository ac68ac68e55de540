// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/outputchunk.h"

namespace qilin {

QByteArrayView lastLines(QByteArrayView bytes, qsizetype count)
{
    qsizetype from = bytes.size();
    if (bytes.endsWith('\n'))
        --from; // that of the last line
    for (; count > 0 && from > 0; --count)
        from = bytes.first(from).lastIndexOf('\n');
    // Left of `from` stands the '\n' before the first of them, if there was one more line.
    return count > 0 || from < 0 ? bytes : bytes.sliced(std::min(from + 1, bytes.size()));
}

} // namespace qilin
