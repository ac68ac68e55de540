// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/appoutput.h"
#include "core/output/console.h"
#include "core/output/logfile.h"
#include "core/output/outlets.h"
#include "core/platform/outputpipe.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

const QByteArray kLine = QByteArray(999, 'x') + '\n';

void print(AppOutput &output, int lines)
{
    for (int i = 0; i < lines; ++i)
        output.take(1, Stream::Out, {kLine, true, true});
}

qint64 sumOf(const QSignalSpy &lost)
{
    qint64 sum = 0;
    for (const QList<QVariant> &call : lost)
        sum += call.value(0).toLongLong();
    return sum;
}

} // namespace

// Which lines are said to be lost, and of whom.
class TestAppOutput final : public QObject
{
    Q_OBJECT

private slots:
    void losesToAFile();
    void losesToAFileThatIsShared();
    void losesToTheConsole();
};

void TestAppOutput::losesToAFile()
{
    QTemporaryDir directory;
    Console console;
    Outlets outlets(console);
    AppOutput output(outlets);
    QSignalSpy lost(&output, &AppOutput::linesLost);
    output.setPlan({u"app"_s, outlets.logFile(directory.filePath(u"none/log"_s)), false, false});
    print(output, 1000);
    QVERIFY(lost.isEmpty()); // they wait
    print(output, 1000);
    const qint64 dropped = output.file()->dropped();
    QVERIFY(dropped > 900);
    QCOMPARE(sumOf(lost), dropped);

    // What the next file loses is added to it.
    output.setPlan({u"app"_s, outlets.logFile(directory.filePath(u"none/other"_s)), false, false});
    print(output, 2000);
    QCOMPARE(sumOf(lost), dropped + output.file()->dropped());
}

void TestAppOutput::losesToAFileThatIsShared()
{
    QTemporaryDir directory;
    Console console;
    Outlets outlets(console);
    AppOutput one(outlets);
    AppOutput two(outlets);
    const std::shared_ptr<LogFile> file = outlets.logFile(directory.filePath(u"none/log"_s));
    QSignalSpy lostByOne(&one, &AppOutput::linesLost);
    QSignalSpy lostByTwo(&two, &AppOutput::linesLost);
    one.setPlan({u"one"_s, file, false, false});
    two.setPlan({u"two"_s, file, false, false});
    print(one, 2000);
    QVERIFY(file->dropped() > 0);
    QCOMPARE(sumOf(lostByOne), file->dropped());
    QCOMPARE(sumOf(lostByTwo), file->dropped());
}

void TestAppOutput::losesToTheConsole()
{
    Result<OutputPipe> out = makeOutputPipe(); // that nobody reads
    Result<OutputPipe> err = makeOutputPipe();
    QVERIFY(out && err);
    Console console(out->write.get(), err->write.get());
    Outlets outlets(console);
    AppOutput one(outlets);
    AppOutput two(outlets);
    QSignalSpy lostByOne(&one, &AppOutput::linesLost);
    QSignalSpy lostByTwo(&two, &AppOutput::linesLost);
    one.setPlan({u"one"_s, nullptr, false, false});
    two.setPlan({u"two"_s, nullptr, false, false});
    print(one, 2000);
    const qint64 first = console.dropped();
    QVERIFY(first > 800);
    QCOMPARE(sumOf(lostByOne), first);
    print(two, 10);
    QCOMPARE(sumOf(lostByTwo), 10);
    QCOMPARE(sumOf(lostByOne), first);
}

QTEST_GUILESS_MAIN(TestAppOutput)
#include "tst_appoutput.moc"
