// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

namespace qilin::test {

[[nodiscard]] QByteArray garbage(int size);
[[nodiscard]] QList<QByteArray> garbageOfAllSizes(); // from 1 byte to 40 kB

// The first message of a TLS 1.2 client (RFC 5246, 7.4.1.2), to which a server with an ECDSA
// certificate answers.
[[nodiscard]] QByteArray clientHello();

} // namespace qilin::test
