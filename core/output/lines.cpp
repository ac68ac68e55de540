// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/lines.h"

#include <algorithm>
#include <utility>

namespace qilin {

QList<QByteArray> LineSplitter::feed(QByteArrayView bytes)
{
    QList<QByteArray> lines;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype length = end < 0 ? bytes.size() : end;
        const qsizetype taken = std::min(length, kMaxLine - m_partial.size());
        m_partial.append(bytes.first(taken));
        bytes = bytes.sliced(taken);
        if (taken < length) { // more of this line follows a full piece
            lines.append(std::exchange(m_partial, {}));
        } else if (end >= 0) {
            lines.append(std::exchange(m_partial, {}));
            bytes = bytes.sliced(1);
        }
    }
    return lines;
}

QList<QByteArray> LineSplitter::finish()
{
    if (m_partial.isEmpty())
        return {};
    return {std::exchange(m_partial, {})};
}

} // namespace qilin
