// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/listenaddress.h"

#include "core/config/text.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

std::optional<quint16> readPort(QStringView text)
{
    const bool isNumber
        = !text.isEmpty() && text.size() <= 5
          && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int port = isNumber ? text.toInt() : 0;
    if (port < 1 || port > 65535)
        return std::nullopt;
    return quint16(port);
}

// Nothing: no address.
std::optional<QString> readHost(const QString &text)
{
    if (text == "*"_L1)
        return QString();
    if (text == "localhost"_L1)
        return u"127.0.0.1"_s;
    const bool isBracketed = text.startsWith(u'[') && text.endsWith(u']');
    const QHostAddress host(isBracketed ? text.sliced(1, text.size() - 2) : text);
    const auto wanted = isBracketed ? QHostAddress::IPv6Protocol : QHostAddress::IPv4Protocol;
    if (host.isNull() || host.protocol() != wanted)
        return std::nullopt;
    return host.toString();
}

} // namespace

Result<ListenAddress> parseListenAddress(const QString &text)
{
    ListenAddress address;
    if (text.startsWith("unix:"_L1)) {
        address.path = text.sliced(5);
        if (address.path.isEmpty())
            return Error{ConfigText::tr("must name the socket's file after unix:")};
        return address;
    }
    const qsizetype colon = text.lastIndexOf(u':');
    const std::optional<quint16> port
        = colon < 0 ? std::nullopt : readPort(QStringView(text).sliced(colon + 1));
    const std::optional<QString> host = readHost(text.left(std::max<qsizetype>(colon, 0)));
    if (!port || !host)
        return Error{ConfigText::tr("\"%1\" must be \"HOST:PORT\", \"[IPv6]:PORT\" or "
                                    "\"unix:PATH\", with an IP address, localhost or * as HOST "
                                    "and a port from 1 to 65535")
                         .arg(text.left(100))};
    address.host = *host;
    address.port = *port;
    return address;
}

QString textOf(const ListenAddress &address)
{
    if (address.isUnix())
        return u"unix:"_s + address.path;
    QString host = address.host.isEmpty() ? u"*"_s : address.host;
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return u"%1:%2"_s.arg(host, QString::number(address.port));
}

} // namespace qilin
