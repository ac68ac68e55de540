// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/paths.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin {

QString socketDirectory(const RuntimePlace &place)
{
    if (place.runtimeDirectory.startsWith(u'/'))
        return place.runtimeDirectory + "/qilin-daemon"_L1;
    if (place.user == 0)
        return u"/run/qilin-daemon"_s;
    return u"/tmp/qilin-daemon-%1"_s.arg(place.user);
}

QString defaultControlSocket(const QString &configFile, const RuntimePlace &place)
{
    const QFileInfo info(configFile);
    const QString real = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const QByteArray hash
        = QCryptographicHash::hash(QFile::encodeName(real), QCryptographicHash::Sha256).toHex();
    return socketDirectory(place) + u'/' + QString::fromLatin1(hash.first(16)) + ".sock"_L1;
}

QString controlSocketPath(const Config &config, const RuntimePlace &place)
{
    if (!config.daemon.controlSocket)
        return defaultControlSocket(config.file, place);
    const QString &path = *config.daemon.controlSocket;
    return path.isEmpty() ? QString() : config.resolved(path);
}

} // namespace qilin
