// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/traystart.h"

#include "app/trayinstance.h"
#include "app/trayprogram.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray addressOf(const Endpoint &endpoint)
{
    QUrl url = endpoint.url;
    url.setUserName(endpoint.username);
    return url.toEncoded();
}

// A daemon of this machine is started, or its window is shown where it runs; it brings the tray.
QStringList loginCommandFor(const QString &configFile, const QByteArrayList &addresses,
                            const QString &authorities)
{
    const QString here = QCoreApplication::applicationDirPath();
    const QString daemon = here + "/qilin-daemon"_L1;
    if (addresses.isEmpty() && !configFile.isEmpty() && QFileInfo(daemon).isExecutable())
        return {daemon, configFile};
    QStringList command{QCoreApplication::applicationFilePath()};
    if (!configFile.isEmpty())
        command += {u"--config"_s, configFile};
    for (const QByteArray &address : addresses)
        command += {u"--attach"_s, QString::fromUtf8(address)};
    if (!authorities.isEmpty())
        command += {u"--ca"_s, authorities};
    return command;
}

} // namespace

TrayStart planTrayStart(const QStringList &arguments)
{
    const TrayCliResult cli = parseTrayCli(arguments);
    if (cli.exit)
        return {cli.exit, {}, {}, {}, {}, {}, false, false};
    const TrayOptions &options = cli.options;
    std::optional<QString> config = options.config;
    const QString usual = u"./qilin-daemon.json"_s;
    if (!config && options.attach.isEmpty() && QFileInfo::exists(usual))
        config = usual;

    TrayStart start;
    start.program = QFile::encodeName(QCoreApplication::applicationFilePath());
    start.isCompanion = options.companion;
    if (config) {
        const Result<Endpoint> endpoint = endpointFromConfig(*config);
        if (!endpoint) {
            start.exit = CliExit{kExitFaultyConfig, "qilin-tray: "_L1 + endpoint.error().text};
            return start;
        }
        start.endpoints.append(*endpoint);
        start.socket = TrayInstance::socketFor(*config);
    }
    QByteArrayList addresses;
    QString authorities;
    for (const Endpoint &endpoint : options.attach) {
        start.endpoints.append(endpoint);
        addresses.append(addressOf(endpoint));
        if (!endpoint.authorities.isEmpty())
            authorities = endpoint.authorities;
        QByteArray wish = "attach " + addresses.last();
        if (!endpoint.authorities.isEmpty())
            wish += ' ' + QFile::encodeName(endpoint.authorities);
        start.wishes.append(wish);
    }
    start.wishes.append("raise");
    if (!config) {
        std::sort(addresses.begin(), addresses.end());
        start.socket = TrayInstance::socketForKey(addresses.join('\n'));
    }
    start.loginCommand = loginCommandFor(config ? QFileInfo(*config).absoluteFilePath() : QString(),
                                         addresses, authorities);
    start.showWindow = options.raise || start.endpoints.isEmpty();
    return start;
}

} // namespace qilin
