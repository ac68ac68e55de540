// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/console.h"
#include "core/platform/uniquefd.h"
#include "tests/support/needs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatience = 60'000;

struct Ends
{
    UniqueFd read;
    UniqueFd write;
};

Ends makePipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("no pipe");
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK); // the reader's end only
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Ends makeSocketPair()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("no socket pair");
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

// The master end stands for the terminal's window.
Ends makeTerminal()
{
    UniqueFd master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    ::grantpt(master.get());
    ::unlockpt(master.get());
    char name[64];
    ::ptsname_r(master.get(), name, sizeof name);
    return {std::move(master), UniqueFd(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC))};
}

Ends makeEnds(const QString &kind)
{
    return kind == "pipe"_L1 ? makePipe() : kind == "socket"_L1 ? makeSocketPair() : makeTerminal();
}

QByteArray readSome(int fd)
{
    QByteArray bytes;
    char buffer[65536];
    ssize_t size;
    while ((size = ::read(fd, buffer, sizeof buffer)) > 0)
        bytes.append(buffer, size);
    return bytes.replace("\r\n", "\n"); // a terminal's
}

} // namespace

class TestConsole final : public QObject
{
    Q_OBJECT

private slots:
    void writesAtOnce();
    void neverBlocksAndLosesWholeLinesOnly_data();
    void neverBlocksAndLosesWholeLinesOnly();
    void saysHowManyWereDropped();
    void leavesSharedFlagsAlone();
    void toleratesAReaderThatHasGone_data();
    void toleratesAReaderThatHasGone();
    void toleratesAClosedDescriptor();
    void toleratesAFullDisk();
    void countsWhatAFullDiskTook();
    void writesToFiles();
    void flushesAtTheEnd();
    void flushGivesUp();
    void takesTheLog();
};

void TestConsole::writesAtOnce()
{
    const Ends out = makePipe();
    const Ends err = makePipe();
    Console console(out.write.get(), err.write.get());
    console.write(Stream::Out, "one\ntwo\n");
    console.write(Stream::Err, "three\n");
    QCOMPARE(readSome(out.read.get()), "one\ntwo\n");
    QCOMPARE(readSome(err.read.get()), "three\n");
    QCOMPARE(console.queued(Stream::Out), 0);
}

void TestConsole::neverBlocksAndLosesWholeLinesOnly_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"pipe", "socket", "terminal"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestConsole::neverBlocksAndLosesWholeLinesOnly()
{
    QFETCH(QString, kind);
    const Ends out = makeEnds(kind);
    const Ends err = makePipe();
    Console console(out.write.get(), err.write.get());
    // Nobody reads: four times what queue and kernel hold.
    constexpr int kLines = 40'000;
    for (int i = 0; i < kLines; ++i) {
        const QByteArray head = QByteArray::number(i) + ' ';
        console.write(Stream::Out, head + QByteArray(100 + i % 7, 'x') + '\n');
    }
    QVERIFY(console.queued(Stream::Out) > 0);
    QVERIFY(console.queued(Stream::Out) <= Console::kMaxQueued);
    console.write(Stream::Err, "the other stream flows\n");
    QCOMPARE(readSome(err.read.get()), "the other stream flows\n");

    QByteArray bytes;
    QTRY_VERIFY_WITH_TIMEOUT((bytes += readSome(out.read.get())).contains("dropped"), kPatience);
    console.write(Stream::Out, "flows again\n");
    QTRY_VERIFY_WITH_TIMEOUT((bytes += readSome(out.read.get())).endsWith("again\n"), kPatience);
    QList<QByteArray> lines = bytes.split('\n');
    QCOMPARE(lines.takeLast(), "");
    QCOMPARE(lines.takeLast(), "flows again");
    const QByteArray notice = lines.takeLast();
    for (int i = 0; i < lines.size(); ++i) {
        const QByteArray head = QByteArray::number(i) + ' ';
        QCOMPARE(lines[i], head + QByteArray(100 + i % 7, 'x'));
    }
    const QByteArray dropped = QByteArray::number(kLines - int(lines.size()));
    QCOMPARE(notice,
             "[daemon] " + dropped + " lines were dropped here: they were not read in time");
}

void TestConsole::saysHowManyWereDropped()
{
    const Ends out = makePipe();
    Console console(out.write.get(), out.write.get());
    console.write(Stream::Out, QByteArray(Console::kMaxQueued - 10, 'x') + '\n');
    // Part of a block of lines fits.
    console.write(Stream::Out, QByteArray(Console::kMaxQueued - 100, 'y') + '\n');
    QByteArray bytes;
    QTRY_VERIFY_WITH_TIMEOUT((bytes += readSome(out.read.get())).endsWith("time\n"), kPatience);
    QVERIFY(bytes.endsWith("\n[daemon] 1 line was dropped here: they were not read in time\n"));
    QVERIFY(!bytes.contains('y' + QByteArray("y")));
}

