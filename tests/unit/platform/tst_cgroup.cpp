// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/cgroup.h"
#include "core/platform/cgroupdir.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

using Files = QMap<QString, QByteArray>;

// Where the directories are made, on hierarchies that are plain files. What the kernel does with
// real ones: tst_strays.
class TestCgroup final : public QObject
{
    Q_OBJECT

private slots:
    void findsItsPlace_data();
    void findsItsPlace();
    void makesAndRemoves();
    void removesWhatDeadDaemonsLeft();

private:
    void write(const Files &files);
    QStringList namesIn(const QString &directory) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCgroup::write(const Files &files)
{
    m_dir = std::make_unique<QTemporaryDir>();
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = m_dir->filePath(it.key());
        QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(it.value());
    }
}

QStringList TestCgroup::namesIn(const QString &directory) const
{
    return QDir(m_dir->filePath(directory)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

void TestCgroup::findsItsPlace_data()
{
    const QString mounts = u"proc/self/mountinfo"_s;
    const QString place = u"proc/self/cgroup"_s;
    const QByteArray us = QByteArray::number(::getpid()) + '\n';
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("directory"); // empty: none
    QTest::newRow("nothing") << Files{} << QString();
    QTest::newRow("unified") << Files{
        {mounts, "29 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n"},
        {place, "0::/system.slice/q.service\n"},
        {u"sys/fs/cgroup/system.slice/q.service/cgroup.procs"_s,
         "1\n" + us}} << u"sys/fs/cgroup/system.slice/q.service"_s;
    QTest::newRow("hybrid") << Files{
        {mounts, "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
                 "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
                 "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"},
        {place, "1:cpu:/x\n0::/\n"},
        {u"sys/fs/cgroup/unified/cgroup.procs"_s,
         us}} << u"sys/fs/cgroup/unified"_s;
    QTest::newRow("a part is mounted, as in a container")
        << Files{{mounts, "9 8 0:26 /docker/a /sys/fs/cgroup rw - cgroup2 cgroup rw\n"},
                 {place, "0::/docker/a/b\n"},
                 {u"sys/fs/cgroup/b/cgroup.procs"_s, us}}
        << u"sys/fs/cgroup/b"_s;
    QTest::newRow("another part is mounted")
        << Files{{mounts, "9 8 0:26 /docker/a /sys/fs/cgroup rw - cgroup2 cgroup rw\n"},
                 {place, "0::/docker/ab\n"},
                 {u"sys/fs/cgroup/b/cgroup.procs"_s, us},
                 {u"sys/fs/cgroup/cgroup.procs"_s, us}}
        << QString();
    QTest::newRow("version 1 only")
        << Files{{mounts, "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"},
                 {place, "1:cpu:/x\n"},
                 {u"sys/fs/cgroup/cpu/x/cgroup.procs"_s, us}}
        << QString();
    QTest::newRow("somebody else's") // another namespace shows it under our path
        << Files{{mounts, "29 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"},
                 {place, "0::/a\n"},
                 {u"sys/fs/cgroup/a/cgroup.procs"_s, "1\n"}}
        << QString();
    QTest::newRow("not there") << Files{
        {mounts, "29 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"},
        {place, "0::/../a\n"}} << QString();
    QTest::newRow("nonsense") << Files{{mounts, "x - cgroup2\n\n- - -\n"}, {place, "0::\n:\n"}}
                              << QString();
}

void TestCgroup::findsItsPlace()
{
    QFETCH(Files, files);
    QFETCH(QString, directory);
    write(files);
    const Cgroups groups("abc", QFile::encodeName(m_dir->path()));
    const QString expected = directory.isEmpty() ? QString()
                                                 : m_dir->filePath(directory)
                                                       + u"/qilin-daemon-%1-abc"_s.arg(::getpid());
    QCOMPARE(QFile::decodeName(groups.home()), expected);
    QVERIFY(expected.isEmpty() || QDir(expected).exists());
}

void TestCgroup::makesAndRemoves()
{
    write({{u"proc/self/mountinfo"_s, "29 22 0:26 / /c rw - cgroup2 cgroup2 rw\n"},
           {u"proc/self/cgroup"_s, "0::/\n"},
           {u"c/cgroup.procs"_s, QByteArray::number(::getpid()) + '\n'}});
    {
        Cgroups groups("abc", QFile::encodeName(m_dir->path()));
        const QString home = QFile::decodeName(groups.home());
        QVERIFY(groups.make(7));
        QVERIFY(groups.make(8));
        QCOMPARE(QDir(home).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 (QStringList{u"worker-7"_s, u"worker-8"_s}));
        QVERIFY(QDir(home).mkpath(u"worker-7/made/by-the-worker"_s));
        groups.remove(7);
        groups.remove(9); // never made
        QCOMPARE(QDir(home).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 QStringList{u"worker-8"_s});
        QVERIFY(!groups.isPopulated(8));
        // The directory has gone: the worker starts without a group.
        QVERIFY(QDir(home).rmdir(u"worker-8"_s) && QDir().rmdir(home));
        QVERIFY(!groups.make(10));
        QVERIFY(QDir().mkdir(home));
    }
    QCOMPARE(namesIn(u"c"_s), QStringList());
}

void TestCgroup::removesWhatDeadDaemonsLeft()
{
    write({{u"proc/self/mountinfo"_s, "29 22 0:26 / /c rw - cgroup2 cgroup2 rw\n"},
           {u"proc/self/cgroup"_s, "0::/\n"},
           {u"c/cgroup.procs"_s, QByteArray::number(::getpid()) + '\n'}});
    const QByteArray root = QFile::encodeName(m_dir->path());
    const Cgroups running("running", root);
    const QString alive = u"qilin-daemon-%1-alive"_s.arg(::getppid());
    // A pid above every pid_max (proc_sys_kernel(5))
    for (const QString &name : {alive, u"qilin-daemon-4194305-dead/worker-3"_s,
                                u"qilin-daemon-%1-before/worker-1"_s.arg(::getpid()), u"other"_s})
        QVERIFY(QDir().mkpath(m_dir->filePath(u"c/"_s + name)));
    const Cgroups groups("new", root);
    QStringList left = namesIn(u"c"_s);
    QStringList expected{alive, u"other"_s, QFile::decodeName(running.home()).section(u'/', -1),
                         QFile::decodeName(groups.home()).section(u'/', -1)};
    left.sort();
    expected.sort();
    QCOMPARE(left, expected);
}

QTEST_GUILESS_MAIN(TestCgroup)
#include "tst_cgroup.moc"
