// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/webaddress.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace qilin {

QUrl webAddress(const Endpoint &daemon, const AppSnapshot &app)
{
    const bool isHere = !daemon.socket.isEmpty() || daemon.url.host() == u"localhost"_s
                        || QHostAddress(daemon.url.host()).isLoopback();
    for (const QString &listening : app.listening) {
        if (listening.startsWith(u"unix:"_s) || listening.startsWith(u"udp:"_s))
            continue;
        QUrl url(u"http://"_s + listening + u'/');
        const QHostAddress bound(url.host());
        if (!url.isValid() || bound.isNull() || url.port() <= 0)
            continue;
        const bool isEverywhere = bound == QHostAddress(QHostAddress::AnyIPv4)
                                  || bound == QHostAddress(QHostAddress::AnyIPv6);
        if (isEverywhere)
            url.setHost(isHere ? u"127.0.0.1"_s : daemon.url.host());
        else if (bound.isLoopback() && !isHere)
            continue;
        return url;
    }
    return {};
}

} // namespace qilin
