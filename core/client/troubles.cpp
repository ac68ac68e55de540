// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/troubles.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(client)
};

} // namespace

QString addressOf(const Endpoint &endpoint)
{
    if (!endpoint.socket.isEmpty())
        return endpoint.socket;
    return endpoint.url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath);
}

QString troubleOf(const Endpoint &endpoint, QLocalSocket::LocalSocketError error,
                  const QString &detail)
{
    const QString address = addressOf(endpoint);
    switch (error) {
    case QLocalSocket::ServerNotFoundError:
        return Text::tr("no daemon is running: there is no socket %1").arg(address);
    case QLocalSocket::ConnectionRefusedError:
        return Text::tr("no daemon is running: nobody listens on %1").arg(address);
    case QLocalSocket::SocketAccessError:
        return Text::tr("no permission to use %1: it belongs to the daemon of another user")
            .arg(address);
    case QLocalSocket::PeerClosedError:
        return closedText(endpoint);
    case QLocalSocket::SocketResourceError:
    case QLocalSocket::SocketTimeoutError:
    case QLocalSocket::DatagramTooLargeError:
    case QLocalSocket::ConnectionError:
    case QLocalSocket::UnsupportedSocketOperationError:
    case QLocalSocket::OperationError:
    case QLocalSocket::UnknownSocketError:
        break;
    }
    return Text::tr("the connection to %1 failed: %2").arg(address, detail);
}

QString troubleOf(const Endpoint &endpoint, QAbstractSocket::SocketError error,
                  const QString &detail)
{
    const QString address = addressOf(endpoint);
    if (error == QAbstractSocket::ConnectionRefusedError)
        return Text::tr("no daemon is running at %1: the connection was refused").arg(address);
    if (error == QAbstractSocket::HostNotFoundError)
        return Text::tr("there is no host with the name in %1").arg(address);
    if (error == QAbstractSocket::RemoteHostClosedError)
        return closedText(endpoint);
    if (error == QAbstractSocket::SslHandshakeFailedError)
        return Text::tr("no secure connection to %1: %2").arg(address, detail);
    return Text::tr("the connection to %1 failed: %2").arg(address, detail);
}

QString troubleOf(const Endpoint &endpoint, AnswerParser::Fault fault)
{
    const QString address = addressOf(endpoint);
    switch (fault) {
    case AnswerParser::Fault::NotHttp:
        return Text::tr("%1 is no qilin daemon: what it answers is no HTTP").arg(address);
    case AnswerParser::Fault::HeadTooLarge:
    case AnswerParser::Fault::BodyTooLarge:
        return tooLargeText(endpoint);
    case AnswerParser::Fault::None:
    case AnswerParser::Fault::Incomplete:
        break;
    }
    return closedText(endpoint);
}

QString noDaemon(const Endpoint &endpoint, int status)
{
    return Text::tr("%1 is no qilin daemon: it answers, with HTTP status %2, what a daemon would "
                    "not")
        .arg(addressOf(endpoint))
        .arg(status);
}

QString noTls(const Endpoint &endpoint)
{
    return Text::tr("%1 cannot be reached: this system's Qt lacks TLS").arg(addressOf(endpoint));
}

QString noAuthorities(const Endpoint &endpoint)
{
    return Text::tr(
               "%1 is not asked: there is no certificate in %2, which must be a file in PEM form")
        .arg(addressOf(endpoint), endpoint.authorities);
}

QString distrustText(const Endpoint &endpoint, const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    reasons.removeDuplicates();
    return Text::tr("no secure connection to %1: %2 (--ca FILE names a certificate that the system "
                    "does not vouch for)")
        .arg(addressOf(endpoint), reasons.join(u' '));
}

QString closedText(const Endpoint &endpoint)
{
    return Text::tr("the daemon at %1 has closed the connection").arg(addressOf(endpoint));
}

QString silentText(const Endpoint &endpoint, std::chrono::milliseconds time)
{
    return Text::tr("%1 has not answered for %2 s")
        .arg(addressOf(endpoint))
        .arg(std::chrono::ceil<std::chrono::seconds>(time).count());
}

QString unauthorizedText(const Endpoint &endpoint)
{
    if (endpoint.username.isEmpty())
        return Text::tr("the daemon at %1 wants a user name and a password")
            .arg(addressOf(endpoint));
    return Text::tr("the daemon at %1 does not know this user name with this password")
        .arg(addressOf(endpoint));
}

QString tooLargeText(const Endpoint &endpoint)
{
    return Text::tr("%1 answers with more than a qilin daemon would").arg(addressOf(endpoint));
}

} // namespace qilin
