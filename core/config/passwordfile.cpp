// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/passwordfile.h"

#include "core/config/text.h"
#include "core/config/utf8.h"

#include <QFile>
#include <QFileInfo>

namespace qilin {
namespace {

constexpr qsizetype kPasswordMax = 1024; // bytes

} // namespace

Result<QString> readPasswordFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{
            ConfigText::tr("%1 does not exist; its first line must be the password").arg(path)};
    if (!info.isFile())
        return Error{ConfigText::tr("%1 must be a regular file").arg(path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ConfigText::tr("%1 must be readable: %2").arg(path, file.errorString())};
    QByteArray line = file.read(kPasswordMax + 2);
    const qsizetype end = line.indexOf('\n');
    if (end >= 0)
        line.truncate(end);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error{
            ConfigText::tr("the first line of %1 is empty; it must be the password").arg(path)};
    if (line.size() > kPasswordMax)
        return Error{ConfigText::tr("the first line of %1 may have %2 bytes at most")
                         .arg(path, QString::number(kPasswordMax))};
    if (firstNonUtf8(line) || line.contains('\0'))
        return Error{ConfigText::tr("the first line of %1 must be UTF-8 text").arg(path)};
    return QString::fromUtf8(line);
}

bool isReadableByOthers(const QString &path)
{
    return QFile::permissions(path).testFlag(QFile::ReadOther);
}

} // namespace qilin
