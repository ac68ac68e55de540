// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logfile.h"
#include "tests/support/needs.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatience = 60'000;

// Lets no file of this process grow beyond so many bytes: as good as a full disk, for anybody.
class FileSizeLimit final
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before = {};
};

} // namespace

class TestLogFile final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void appends();
    void rotates();
    void rotatesInsideABlock();
    void keepsNone();
    void aLongLineGetsAFileOfItsOwn();
    void goesOnWhereItCannotRotate();
    void reopens();
    void waitsForTheEndOfALine();
    void makesARemovedFileAnew();
    void waitsForARemovedDirectory();
    void survivesAFullDisk();
    void leavesAFullDisk_data();
    void leavesAFullDisk();
    void cutsNoLineForGood();
    void toleratesDevFull();
    void survivesAStalledReader();

private:
    QString path(const QString &name = u"log"_s) const { return m_directory->filePath(name); }
    QByteArray content(const QString &name = u"log"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    static void write(LogFile &log, QByteArrayView lines)
    {
        log.turn().write(0, {lines, true, lines.endsWith('\n')});
    }

    std::optional<QTemporaryDir> m_directory;
};

void TestLogFile::init()
{
    m_directory.emplace();
}

void TestLogFile::appends()
{
    {
        LogFile log(path());
        write(log, "one\n");
        write(log, "two\n\xff\n");
    }
    LogFile log(path());
    write(log, "three\n");
    QCOMPARE(content(), "one\ntwo\n\xff\nthree\n");
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 07), 0); // not for everybody
}

void TestLogFile::rotates()
{
    LogFile log(path());
    log.setRules({10, 2, "\n"});
    write(log, "1 345678\n"); // 9 bytes
    write(log, "\n");         // fits exactly
    QCOMPARE(content(), "1 345678\n\n");
    write(log, "2\n");
    QCOMPARE(content(), "2\n");
    QCOMPARE(content(u"log.1"_s), "1 345678\n\n");
    write(log, "3 34567890\n");
    QCOMPARE(content(), "3 34567890\n");
    write(log, "4\n");
    QCOMPARE(content(), "4\n");
    QCOMPARE(content(u"log.1"_s), "3 34567890\n");
    QCOMPARE(content(u"log.2"_s), "2\n");
    QCOMPARE(QDir(path({})).entryList(QDir::Files),
             QStringList({u"log"_s, u"log.1"_s, u"log.2"_s}));
    log.setRules({10, 1, "\n"}); // fewer are kept from the next one on
    write(log, "5 34567890\n");
    QCOMPARE(content(u"log.1"_s), "4\n");
    QCOMPARE(QDir(path({})).entryList(QDir::Files), QStringList({u"log"_s, u"log.1"_s}));
}

void TestLogFile::rotatesInsideABlock()
{
    constexpr int kKeep = 1000;
    QByteArray all;
    for (int i = 0; i < 5000; ++i)
        all += QByteArray::number(i) + QByteArray(i % 50, 'x') + '\n';
    LogFile log(path());
    log.setRules({500, kKeep, "\n"});
    write(log, all);
    QByteArray found;
    for (int i = kKeep; i > 0; --i) {
        const QString name = u"log.%1"_s.arg(i);
        if (!QFile::exists(path(name)))
            continue;
        QVERIFY(content(name).size() <= 500 && content(name).size() > 400);
        QVERIFY(content(name).endsWith('\n'));
        found += content(name);
    }
    QVERIFY(found + content() == all);
}

void TestLogFile::keepsNone()
{
    LogFile log(path());
    log.setRules({10, 0, "\n"});
    for (int i = 0; i < 10; ++i)
        write(log, "line " + QByteArray::number(i) + '\n');
    QCOMPARE(content(), "line 9\n");
    QCOMPARE(QDir(path({})).entryList(QDir::Files), QStringList{u"log"_s});
}

void TestLogFile::aLongLineGetsAFileOfItsOwn()
{
    LogFile log(path());
    log.setRules({10, 5, "\n"});
    write(log, "1\n");
    log.turn().write(0, {QByteArray(100, 'x'), true, false});
    log.turn().write(0, {QByteArray(100, 'x'), false, false});
    log.turn().write(0, {"\n2\n", false, true});
    QCOMPARE(content(u"log.2"_s), "1\n");
    QCOMPARE(content(u"log.1"_s), QByteArray(200, 'x') + '\n');
    QCOMPARE(content(), "2\n");
}

