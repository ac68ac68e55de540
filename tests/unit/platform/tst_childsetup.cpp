// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childsetup.h"
#include "core/platform/execimage.h"
#include "core/platform/uniquefd.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr rlim_t kOriginalLimit = 512;

} // namespace

class TestChildSetup final : public QObject
{
    Q_OBJECT

private slots:
    void givesExactlyTheDescriptors_data();
    void givesExactlyTheDescriptors();
    void survivesOverlaps();
    void resetsWhatIsInherited();
    void letsOneOutliveUs();
    void reportsAFailedStart_data();
    void reportsAFailedStart();
    void raisesTheLimitHere();
    void startsOften();
    void tellsItsPid();
    void reportsAFailedImage();

private:
    QMap<int, QString> descriptorsOf(const QByteArray &report);
    QByteArray run(const ChildSetup &setup);
    UniqueFd openFile(int number, int atLeast = 16);
    QString path(int number) const { return m_dir.filePath(QString::number(number)); }

    QTemporaryDir m_dir;
};

UniqueFd TestChildSetup::openFile(int number, int atLeast)
{
    const UniqueFd file(
        ::open(QFile::encodeName(path(number)).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    return UniqueFd(::fcntl(file.get(), F_DUPFD_CLOEXEC, atLeast));
}

QByteArray TestChildSetup::run(const ChildSetup &setup)
{
    QProcess process;
    useChildSetup(process, setup);
    process.start(QStringLiteral(TREECHILD), {u"report"_s, u"-"_s});
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QMap<int, QString> TestChildSetup::descriptorsOf(const QByteArray &report)
{
    QMap<int, QString> descriptors;
    for (const QByteArray &line : report.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words[0] == "fd")
            descriptors.insert(words[1].toInt(), QString::fromUtf8(words[2]));
    }
    return descriptors;
}

void TestChildSetup::givesExactlyTheDescriptors_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 3, 13, 14, 40})
        QTest::addRow("%d", count) << count;
}

void TestChildSetup::givesExactlyTheDescriptors()
{
    QFETCH(int, count);
    const UniqueFd leaked(::open("/dev/zero", O_RDONLY)); // not close-on-exec
    std::vector<UniqueFd> files;
    ChildSetup setup;
    for (int i = 0; i < count; ++i) {
        files.push_back(openFile(i));
        setup.descriptors.push_back(files.back().get());
    }
    const QMap<int, QString> seen = descriptorsOf(run(setup));
    QCOMPARE(seen.size(), 3 + count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(seen.value(3 + i), path(i));
}

void TestChildSetup::survivesOverlaps()
{
    // The first four sources sit on the targets in another order.
    std::vector<UniqueFd> files;
    ChildSetup setup;
    for (const int place : {5, 3, 6, 4}) {
        const auto number = int(files.size());
        const UniqueFd file = openFile(number);
        QVERIFY(::dup3(file.get(), place, O_CLOEXEC) == place);
        files.emplace_back(place);
        setup.descriptors.push_back(place);
    }
    const QMap<int, QString> seen = descriptorsOf(run(setup));
    files.clear();
    prepareDescriptors(); // closing them has opened gaps
    QCOMPARE(seen.size(), 7);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(seen.value(3 + i), path(i));
}

void TestChildSetup::resetsWhatIsInherited()
{
    const QByteArray report = run({});
    QVERIFY2(report.contains("SigBlk:\t0000000000000000"), report);
    QVERIFY2(report.contains("SigIgn:\t0000000000000000"), report);
    QVERIFY2(report.contains("session 1\n"), report);
    QVERIFY2(report.contains("pdeathsig 9\n"), report);
    QVERIFY2(report.contains("nofile " + QByteArray::number(qulonglong(kOriginalLimit)) + '\n'),
             report);
}

void TestChildSetup::letsOneOutliveUs()
{
    ChildSetup setup;
    setup.mayOutlive = true;
    const QByteArray report = run(setup);
    QVERIFY2(report.contains("session 1\n"), report);
    QVERIFY2(report.contains("pdeathsig 0\n"), report);
}

void TestChildSetup::reportsAFailedStart_data()
{
    givesExactlyTheDescriptors_data();
}

// Qt's pipe that tells of it must not be where a descriptor goes.
void TestChildSetup::reportsAFailedStart()
{
    QFETCH(int, count);
    const UniqueFd file = openFile(0);
    ChildSetup setup;
    setup.descriptors.assign(size_t(count), file.get());
    QProcess process;
    useChildSetup(process, setup);
    process.start(m_dir.filePath(u"missing"_s), {});
    QVERIFY(!process.waitForStarted());
    QCOMPARE(process.error(), QProcess::FailedToStart);
}

void TestChildSetup::raisesTheLimitHere()
{
    rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    QCOMPARE(limit.rlim_cur, std::min(limit.rlim_max, rlim_t(1) << 20));
}

void TestChildSetup::startsOften()
{
    ChildSetup setup;
    const UniqueFd file = openFile(0);
    setup.descriptors = {file.get()};
    for (int i = 0; i < 50; ++i)
        QCOMPARE(descriptorsOf(run(setup)).size(), 4);
}

// The very process that executes the program finds its own pid, and nothing of ours has changed.
void TestChildSetup::tellsItsPid()
{
    for (int i = 0; i < 20; ++i) {
        ChildSetup setup;
        setup.image = std::make_shared<ExecImage>(
            "/bin/sh", QByteArrayList{"-c", "echo $$ $FIRST $SECOND $OTHER $1", "sh", "a b"},
            QByteArrayList{"OTHER=x y"}, QByteArrayList{"FIRST", "SECOND"});
        QProcess process;
        useChildSetup(process, setup);
        process.start(u"/bin/sh"_s, {u"-c"_s, u"echo Qt executed it"_s});
        QVERIFY(process.waitForStarted());
        const QByteArray pid = QByteArray::number(process.processId());
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), pid + ' ' + pid + ' ' + pid + " x y a b\n");
        QVERIFY(!qEnvironmentVariableIsSet("FIRST"));
    }
}

void TestChildSetup::reportsAFailedImage()
{
    ChildSetup setup;
    setup.image = std::make_shared<ExecImage>(QFile::encodeName(m_dir.filePath(u"missing"_s)),
                                              QByteArrayList{}, QByteArrayList{},
                                              QByteArrayList{"LISTEN_PID"});
    QProcess process;
    useChildSetup(process, setup);
    process.start(m_dir.filePath(u"missing"_s), {});
    QVERIFY(!process.waitForStarted());
    QCOMPARE(process.error(), QProcess::FailedToStart);
    QVERIFY2(process.errorString().contains(u"No such file"_s), qPrintable(process.errorString()));
}

int main(int argc, char **argv)
{
    // What children must not inherit.
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = kOriginalLimit;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGUSR1, SIG_IGN);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    sigaddset(&blocked, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &blocked, nullptr);
    prepareDescriptors();

    QCoreApplication app(argc, argv);
    TestChildSetup test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_childsetup.moc"
