// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/neighbourhood.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

QHostAddress neighbourhoodOf(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

QString neighbourhoodText(const QHostAddress &address)
{
    const QString text = neighbourhoodOf(address).toString();
    return address.protocol() == QAbstractSocket::IPv6Protocol ? text + "/64"_L1 : text;
}

} // namespace qilin
