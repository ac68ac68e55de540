// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/config.h"

#include "core/platform/passwordhash.h"
#include "core/platform/processors.h"

#include <QDir>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace qilin {

QStringList defaultWatchIgnore()
{
    return {u"node_modules"_s, u".git"_s,
            // editors
            u"*~"_s, u".*.sw?"_s, u"4913"_s, u".#*"_s, u"#*#"_s, u".*.kate-swp"_s,
            u".goutputstream-*"_s, u".subl*.tmp"_s, u"*___jb_tmp___"_s, u"*___jb_old___"_s,
            u"*.vsctmp"_s, u".~lock.*#"_s,
            // operating systems
            u".DS_Store"_s, u"._*"_s, u"Thumbs.db"_s, u"desktop.ini"_s, u".directory"_s,
            u".nfs*"_s};
}

QString DaemonConfig::knownPassword() const
{
    return isPasswordHash(authPassword.toUtf8()) ? QString() : authPassword;
}

bool DaemonConfig::isFromElsewhere() const
{
    const QHostAddress address(daemonHost);
    return !address.isNull() && !address.isLoopback();
}

bool DaemonConfig::wantsCredentials() const
{
    return !authUsername.isEmpty() || !readonlyUsername.isEmpty();
}

int AppConfig::workerCount() const
{
    return workers > 0 ? workers : availableProcessors();
}

QString Config::resolved(const QString &path) const
{
    return QDir::cleanPath(QDir(directory).absoluteFilePath(path));
}

} // namespace qilin
