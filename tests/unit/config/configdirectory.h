// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/load.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace qilin {

// A directory of its own for one configuration and the files it names.
class ConfigDirectory
{
public:
    QString path(const QString &name) const { return m_directory.filePath(name); }

    void write(const QString &name, const QByteArray &content, bool executable = false)
    {
        QFile file(path(name));
        QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
        QCOMPARE(file.write(content), content.size());
        const QFile::Permissions mine = QFile::ReadOwner | QFile::WriteOwner;
        QVERIFY(file.setPermissions(executable ? mine | QFile::ExeOwner : mine));
    }

    LoadResult load(const QByteArray &json)
    {
        write(QStringLiteral("qilin-daemon.json"), json);
        return loadConfig(path(QStringLiteral("qilin-daemon.json")));
    }

private:
    QTemporaryDir m_directory;
};

// "LINE:COL KEY" a fault
inline QStringList placesOf(const QList<Fault> &faults)
{
    QStringList places;
    for (const Fault &fault : faults) {
        places.append(QStringLiteral("%1:%2 ").arg(fault.line).arg(fault.column) + fault.key);
        places.last() = places.last().trimmed();
    }
    return places;
}

} // namespace qilin
