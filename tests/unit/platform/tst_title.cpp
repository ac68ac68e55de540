// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/title.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int s_argc;
char **s_argv;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTitle final : public QObject
{
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
};

void TestTitle::shows_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::newRow("short") << QByteArray("shop");
    QTest::newRow("longer than the arguments")
        << QByteArray("qilin-daemon: ") + QByteArray(150, 'x');
    QTest::newRow("short again") << QByteArray("a b");
}

void TestTitle::shows()
{
    QFETCH(QByteArray, title);
    const QByteArray path = qgetenv("PATH");
    const QByteArray mine = qgetenv("QILIN_TITLE_TEST");
    qilin::setProcessTitle(s_argc, s_argv, title);
    const QByteArray line = contents(u"/proc/self/cmdline"_s);
    QCOMPARE(QByteArray(line.constData()), title); // up to the first NUL
    QVERIFY(line.count('\0') == line.size() - title.size());
    QCOMPARE(contents(u"/proc/self/comm"_s), title.left(15) + '\n');
    QCOMPARE(qgetenv("PATH"), path);
    QCOMPARE(qgetenv("QILIN_TITLE_TEST"), mine);
    QCOMPARE(mine, "kept");
}

int main(int argc, char **argv)
{
    TestTitle test;
    // Started from here on with a known environment, of which some is needed for room.
    if (qgetenv("QILIN_TITLE_TEST") != "kept") {
        qputenv("QILIN_TITLE_TEST", "kept");
        qputenv("QILIN_TITLE_ROOM", QByteArray(300, 'r'));
        ::execv("/proc/self/exe", argv);
        return 1;
    }
    QTest::qInit(&test, argc, argv); // reads the arguments while they are there
    s_argc = argc;
    s_argv = argv;
    const int failed = QTest::qRun();
    QTest::qCleanup();
    return failed;
}

#include "tst_title.moc"
