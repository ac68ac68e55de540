// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/utf8.h"

namespace qilin {
namespace {

struct Sequence
{
    int length = 0; // 0: no character begins with such a byte
    uchar secondMin = 0x80;
    uchar secondMax = 0xbf;
};

// The table of RFC 3629, section 4.
Sequence sequenceOf(uchar first)
{
    if (first < 0x80)
        return {1};
    if (first >= 0xc2 && first <= 0xdf)
        return {2};
    if (first == 0xe0)
        return {3, 0xa0, 0xbf};
    if (first == 0xed)
        return {3, 0x80, 0x9f};
    if (first >= 0xe1 && first <= 0xef)
        return {3};
    if (first == 0xf0)
        return {4, 0x90, 0xbf};
    if (first == 0xf4)
        return {4, 0x80, 0x8f};
    if (first >= 0xf1 && first <= 0xf3)
        return {4};
    return {};
}

} // namespace

std::optional<qsizetype> firstNonUtf8(const QByteArray &bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const Sequence sequence = sequenceOf(uchar(bytes[at]));
        if (sequence.length == 0 || at + sequence.length > bytes.size())
            return at;
        for (int i = 1; i < sequence.length; ++i) {
            const auto byte = uchar(bytes[at + i]);
            const uchar min = i == 1 ? sequence.secondMin : uchar(0x80);
            const uchar max = i == 1 ? sequence.secondMax : uchar(0xbf);
            if (byte < min || byte > max)
                return at;
        }
        at += sequence.length;
    }
    return std::nullopt;
}

} // namespace qilin