void TestConsole::leavesSharedFlagsAlone()
{
    const Ends out = makePipe();
    const Ends err = makeTerminal();
    Console console(out.write.get(), err.write.get());
    console.write(Stream::Out, "a\n");
    console.write(Stream::Err, "a\n");
    QVERIFY(!(::fcntl(out.write.get(), F_GETFL) & O_NONBLOCK));
    QVERIFY(!(::fcntl(err.write.get(), F_GETFL) & O_NONBLOCK));
}

void TestConsole::toleratesAReaderThatHasGone_data()
{
    neverBlocksAndLosesWholeLinesOnly_data();
}

void TestConsole::toleratesAReaderThatHasGone()
{
    QFETCH(QString, kind);
    Ends out = makeEnds(kind);
    const Ends err = makePipe();
    Console console(out.write.get(), err.write.get());
    for (int i = 0; i < 10'000; ++i)
        console.write(Stream::Out, QByteArray(100, 'x') + '\n');
    out.read.reset();
    QTRY_COMPARE_WITH_TIMEOUT(console.queued(Stream::Out), 0, kPatience);
    console.write(Stream::Out, "nobody\n");
    QCOMPARE(console.queued(Stream::Out), 0);
    console.flush(kPatience);
}

void TestConsole::toleratesAClosedDescriptor()
{
    const UniqueFd high(::fcntl(0, F_DUPFD_CLOEXEC, 500));
    const int closed = high.get() + 1;
    Console console(closed, closed);
    console.write(Stream::Out, "a\n");
    console.write(Stream::Err, "a\n");
    console.flush(kPatience);
    QCOMPARE(console.queued(Stream::Out), 0);
}

void TestConsole::toleratesAFullDisk()
{
    const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    NEED(full, "there is no /dev/full");
    Console console(full.get(), full.get());
    for (int i = 0; i < 1000; ++i)
        console.write(Stream::Out, QByteArray(5000, 'x') + '\n');
    QCOMPARE(console.queued(Stream::Out), 0);
    console.flush(kPatience);
}

void TestConsole::countsWhatAFullDiskTook()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(u"out"_s));
    const UniqueFd file(::open(path.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    Console console(file.get(), file.get());
    rlimit before = {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit limit{15, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    for (int i = 0; i < 200; ++i)
        console.write(Stream::Out, "line " + QByteArray::number(i).rightJustified(4, '0') + '\n');
    ::setrlimit(RLIMIT_FSIZE, &before);
    console.write(Stream::Out, "one more\n");
    QCOMPARE(console.dropped(), 200);
    QFile written(dir.filePath(u"out"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), "line 0000\nline \n[daemon] 200 lines were dropped here: they "
                                "could not be written\n");
}

void TestConsole::writesToFiles()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(u"out"_s));
    const UniqueFd file(::open(path.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    // Another writer with the same offset, as a shell's is.
    const UniqueFd shared(::dup(file.get()));
    QVERIFY(::write(shared.get(), "before\n", 7) == 7);
    Console console(file.get(), file.get());
    const QByteArray lines = QByteArray(3'000'000, 'x') + '\n';
    console.write(Stream::Out, "one\n");
    console.write(Stream::Err, "two\n");
    QVERIFY(::write(shared.get(), "after\n", 6) == 6);
    QFile written(dir.filePath(u"out"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), "before\none\ntwo\nafter\n");
}

void TestConsole::flushesAtTheEnd()
{
    QTemporaryDir dir;
    const Ends out = makePipe();
    QByteArray bytes;
    {
        Console console(out.write.get(), out.write.get());
        console.write(Stream::Out, QByteArray(200'000, 'x') + '\n');
        QVERIFY(console.queued(Stream::Out) > 0);
        const pid_t reader = ::fork();
        if (reader == 0) {
            ::fcntl(out.read.get(), F_SETFL, 0);
            char buffer[65536];
            ssize_t total = 0;
            while (total < 200'001)
                total += ::read(out.read.get(), buffer, sizeof buffer);
            ::_exit(0);
        }
        console.flush(kPatience);
        QCOMPARE(console.queued(Stream::Out), 0);
    }
}

void TestConsole::flushGivesUp()
{
    const Ends out = makePipe();
    Console console(out.write.get(), out.write.get());
    console.write(Stream::Out, QByteArray(200'000, 'x') + '\n');
    console.flush(20);
    QVERIFY(console.queued(Stream::Out) > 0);
}

void TestConsole::takesTheLog()
{
    const Ends err = makePipe();
    Console console(err.write.get(), err.write.get());
    startLog(LogLevel::Info, console.logSink());
    announce(u"restart workers"_s);
    qInstallMessageHandler(nullptr);
    startLog(LogLevel::Info);
    qInstallMessageHandler(nullptr);
    QCOMPARE(readSome(err.read.get()), "[daemon] restart workers\n");
}

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
