// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/processors.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <sched.h>

using namespace Qt::StringLiterals;
using namespace qilin;

using Files = QMap<QString, QByteArray>;

class TestProcessors final : public QObject
{
    Q_OBJECT

private slots:
    void readsTheQuota_data();
    void readsTheQuota();
    void countsHere();
    void followsTheAffinity();
};

void TestProcessors::readsTheQuota_data()
{
    const QString cgroup = u"proc/self/cgroup"_s;
    QTest::addColumn<Files>("files");
    QTest::addColumn<double>("quota");
    QTest::newRow("nothing") << Files{} << 0.0;
    QTest::newRow("v2, unlimited")
        << Files{{cgroup, "0::/a\n"}, {u"sys/fs/cgroup/a/cpu.max"_s, "max 100000\n"}} << 0.0;
    QTest::newRow("v2, container") // the path is the host's
        << Files{{cgroup, "0::/docker/abc\n"}, {u"sys/fs/cgroup/cpu.max"_s, "150000 100000\n"}}
        << 1.5;
    QTest::newRow("v2, strictest above")
        << Files{{cgroup, "0::/a/b\n"},
                 {u"sys/fs/cgroup/a/cpu.max"_s, "50000 100000\n"},
                 {u"sys/fs/cgroup/a/b/cpu.max"_s, "300000 100000\n"}}
        << 0.5;
    QTest::newRow("v1") << Files{{cgroup, "4:memory:/m\n3:cpu,cpuacct:/x\n0::/\n"},
                                 {u"sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_quota_us"_s, "250000\n"},
                                 {u"sys/fs/cgroup/cpu,cpuacct/x/cpu.cfs_period_us"_s, "100000\n"}}
                        << 2.5;
    QTest::newRow("v1, unlimited")
        << Files{{cgroup, "3:cpu:/x\n"},
                 {u"sys/fs/cgroup/cpu/x/cpu.cfs_quota_us"_s, "-1\n"},
                 {u"sys/fs/cgroup/cpu/x/cpu.cfs_period_us"_s, "100000\n"}}
        << 0.0;
    QTest::newRow("nonsense") << Files{{cgroup, "x\n0::/a\n\n"},
                                       {u"sys/fs/cgroup/a/cpu.max"_s, "lots of it\n"}}
                              << 0.0;
}

void TestProcessors::readsTheQuota()
{
    QFETCH(Files, files);
    QFETCH(double, quota);
    QTemporaryDir dir;
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = dir.filePath(it.key());
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(it.value());
    }
    QCOMPARE(processorQuota(dir.path()), quota);
    const int count = availableProcessors(dir.path());
    QVERIFY(count >= 1);
    if (quota > 0)
        QVERIFY(count < quota + 1);
}

void TestProcessors::countsHere()
{
    QVERIFY(availableProcessors() >= 1);
}

void TestProcessors::followsTheAffinity()
{
    cpu_set_t before;
    QCOMPARE(::sched_getaffinity(0, sizeof before, &before), 0);
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int i = 0; CPU_COUNT(&one) == 0; ++i) {
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    }
    QCOMPARE(::sched_setaffinity(0, sizeof one, &one), 0);
    QCOMPARE(availableProcessors(), 1);
    QCOMPARE(::sched_setaffinity(0, sizeof before, &before), 0);
}

QTEST_APPLESS_MAIN(TestProcessors)
#include "tst_processors.moc"
