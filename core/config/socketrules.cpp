// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/socketrules.h"

#include "core/config/listenaddress.h"
#include "core/config/readyurl.h"
#include "core/config/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qsizetype kSocketPathMax = 107; // bytes: sun_path of unix(7), less its NUL

QString pathFault(const Config &config, const ListenAddress &address)
{
    const QString path = config.resolved(address.path);
    const QFileInfo info(path);
    if (QString fault = socketPathFault(path); !fault.isEmpty())
        return fault;
    if (!QFileInfo(info.absolutePath()).isDir())
        return ConfigText::tr("the directory %1 does not exist; create it, or name another file")
            .arg(info.absolutePath());
    return {};
}

// The address in one form, whoever writes it.
QString identity(const Config &config, const ListenAddress &address)
{
    return address.isUnix() ? u"unix:"_s + config.resolved(address.path) : textOf(address);
}

bool isReachedBy(const ListenAddress &address, const ReadyUrl &url)
{
    return address.port == url.port
           && (address.host.isEmpty() || QHostAddress(address.host) == url.address);
}

} // namespace

QString socketPathFault(const QString &path)
{
    const qsizetype bytes = QFile::encodeName(path).size();
    if (bytes > kSocketPathMax)
        return ConfigText::tr("%1 is %2 bytes long; the path of a Unix socket may have %3 at most")
            .arg(path, QString::number(bytes), QString::number(kSocketPathMax));
    if (QFileInfo(path).isDir())
        return ConfigText::tr("%1 is a directory; name the socket in it").arg(path);
    return {};
}

void listenedAddressesFit(Loaded &loaded)
{
    QHash<QString, const ListenAddress *> seen;
    for (const AppConfig &app : std::as_const(loaded.config.apps)) {
        for (const ListenAddress &address : app.listen) {
            const JsonPlace place{address.line, address.column};
            const QString fault = address.isUnix() ? pathFault(loaded.config, address) : QString();
            if (!fault.isEmpty())
                loaded.fault(place, address.key, fault);
            const ListenAddress *&earlier = seen[identity(loaded.config, address)];
            if (earlier) {
                loaded.fault(place, address.key,
                             ConfigText::tr("%1 stands at %2:%3 already; give each address once")
                                 .arg(textOf(address), QString::number(earlier->line),
                                      QString::number(earlier->column)));
            } else {
                earlier = &address;
            }
        }
    }
}

void readyAsksTheWorker(Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const AppConfig &app = loaded.config.apps[i];
        if (app.ready.when != Ready::Http || hasOwnPort(app.ready.url))
            continue;
        const Result<ReadyUrl> url = parseReadyUrl(app.ready.url, 1);
        if (url && std::any_of(app.listen.begin(), app.listen.end(), [&url](const auto &address) {
                return isReachedBy(address, *url);
            })) {
            loaded.warn(loaded.apps[i], u"ready"_s,
                        ConfigText::tr("workers share this address, so any of them may answer, "
                                       "during a reload the old ones; let each worker listen on "
                                       "the port in READY_PORT too and write {port} here"));
        }
    }
}

} // namespace qilin
