// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/chunkcutter.h"

#include <cstring>
#include <utility>

namespace qilin {

OutputChunk ChunkCutter::withPartial(ReadBuffer &buffer, qsizetype size, bool endsLine)
{
    const qsizetype before = m_partial.size();
    char *from = buffer.area() - before;
    std::memcpy(from, m_partial.constData(), size_t(before));
    m_partial.clear();
    const bool beginsLine = !std::exchange(m_isInside, !endsLine);
    return {QByteArrayView(from, before + size), beginsLine, endsLine};
}

OutputChunk ChunkCutter::begin(QByteArrayView rest)
{
    m_isInside = true;
    return {rest, true, false};
}

} // namespace qilin