void TestLogFile::goesOnWhereItCannotRotate()
{
    LogFile log(path());
    log.setRules({10, 1, "\n"});
    QVERIFY(QDir(path({})).mkpath(u"log.1/x"_s)); // nothing can be renamed to it
    for (int i = 0; i < 5; ++i)
        write(log, "line " + QByteArray::number(i) + '\n');
    QCOMPARE(content(), "line 0\nline 1\nline 2\nline 3\nline 4\n");
    QCOMPARE(log.dropped(), 0);
}

void TestLogFile::reopens()
{
    LogFile log(path());
    write(log, "1\n");
    QVERIFY(QFile::rename(path(), path(u"moved"_s)));
    write(log, "2\n");
    QVERIFY(!QFile::exists(path()));
    log.reopen();
    QCOMPARE(content(), "");
    write(log, "3\n");
    QCOMPARE(content(u"moved"_s), "1\n2\n");
    QCOMPARE(content(), "3\n");
}

void TestLogFile::waitsForTheEndOfALine()
{
    LogFile log(path());
    write(log, "beg");
    QVERIFY(QFile::rename(path(), path(u"moved"_s)));
    log.reopen();
    log.turn().write(0, {"un\nnext\n", false, true});
    write(log, "last\n");
    QCOMPARE(content(u"moved"_s) + content(), "begun\nnext\nlast\n");
    QVERIFY(content(u"moved"_s).startsWith("begun\n"));
    QCOMPARE(content(), "last\n");
}

void TestLogFile::makesARemovedFileAnew()
{
    LogFile log(path());
    write(log, "1\n");
    QVERIFY(QFile::remove(path()));
    write(log, "2\n");
    QCOMPARE(content(), "2\n");
}

void TestLogFile::waitsForARemovedDirectory()
{
    const QString directory = path(u"logs"_s);
    QVERIFY(QDir().mkpath(directory));
    LogFile log(directory + u"/log"_s);
    QSignalSpy changed(&log, &LogFile::changed);
    write(log, "1\n");
    QVERIFY(QDir(directory).removeRecursively());
    write(log, "2\n");
    QVERIFY2(log.failure().contains(u"No such file"_s), qPrintable(log.failure()));
    QCOMPARE(changed.size(), 1);
    write(log, "3\n");
    const QByteArray line = QByteArray(9999, 'x') + '\n';
    for (int i = 0; i < 1000; ++i)
        write(log, line);
    QVERIFY(log.queued() <= LogFile::kMaxQueued);
    const qint64 dropped = log.dropped();
    QVERIFY(dropped >= 890);
    QVERIFY(QDir().mkpath(directory));
    QTRY_VERIFY_WITH_TIMEOUT(log.failure().isEmpty(), kPatience);
    QCOMPARE(changed.size(), 2);
    write(log, "last\n");
    const QByteArray found = content(u"logs/log"_s);
    QVERIFY(found.startsWith("2\n3\nxx"));
    QVERIFY(found.endsWith("x\nlast\n"));
    QCOMPARE(found.count(line), 1000 - dropped);
    QCOMPARE(log.dropped(), dropped);
    QCOMPARE(log.queued(), 0);
}

