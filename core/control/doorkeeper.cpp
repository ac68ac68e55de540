// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/doorkeeper.h"

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

// Browsers leave Sec-Fetch-Site out where the daemon is reached by plain HTTP at an address that is
// not loopback (and old ones everywhere), and Origin with GET: an image of another site's page
// would look as if it was typed. All browsers, and no tool, begin with this word.
bool mayBeCrossSite(const RequestHead &head)
{
    return head.request.verb == Verb::Get && !head.fetchSite && !head.origin && head.userAgent
           && head.userAgent->startsWith("Mozilla/");
}

Response unauthorized()
{
    Response response = errorResponse(401, u"unauthorized"_s);
    response.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"qilin-daemon auth\""_ba});
    return response;
}

QString addressText(const Peer &peer)
{
    const bool v6 = peer.remote.protocol() == QAbstractSocket::IPv6Protocol;
    return (v6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(peer.remote.toString()).arg(peer.port);
}

Asker ownerAt(const Peer &peer)
{
    if (!peer.process)
        return {u"somebody"_s, u"owner"_s, u"control socket"_s};
    return {u"uid %1"_s.arg(peer.process->uid), u"owner"_s,
            u"control socket, pid %1"_s.arg(peer.process->pid)};
}

QString wordFor(Role role)
{
    return role == Role::Full ? u"full"_s : u"read-only"_s;
}

} // namespace

Doorkeeper::Doorkeeper(const ControlAccess &access, const GateLimits &limits)
    : m_slowdown(limits)
    , m_guesses(u"wrong credentials"_s, limits)
    , m_trespasses(u"a change asked for with read-only credentials"_s, limits)
    , m_checker(limits)
{
    setAccess(access);
}

void Doorkeeper::setAccess(const ControlAccess &access)
{
    QList<Login> logins;
    if (!access.username.isEmpty())
        logins.append({Role::Full, access.username, access.password});
    if (!access.readonlyUsername.isEmpty())
        logins.append({Role::ReadOnly, access.readonlyUsername, access.readonlyPassword});
    m_credentials = Credentials(logins);
    m_allowedHosts = access.allowedHosts;
}

Doorkeeper::Verdict Doorkeeper::judge(const RequestHead &head, const Peer &peer, Turn turn,
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
    const bool changes = route != nullptr && route->access == Access::Change;
    if (changes && mayBeCrossSite(head)) {
        return {errorResponse(403, QCoreApplication::translate(
                                       "control", "this browser does not tell which site asks, so "
                                                  "it may change nothing by GET; use the "
                                                  "dashboard, POST, or another program"))};
    }
    Verdict letIn;
    if (peer.door == Door::Socket) {
        if (changes)
            letIn.asker = ownerAt(peer);
    } else if (m_credentials.areWanted()) {
        if (route == nullptr || route->access != Access::Open)
            return judgeCredentials(head, route, peer, turn, now);
    } else if (changes) {
        letIn.asker = {u"anybody"_s, u"full"_s, addressText(peer)};
    }
    return letIn;
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

Doorkeeper::Verdict Doorkeeper::judgeCredentials(const RequestHead &head, const Route *route,
                                                 const Peer &peer, Turn turn,
                                                 Slowdown::Clock::time_point now)
{
    if (!head.authorization) // not a guess: browsers and curl --anyauth ask first
        return {unauthorized()};
    // The right ones wait as well, or a quick answer would tell them from the wrong ones; but once
    // only, so that nobody's guesses keep them waiting.
    if (const auto pause = m_slowdown.pause(peer.remote, now);
        pause.count() > 0 && turn == Turn::First) {
        Verdict later;
        later.pause = pause;
        return later;
    }
    const Credentials::Answer answer = m_credentials.ask(*head.authorization);
    if (answer.check)
        return {{}, {}, answer.check};
    if (answer.login == nullptr) {
        m_guesses.add(peer.remote);
        return {unauthorized(), m_slowdown.failed(peer.remote, qHash(*head.authorization), now)};
    }
    if (route == nullptr || route->access != Access::Change)
        return {};
    if (answer.login->role == Role::ReadOnly) {
        m_trespasses.add(peer.remote);
        const QString text = QCoreApplication::translate(
            "control",
            "the role read-only may not use %1; it needs the credentials of auth_username");
        return {errorResponse(403, text.arg(route->path))};
    }
    return {{}, {}, {}, {answer.login->username, wordFor(answer.login->role), addressText(peer)}};
}

bool Doorkeeper::check(const PasswordCheck &check, const Peer &peer,
                       const std::function<void()> &done)
{
    return m_checker.add(check, peer.remote, [this, done](const PasswordCheck &made, bool matches) {
        m_credentials.learn(made, matches);
        done();
    });
}

} // namespace qilin
