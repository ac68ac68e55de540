// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/outputchunk.h"

#include <cstring>

namespace qilin {

namespace {

// QByteArrayView::lastIndexOf() goes byte by byte, which a flood feels.
qsizetype lastLineEnd(QByteArrayView bytes)
{
    const void *found = ::memrchr(bytes.data(), '\n', size_t(bytes.size()));
    return found ? static_cast<const char *>(found) - bytes.data() : -1;
}

} // namespace

LineTail lastLines(QByteArrayView bytes, qsizetype count)
{
    // Looked for between the lines, so not the end of the last one.
    qsizetype from = bytes.endsWith('\n') ? bytes.size() - 1 : bytes.size();
    if (bytes.isEmpty() || count == 0)
        return {};
    for (qsizetype lines = 1; lines <= count; ++lines) {
        const qsizetype end = lastLineEnd(bytes.first(from));
        if (end < 0)
            return {bytes, lines};
        if (lines == count)
            return {bytes.sliced(end + 1), count};
        from = end;
    }
    return {};
}

} // namespace qilin
