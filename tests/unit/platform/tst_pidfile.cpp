// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/pidfile.h"
#include "core/platform/procstat.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestPidFile final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writesAndRemoves();
    void replacesAStaleOne_data();
    void replacesAStaleOne();
    void keepsThatOfALiveProcess();
    void keepsThatOfALiveDaemonByItsLock();
    void replacesThatOfAReusedPid();
    void keepsWhatIsNoPidfile_data();
    void keepsWhatIsNoPidfile();
    void leavesAForeignOneAtTheEnd();
    void saysWhyItCannot();
    void moves();

private:
    void write(const QByteArray &text);
    QByteArray content() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestPidFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"qilin.pid"_s);
}

void TestPidFile::write(const QByteArray &text)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray TestPidFile::content() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

void TestPidFile::writesAndRemoves()
{
    {
        const Result<PidFile> file = PidFile::create(m_path);
        QVERIFY(file);
        QCOMPARE(content(), QByteArray::number(::getpid()) + '\n');
        QCOMPARE(file->path(), m_path);
    }
    QVERIFY(!QFile::exists(m_path));
}

void TestPidFile::replacesAStaleOne_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no such process") << QByteArray("2147483646\n");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("our own number") << QByteArray::number(::getpid());
}

void TestPidFile::replacesAStaleOne()
{
    QFETCH(QByteArray, text);
    write(text);
    const Result<PidFile> file = PidFile::create(m_path);
    QVERIFY(file);
    QCOMPARE(content(), QByteArray::number(::getpid()) + '\n');
    QCOMPARE(m_dir->isValid(), true);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void TestPidFile::keepsThatOfALiveProcess()
{
    const QByteArray parent = QByteArray::number(::getppid()) + '\n';
    write(parent);
    const Result<PidFile> file = PidFile::create(m_path);
    QVERIFY(!file);
    QVERIFY(file.error().text.contains(QString::fromLatin1(parent.trimmed())));
    QVERIFY(file.error().text.contains(m_path));
    QCOMPARE(content(), parent);
}

void TestPidFile::keepsThatOfALiveDaemonByItsLock()
{
    std::optional<PidFile> first;
    {
        Result<PidFile> file = PidFile::create(m_path);
        QVERIFY(file);
        first.emplace(std::move(*file));
    }
    const Result<PidFile> second = PidFile::create(m_path);
    QVERIFY(!second);
    QVERIFY(second.error().text.contains(QString::number(::getpid())));
    QCOMPARE(content(), QByteArray::number(::getpid()) + '\n');
    first.reset();
    QVERIFY(PidFile::create(m_path));
}

// As after a reboot: a process has the number, and is younger than the file.
void TestPidFile::replacesThatOfAReusedPid()
{
    write(QByteArray::number(::getppid()));
    timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(m_path).constData(), times, 0), 0);
    QVERIFY(PidFile::create(m_path));
}

void TestPidFile::keepsWhatIsNoPidfile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("text") << QByteArray("console.log('an application')\n");
    QTest::newRow("long") << QByteArray(10'000, '1');
    QTest::newRow("negative") << QByteArray("-1\n");
    QTest::newRow("directory") << QByteArray("DIRECTORY");
    QTest::newRow("fifo") << QByteArray("FIFO");
    QTest::newRow("link") << QByteArray("LINK");
}

void TestPidFile::keepsWhatIsNoPidfile()
{
    QFETCH(QByteArray, text);
    const QByteArray name = QFile::encodeName(m_path);
    if (text == "DIRECTORY")
        QVERIFY(QDir().mkdir(m_path));
    else if (text == "FIFO")
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
    else if (text == "LINK")
        QVERIFY(QFile::link(m_dir->filePath(u"elsewhere"_s), m_path));
    else
        write(text);
    struct stat before = {};
    QCOMPARE(::lstat(name.constData(), &before), 0);
    const Result<PidFile> file = PidFile::create(m_path);
    QVERIFY(!file);
    QVERIFY(file.error().text.contains(m_path));
    struct stat after = {};
    QCOMPARE(::lstat(name.constData(), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_size, before.st_size);
}

void TestPidFile::leavesAForeignOneAtTheEnd()
{
    {
        const Result<PidFile> file = PidFile::create(m_path);
        QVERIFY(file);
        QVERIFY(QFile::remove(m_path));
        write("4711\n");
    }
    QCOMPARE(content(), "4711\n");
}

void TestPidFile::saysWhyItCannot()
{
    const QString missing = m_dir->filePath(u"no/such/directory/x.pid"_s);
    const Result<PidFile> file = PidFile::create(missing);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ENOENT);
    QVERIFY(file.error().text.contains(missing));
}

void TestPidFile::moves()
{
    Result<PidFile> first = PidFile::create(m_path);
    QVERIFY(first);
    {
        PidFile moved = std::move(*first);
        QCOMPARE(content(), QByteArray::number(::getpid()) + '\n');
        Result<PidFile> other = PidFile::create(m_dir->filePath(u"other"_s));
        QVERIFY(other);
        moved = std::move(*other);
        QVERIFY(!QFile::exists(m_path));
    }
    QVERIFY(QDir(m_dir->path()).entryList(QDir::Files).isEmpty());
}

QTEST_GUILESS_MAIN(TestPidFile)
#include "tst_pidfile.moc"
