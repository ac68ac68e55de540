// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/foreignfile.h"

#include "core/config/utf8.h"
#include "core/import/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kForeignSizeMax = 4 * 1024 * 1024; // bytes

} // namespace

Result<QByteArray> readForeignFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ImportText::tr("there is no such file; name the one to import")};
    if (!info.isFile())
        return Error{ImportText::tr("it must be a regular file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ImportText::tr("the file must be readable: %1").arg(file.errorString())};
    QByteArray bytes = file.read(kForeignSizeMax + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{ImportText::tr("the file must be readable: %1").arg(file.errorString())};
    if (bytes.size() > kForeignSizeMax)
        return Error{ImportText::tr("the file may have 4 MB at most")};
    if (firstNonUtf8(bytes) || bytes.contains('\0'))
        return Error{ImportText::tr("the file must be UTF-8 text")};
    return bytes;
}

QStringList filesOfPattern(const QString &pattern)
{
    static const QString kWild = u"*?["_s;
    constexpr auto kAnyEntry = QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot;
    QStringList found{u"/"_s};
    const QStringList components = QDir::cleanPath(pattern).split(u'/', Qt::SkipEmptyParts);
    for (const QString &component : components) {
        const bool isWild = std::any_of(component.cbegin(), component.cend(),
                                        [](QChar c) { return kWild.contains(c); });
        QStringList next;
        for (const QString &directory : std::as_const(found)) {
            const QDir dir(directory);
            const QStringList names = isWild ? dir.entryList({component}, kAnyEntry, QDir::Name)
                                             : QStringList{component};
            for (const QString &name : names) {
                if (dir.exists(name))
                    next.append(dir.filePath(name));
            }
        }
        found = next;
    }
    return found;
}

} // namespace qilin
