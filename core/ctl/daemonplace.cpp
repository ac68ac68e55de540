// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/daemonplace.h"

#include "core/ctl/invocation.h"
#include "core/ctl/text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr auto kUsualConfig = "./qilin-daemon.json"_L1;

Result<DaemonPlace> placeOfConfig(const QString &path)
{
    const Result<Endpoint> endpoint = endpointFromConfig(path);
    if (!endpoint)
        return endpoint.error();
    return DaemonPlace{*endpoint, CtlText::tr("Is the daemon of %1 running? It is started with: "
                                              "qilin-daemon %1")
                                      .arg(path)};
}

Result<DaemonPlace> placeOfUrl(const QString &url)
{
    const Result<Endpoint> endpoint = endpointFromUrl(url);
    if (!endpoint)
        return endpoint.error();
    return DaemonPlace{*endpoint,
                       CtlText::tr("Is the daemon running there? Its keys daemon_host and "
                                   "daemon_port say where it listens.")};
}

DaemonPlace placeOfSocket(const QString &path)
{
    Endpoint endpoint;
    endpoint.socket = QFileInfo(path).absoluteFilePath();
    endpoint.title = path;
    return {endpoint, CtlText::tr("Is its daemon running? --config CONFIG finds the socket by the "
                                  "daemon's configuration.")};
}

Result<DaemonPlace> placeFor(const Invocation &invocation)
{
    if (invocation.url)
        return placeOfUrl(*invocation.url);
    if (invocation.socket)
        return placeOfSocket(*invocation.socket);
    if (!invocation.config && !QFileInfo::exists(kUsualConfig))
        return Error{CtlText::tr("there is no %1 here that would say which daemon is meant; name "
                                 "it with --config CONFIG, --url URL or --socket PATH")
                         .arg(kUsualConfig)};
    return placeOfConfig(invocation.config.value_or(kUsualConfig));
}

} // namespace

Result<DaemonPlace> findPlace(const Invocation &invocation)
{
    Result<DaemonPlace> place = placeFor(invocation);
    if (place && invocation.authorities && place->endpoint.url.scheme() == "https"_L1)
        place->endpoint.authorities = *invocation.authorities;
    if (place && place->endpoint.socket.isEmpty() && qEnvironmentVariableIsSet("QILIN_PASSWORD"))
        place->endpoint.password = qEnvironmentVariable("QILIN_PASSWORD");
    return place;
}

} // namespace qilin
