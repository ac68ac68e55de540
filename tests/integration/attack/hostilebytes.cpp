// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/hostilebytes.h"

#include <QRandomGenerator>

namespace qilin::test {

namespace {

// With its length before it, in so many bytes.
QByteArray sized(const QByteArray &bytes, int width)
{
    QByteArray length;
    for (int i = width - 1; i >= 0; --i)
        length.append(char(bytes.size() >> (8 * i) & 0xff));
    return length + bytes;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

QByteArray garbage(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::global()->bounded(256));
    return bytes;
}

QList<QByteArray> garbageOfAllSizes()
{
    QList<QByteArray> all;
    for (int size = 1; size < 40'000; size += 1 + size / 5)
        all.append(garbage(size));
    return all;
}

QByteArray clientHello()
{
    const QByteArray ciphers = sized(hex("c02b c02c"), 2); // ECDHE_ECDSA with AES-GCM
    const QByteArray groups = hex("000a") + sized(sized(hex("0017"), 2), 2); // P-256
    const QByteArray formats = hex("000b") + sized(sized(hex("00"), 1), 2);
    const QByteArray signatures = hex("000d") + sized(sized(hex("0403"), 2), 2); // ECDSA, SHA-256
    const QByteArray body = hex("0303") + garbage(32) + sized({}, 1) + ciphers + sized(hex("00"), 1)
                            + sized(groups + formats + signatures, 2);
    return hex("16 0301") + sized(hex("01") + sized(body, 3), 2);
}

} // namespace qilin::test
