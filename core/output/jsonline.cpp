// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/jsonline.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr auto kReplacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr auto kHexDigits = "0123456789abcdef";

// The ranges of RFC 3629, table in section 4.
struct Sequence
{
    qsizetype length; // 0: no character begins with this byte
    uchar secondMin;
    uchar secondMax;
};

Sequence sequenceOf(uchar first)
{
    if (first >= 0xc2 && first <= 0xdf)
        return {2, 0x80, 0xbf};
    if (first >= 0xe0 && first <= 0xef)
        return {3, uchar(first == 0xe0 ? 0xa0 : 0x80), uchar(first == 0xed ? 0x9f : 0xbf)};
    if (first >= 0xf0 && first <= 0xf4)
        return {4, uchar(first == 0xf0 ? 0x90 : 0x80), uchar(first == 0xf4 ? 0x8f : 0xbf)};
    return {0, 0, 0};
}

// How many of the bytes belong to the character that begins with the first of them.
qsizetype validBytes(QByteArrayView bytes, const Sequence &sequence)
{
    qsizetype valid = 1;
    for (; valid < std::min(sequence.length, bytes.size()); ++valid) {
        const auto byte = uchar(bytes[valid]);
        const bool isSecond = valid == 1;
        if (byte < (isSecond ? sequence.secondMin : 0x80)
            || byte > (isSecond ? sequence.secondMax : 0xbf))
            break;
    }
    return valid;
}

bool isPlain(char c)
{
    return uchar(c) >= 0x20 && uchar(c) < 0x7f && c != '"' && c != '\\';
}

void appendEscaped(QByteArray &out, char c)
{
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\t') {
        out += "\\t";
    } else if (c == '\r') {
        out += "\\r";
    } else {
        out += "\\u00";
        out += kHexDigits[uchar(c) >> 4];
        out += kHexDigits[uchar(c) & 0xf];
    }
}

} // namespace

QByteArray jsonLineHead(qint64 timeMs, const QString &app, int worker, Stream stream)
{
    QByteArray head = "{\"time\":\"";
    head += QDateTime::fromMSecsSinceEpoch(timeMs).toUTC().toString(Qt::ISODateWithMs).toLatin1();
    head += "\",\"app\":\"";
    if (appendJsonText(head, app.toUtf8()) > 0)
        appendBrokenCharacter(head);
    head += "\",\"worker\":" + QByteArray::number(worker);
    head += stream == Stream::Err ? ",\"stream\":\"stderr\"" : ",\"stream\":\"stdout\"";
    return head + ",\"text\":\"";
}

qsizetype appendJsonText(QByteArray &out, QByteArrayView text)
{
    while (!text.isEmpty()) {
        const auto plain = std::find_if_not(text.begin(), text.end(), isPlain) - text.begin();
        out += text.first(plain);
        text = text.sliced(plain);
        if (text.isEmpty())
            break;
        if (uchar(text.front()) < 0x80) {
            appendEscaped(out, text.front());
            text = text.sliced(1);
            continue;
        }
        const Sequence sequence = sequenceOf(uchar(text.front()));
        const qsizetype valid = validBytes(text, sequence);
        if (valid < sequence.length && valid == text.size())
            return valid;
        if (valid == sequence.length)
            out += text.first(valid);
        else
            out += kReplacement;
        text = text.sliced(valid);
    }
    return 0;
}

void appendBrokenCharacter(QByteArray &out)
{
    out += kReplacement;
}

} // namespace qilin
