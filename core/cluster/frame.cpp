// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/frame.h"

#include <utility>

namespace qilin {

namespace {

bool mayBecomeOurs(QByteArrayView begin)
{
    const qsizetype length = qMin(begin.size(), Frame::kPrefix.size());
    return begin.first(length) == Frame::kPrefix.first(length);
}

} // namespace

void Frame::feed(QByteArrayView bytes, const Take &take)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0) {
            keep(bytes);
            return;
        }
        const QByteArrayView rest = bytes.first(end);
        bytes = bytes.sliced(end + 1);
        if (!finish(rest, take))
            return;
    }
}

// The rest of a line has come.
bool Frame::finish(QByteArrayView rest, const Take &take)
{
    if (std::exchange(m_isSkipping, false)) {
        ++m_skipped;
        return true;
    }
    if (!m_begun.isEmpty()) {
        keep(rest);
        if (std::exchange(m_isSkipping, false)) {
            ++m_skipped;
            return true;
        }
        const QByteArray line = std::exchange(m_begun, {});
        return deliver(line, std::exchange(m_isCut, false), take);
    }
    return deliver(rest.first(qMin(rest.size(), kMaxLine)), rest.size() > kMaxLine, take);
}

bool Frame::deliver(QByteArrayView line, bool isCut, const Take &take)
{
    if (line.startsWith(kPrefix))
        return take(line, isCut);
    ++m_skipped;
    return true;
}

void Frame::keep(QByteArrayView piece)
{
    if (m_isSkipping)
        return;
    const qsizetype room = kMaxLine - m_begun.size();
    m_isCut = m_isCut || piece.size() > room;
    m_begun.append(piece.first(qMin(piece.size(), room)));
    if (!mayBecomeOurs(m_begun)) {
        m_begun = {};
        m_isCut = false;
        m_isSkipping = true;
    }
}

} // namespace qilin
