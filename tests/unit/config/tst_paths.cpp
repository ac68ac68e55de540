// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/paths.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestPaths final : public QObject
{
    Q_OBJECT

private slots:
    void directory();
    void hashOfTheRealPath();
    void configured();
    void ofThisProcess();
};

void TestPaths::directory()
{
    QCOMPARE(socketDirectory({u"/run/user/7"_s, 7}), u"/run/user/7/qilin-daemon"_s);
    QCOMPARE(socketDirectory({u"/run/user/0"_s, 0}), u"/run/user/0/qilin-daemon"_s);
    QCOMPARE(socketDirectory({{}, 0}), u"/run/qilin-daemon"_s);
    QCOMPARE(socketDirectory({{}, 1000}), u"/tmp/qilin-daemon-1000"_s);
    QCOMPARE(socketDirectory({u"relative"_s, 1000}), u"/tmp/qilin-daemon-1000"_s);
}

void TestPaths::hashOfTheRealPath()
{
    QTemporaryDir directory;
    for (const QString &name : {u"a.json"_s, u"b.json"_s}) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(directory.filePath(u"a.json"_s), directory.filePath(u"link.json"_s)));
    const RuntimePlace place{u"/r"_s, 1};
    const QString a = defaultControlSocket(directory.filePath(u"a.json"_s), place);
    QVERIFY(QRegularExpression(u"^/r/qilin-daemon/[0-9a-f]{16}\\.sock$"_s).match(a).hasMatch());
    QCOMPARE(defaultControlSocket(directory.filePath(u"link.json"_s), place), a);
    QCOMPARE(defaultControlSocket(directory.filePath(u"./a.json"_s), place), a);
    QVERIFY(defaultControlSocket(directory.filePath(u"b.json"_s), place) != a);
    QCOMPARE(defaultControlSocket(u"/nowhere/qilin-daemon.json"_s, place),
             u"/r/qilin-daemon/be6bceb05bd6c214.sock"_s);
}

void TestPaths::configured()
{
    Config config;
    config.file = u"/nowhere/qilin-daemon.json"_s;
    config.directory = u"/nowhere"_s;
    const RuntimePlace place{{}, 1};
    QVERIFY(controlSocketPath(config, place).startsWith(u"/tmp/qilin-daemon-1/"_s));
    config.daemon.controlSocket = u"run/s"_s;
    QCOMPARE(controlSocketPath(config, place), u"/nowhere/run/s"_s);
    config.daemon.controlSocket = QString();
    QCOMPARE(controlSocketPath(config, place), QString());
}

void TestPaths::ofThisProcess()
{
    QTemporaryDir directory; // belongs to the effective user
    qputenv("XDG_RUNTIME_DIR", "/x");
    const RuntimePlace place = runtimePlace();
    QCOMPARE(place.runtimeDirectory, u"/x"_s);
    QCOMPARE(place.user, QFileInfo(directory.path()).ownerId());
    qputenv("XDG_RUNTIME_DIR", "x");
    QCOMPARE(runtimePlace().runtimeDirectory, QString());
    qunsetenv("XDG_RUNTIME_DIR");
    QCOMPARE(runtimePlace().runtimeDirectory, QString());
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
