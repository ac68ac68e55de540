// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/endpoint.h"

#include "core/config/load.h"
#include "core/config/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(client)
};

// Scheme, host and port alone.
QUrl addressOf(const QUrl &url, int port)
{
    QUrl address;
    address.setScheme(url.scheme());
    address.setHost(url.host());
    address.setPort(port);
    return address;
}

// "myapp/qilin-daemon.json"
QString titleOf(const QString &configFile)
{
    const QFileInfo file(configFile);
    const QString directory = file.dir().dirName();
    return directory.isEmpty() ? file.fileName() : directory + u'/' + file.fileName();
}

// A daemon and its client may have been started with another environment (a session, cron, a
// service manager): then the default socket is in another of the directories that it can be in.
QString socketOf(const Config &config)
{
    QString usual = controlSocketPath(config);
    if (config.daemon.controlSocket || QFileInfo::exists(usual))
        return usual;
    const RuntimePlace here = runtimePlace();
    for (const QString &runtime : {u"/run/user/%1"_s.arg(here.user), QString()}) {
        QString socket = controlSocketPath(config, {runtime, here.user});
        if (QFileInfo(QFileInfo(socket).path()).ownerId() == here.user && QFileInfo::exists(socket))
            return socket;
    }
    return usual;
}

// Where a client reaches what listens on host.
QString reachable(const QString &host)
{
    const QHostAddress address(host);
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        return u"127.0.0.1"_s;
    if (address == QHostAddress(QHostAddress::AnyIPv6)
        || address == QHostAddress(QHostAddress::Any))
        return u"::1"_s;
    return host;
}

} // namespace

Result<Endpoint> endpointFromUrl(const QString &text)
{
    // No text of an error holds the input as a whole: a password may be in it.
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Error{Text::tr("this is no address of a daemon; it must be like "
                              "http://user@host:9999")};
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return Error{Text::tr("an address of a daemon begins with http:// or https://, not with "
                              "'%1://'")
                         .arg(url.scheme())};
    if (url.userInfo().contains(u':') || url.userName(QUrl::FullyDecoded).contains(u':'))
        return Error{Text::tr("leave the password out of the address, where others on this "
                              "machine could see it; it is asked for")};
    if (url.port() <= 0)
        return Error{Text::tr("the address of a daemon must name its port, as in %1")
                         .arg(addressOf(url, 9999).toString())};
    if ((!url.path().isEmpty() && url.path() != "/"_L1) || url.hasQuery() || url.hasFragment())
        return Error{Text::tr("an address of a daemon ends after the port, as in %1")
                         .arg(addressOf(url, url.port()).toString())};
    Endpoint endpoint;
    endpoint.url = addressOf(url, url.port());
    endpoint.username = url.userName(QUrl::FullyDecoded);
    endpoint.title = endpoint.url.authority();
    return endpoint;
}

Result<Endpoint> endpointFromConfig(const QString &configPath)
{
    const LoadResult loaded = loadConfig(configPath, LoadFor::Client);
    if (!loaded.config)
        return Error{loaded.messages().join(u'\n')};
    const Config &config = *loaded.config;
    Endpoint endpoint;
    endpoint.title = titleOf(config.file);
    endpoint.socket = socketOf(config);
    if (!endpoint.socket.isEmpty())
        return endpoint;
    const int port = config.daemon.daemonPort.value_or(0);
    if (port == 0)
        return Error{Text::tr("%1 has no control socket and no fixed port: a client needs "
                              "\"control_socket\", or \"daemon_port\" above 0")
                         .arg(config.file)};
    const bool isTls = !config.daemon.tlsCertificate.isEmpty();
    endpoint.url.setScheme(isTls ? u"https"_s : u"http"_s);
    if (isTls)
        endpoint.certificate = config.resolved(config.daemon.tlsCertificate);
    endpoint.url.setHost(reachable(config.daemon.daemonHost));
    endpoint.url.setPort(port);
    endpoint.username = config.daemon.authUsername;
    endpoint.password = config.daemon.knownPassword();
    return endpoint;
}

} // namespace qilin
