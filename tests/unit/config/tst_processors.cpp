// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/processors.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestProcessors final : public QObject
{
    Q_OBJECT

private slots:
    void quota_data();
    void quota();
    void ofThisProcess();
};

void TestProcessors::quota_data()
{
    QTest::addColumn<QByteArray>("outer"); // cpu.max of /a
    QTest::addColumn<QByteArray>("inner"); // of /a/b
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<int>("processors");
    const QByteArray max = "max 100000\n";
    const QByteArray group = "0::/a/b\n";
    QTest::newRow("none") << max << max << group << 0;
    QTest::newRow("inner") << max << QByteArray("200000 100000\n") << group << 2;
    QTest::newRow("outer") << QByteArray("300000 100000\n") << max << group << 3;
    QTest::newRow("least") << QByteArray("300000 100000") << QByteArray("400000 100000") << group
                           << 3;
    QTest::newRow("rounded up") << max << QByteArray("150000 100000\n") << group << 2;
    QTest::newRow("tiny") << max << QByteArray("1000 100000\n") << group << 1;
    QTest::newRow("huge") << max << QByteArray("9000000000000000000 1\n") << group << 65536;
    QTest::newRow("rubbish") << QByteArray("x\n") << QByteArray() << group << 0;
    QTest::newRow("other group") << QByteArray("300000 100000\n") << max << QByteArray("0::/\n")
                                 << 0;
    QTest::newRow("version 1") << max << QByteArray("200000 100000\n") << QByteArray("4:cpu:/a/b\n")
                               << 0;
}

void TestProcessors::quota()
{
    QFETCH(QByteArray, outer);
    QFETCH(QByteArray, inner);
    QFETCH(QByteArray, group);
    QFETCH(int, processors);
    QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath(u"a/b"_s));
    const std::pair<QString, QByteArray> files[]
        = {{u"a/cpu.max"_s, outer}, {u"a/b/cpu.max"_s, inner}};
    for (const auto &[name, content] : files) {
        QFile file(root.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QCOMPARE(processorQuota(root.path(), group), processors);
}

void TestProcessors::ofThisProcess()
{
    QVERIFY(usableProcessors() >= 1);
}

QTEST_GUILESS_MAIN(TestProcessors)
#include "tst_processors.moc"
