// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/inherited.h"

#include "core/platform/netio.h"

#include <algorithm>

namespace qilin {

namespace {

QByteArray nameOf(const BoundAddress &address)
{
    if (address.family != BoundAddress::Family::Unix)
        return QByteArray::number(address.port);
    QByteArray name = address.host.section(u'/', -1).toUtf8();
    for (char &c : name) {
        if (c == ':' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = '_';
    }
    return name.left(255);
}

} // namespace

std::vector<int> InheritedSockets::descriptors() const
{
    std::vector<int> descriptors;
    for (const auto &socket : sockets)
        descriptors.push_back(socket->socket().descriptor());
    return descriptors;
}

QStringList InheritedSockets::addresses() const
{
    QStringList addresses;
    for (const auto &socket : sockets)
        addresses.append(socket->address());
    return addresses;
}

QByteArray InheritedSockets::names() const
{
    QByteArrayList names;
    for (const auto &socket : sockets)
        names.append(nameOf(socket->endpoint()));
    return names.join(':');
}

bool InheritedSockets::isDrained() const
{
    return std::all_of(sockets.begin(), sockets.end(),
                       [](const auto &socket) { return socket->isDrained(); });
}

void InheritedSockets::prefer() const
{
    for (const auto &socket : sockets)
        socket->prefer();
}

void InheritedSockets::setBlocking(bool yes) const
{
    for (const auto &socket : sockets)
        qilin::setBlocking(socket->socket().descriptor(), yes);
}

} // namespace qilin
