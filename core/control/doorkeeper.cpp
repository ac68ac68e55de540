// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/doorkeeper.h"

#include "core/base/log.h"
#include "core/control/routes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// "name", "name:port", "[v6]" or "[v6]:port" without port and brackets.
QString hostName(const QByteArray &host)
{
    const QString text = QString::fromLatin1(host).toLower();
    if (text.startsWith('['_L1)) {
        const qsizetype end = text.indexOf(']'_L1);
        return end < 0 ? text : text.mid(1, end - 1);
    }
    return text.section(':'_L1, 0, 0);
}

// A browser says itself when a page of another site makes a request.
bool isCrossSite(const RequestHead &head)
{
    if (head.fetchSite && *head.fetchSite != "same-origin" && *head.fetchSite != "none")
        return true;
    if (!head.origin)
        return false;
    const QByteArray origin = head.origin->toLower();
    const QByteArray host = head.host.value_or(QByteArray()).toLower();
    return host.isEmpty() || (origin != "http://" + host && origin != "https://" + host);
}

Response unauthorized()
{
    Response response = errorResponse(401, u"unauthorized"_s);
    response.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"qilin-daemon auth\""_ba});
    return response;
}

} // namespace

Doorkeeper::Doorkeeper(const ControlAccess &access, const GateLimits &limits)
    : m_slowdown(limits)
{
    setAccess(access);
}

void Doorkeeper::setAccess(const ControlAccess &access)
{
    m_credentials
        = access.username.isEmpty() ? Credentials() : Credentials(access.username, access.password);
    m_allowedHosts = access.allowedHosts;
}

Doorkeeper::Verdict Doorkeeper::judge(const RequestHead &head, const Peer &peer,
                                      Slowdown::Clock::time_point now)
{
    if (peer.door == Door::Port && !isOurHost(head, peer)) {
        const QString text = QCoreApplication::translate(
            "control", "this daemon is not the host %1; allowed_hosts may name it");
        return {errorResponse(421, text.arg(hostName(*head.host)))};
    }
    if (isCrossSite(head)) {
        return {errorResponse(403, QCoreApplication::translate(
                                       "control", "requests made by other web sites are refused"))};
    }
    const Route *route = findRoute(head.request.path);
    const bool open = route != nullptr && route->access == Access::Open;
    if (peer.door == Door::Socket || open || !m_credentials.areWanted())
        return {};
    return judgeCredentials(head, peer, now);
}

// Only HTTP/1.0 goes without Host, and no browser speaks that.
bool Doorkeeper::isOurHost(const RequestHead &head, const Peer &peer) const
{
    if (!head.host)
        return true;
    const QString name = hostName(*head.host);
    if (name == "localhost"_L1 || m_allowedHosts.contains(name, Qt::CaseInsensitive))
        return true;
    const QHostAddress literal(name);
    return !literal.isNull()
           && literal.isEqual(peer.local, QHostAddress::ConvertV4MappedToIPv4
                                              | QHostAddress::ConvertUnspecifiedAddress);
}

Doorkeeper::Verdict Doorkeeper::judgeCredentials(const RequestHead &head, const Peer &peer,
                                                 Slowdown::Clock::time_point now)
{
    if (!head.authorization) // not a guess: browsers and curl --anyauth ask first
        return {unauthorized()};
    if (m_credentials.match(*head.authorization))
        return {};
    const Slowdown::Verdict verdict = m_slowdown.failed(peer.remote, now);
    if ((verdict.failures & (verdict.failures - 1)) == 0) // 1, 2, 4, …: a guesser fills no disk
        qCWarning(lcControl).noquote()
            << u"wrong credentials from %1 (%2); answers to it slow down"_s.arg(
                   peer.remote.toString(), QString::number(verdict.failures));
    return {unauthorized(), verdict.delay};
}

} // namespace qilin
