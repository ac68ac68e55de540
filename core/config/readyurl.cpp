// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/readyurl.h"

#include "core/config/text.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr auto kPort = "{port}"_L1;

} // namespace

Result<ReadyUrl> parseReadyUrl(const QString &text, quint16 port)
{
    QString filled = text;
    filled.replace(kPort, QString::number(port));
    const QUrl url(filled, QUrl::StrictMode);
    const QString host = url.host();
    ReadyUrl ready;
    ready.address
        = host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (!url.isValid() || url.scheme() != "http"_L1 || ready.address.isNull() || url.port() == 0
        || !url.userInfo().isEmpty())
        return Error{
            ConfigText::tr("must be a URL such as http://127.0.0.1:{port}/health: http, with "
                           "an IP address or localhost as its host")};
    ready.port = quint16(url.port(80));
    ready.host = url.authority(QUrl::FullyEncoded).toLatin1();
    ready.target = url.path(QUrl::FullyEncoded).toLatin1();
    if (ready.target.isEmpty())
        ready.target = "/";
    if (url.hasQuery())
        ready.target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return ready;
}

bool hasOwnPort(const QString &url)
{
    return url.contains(kPort);
}

} // namespace qilin