void TestLogFile::survivesAFullDisk()
{
    LogFile log(path());
    QByteArray all;
    int written = 0;
    {
        const FileSizeLimit limit(100'050); // in the middle of a line
        for (; written < 15'000; ++written)
            write(log, QByteArray::number(written).rightJustified(99, '.') + '\n');
        QVERIFY(!log.failure().isEmpty());
        QCOMPARE(content().size(), 100'050);
        QVERIFY(log.queued() <= LogFile::kMaxQueued);
        QVERIFY(log.dropped() > 0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(log.failure().isEmpty(), kPatience);
    write(log, "last\n");
    QList<QByteArray> lines = content().split('\n');
    QCOMPARE(lines.takeLast(), "");
    QCOMPARE(lines.takeLast(), "last");
    QCOMPARE(lines.size() + log.dropped(), written);
    for (int i = 0; i < lines.size(); ++i)
        QCOMPARE(lines[i], QByteArray::number(i).rightJustified(99, '.'));
}

void TestLogFile::leavesAFullDisk_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("removed") << true << QByteArray("22\nthree\n");
    QTest::newRow("removed amid a line") << true << QByteArray("22");
    QTest::newRow("moved away, reopened") << false << QByteArray("22\nthree\n");
    QTest::newRow("moved away, reopened amid a line") << false << QByteArray("22");
}

// As an administrator makes room: what is full goes, or is moved away.
void TestLogFile::leavesAFullDisk()
{
    QFETCH(bool, isRemoved);
    QFETCH(QByteArray, rest);
    LogFile log(path());
    write(log, "one\n");
    const FileSizeLimit limit(6); // room for two more
    log.turn().write(0, {"22" + rest, false, rest.endsWith('\n')});
    QVERIFY(!log.failure().isEmpty());
    QCOMPARE(content(), "one\n22");
    if (isRemoved) {
        QVERIFY(QFile::remove(path()));
    } else {
        QVERIFY(QFile::rename(path(), path(u"old"_s)));
        log.reopen();
    }
    QTRY_VERIFY_WITH_TIMEOUT(log.failure().isEmpty() && log.queued() == 0, kPatience);
    if (!rest.endsWith('\n'))
        log.turn().write(0, {"22\n", false, true});
    write(log, rest.endsWith('\n') ? "" : "three\n");
    QCOMPARE(content(), "three\n");
    QCOMPARE(log.dropped(), 1);
}

// What does not fit is the middle of a line: its begin is written, so it is ended.
void TestLogFile::cutsNoLineForGood()
{
    LogFile log(path());
    log.setRules({0, 0, "!\n"});
    write(log, QByteArray("one\n") + QByteArray(100'000, '1'));
    {
        const FileSizeLimit limit(100'000);
        for (int i = 0; i < 50; ++i)
            log.turn().write(0, {QByteArray(100'000, '2'), false, false});
        QCOMPARE(log.dropped(), 1);
        log.turn().write(0, {"\n", false, true});
        write(log, "three\n");
        QCOMPARE(log.dropped(), 2);
    }
    QTRY_VERIFY_WITH_TIMEOUT(log.failure().isEmpty(), kPatience);
    write(log, "four\n");
    QList<QByteArray> lines = content().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], "one");
    QVERIFY(lines[1].startsWith("11") && lines[1].endsWith("22!"));
    QCOMPARE(lines[2], "four");
}

void TestLogFile::toleratesDevFull()
{
    NEED(QFile::exists(u"/dev/full"_s), "there is no /dev/full");
    LogFile log(u"/dev/full"_s);
    log.setRules({100, 5, "\n"});
    for (int i = 0; i < 3000; ++i)
        write(log, QByteArray(999, 'x') + '\n');
    QVERIFY(!log.failure().isEmpty());
    QVERIFY(log.queued() <= LogFile::kMaxQueued);
    QVERIFY(log.dropped() > 1900);
    QVERIFY(QFile::exists(u"/dev/full"_s) && !QFile::exists(u"/dev/full.1"_s));
}

void TestLogFile::survivesAStalledReader()
{
    const QByteArray name = QFile::encodeName(path());
    QCOMPARE(::mkfifo(name.constData(), 0600), 0);
    LogFile log(path());
    write(log, "nobody reads\n");
    QVERIFY(!log.failure().isEmpty());
    const UniqueFd reader(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    QTRY_VERIFY_WITH_TIMEOUT(log.failure().isEmpty(), kPatience);
    constexpr int kLines = 20'000;
    for (int i = 0; i < kLines; ++i)
        write(log, QByteArray::number(i).rightJustified(99, '.') + '\n');
    QVERIFY(log.queued() <= LogFile::kMaxQueued);
    QVERIFY(log.dropped() > 0);
    QByteArray bytes;
    const auto readAll = [&] {
        char buffer[65536];
        ssize_t size;
        while ((size = ::read(reader.get(), buffer, sizeof buffer)) > 0)
            bytes.append(buffer, size);
        return log.queued() == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(readAll(), kPatience);
    write(log, "last\n");
    QTRY_VERIFY_WITH_TIMEOUT(readAll() && bytes.endsWith("last\n"), kPatience);
    QList<QByteArray> lines = bytes.split('\n');
    QCOMPARE(lines.takeLast(), "");
    QCOMPARE(lines.takeFirst(), "nobody reads");
    QCOMPARE(lines.takeLast(), "last");
    QCOMPARE(lines.size() + log.dropped(), kLines);
    for (int i = 0; i < lines.size(); ++i)
        QCOMPARE(lines[i], QByteArray::number(i).rightJustified(99, '.'));
}

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
