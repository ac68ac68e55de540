// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/cgroup.h"
#include "core/platform/childrun.h"
#include "core/platform/childsetup.h"
#include "core/platform/execimage.h"
#include "core/platform/outputpipe.h"
#include "tests/unit/platform/processhelp.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatience = 60'000;

// One run of a program: what it printed, and how it ended.
struct Run
{
    explicit Run(const QByteArray &program, const QByteArrayList &arguments = {})
    {
        setup.image = std::make_shared<ExecImage>(program, arguments, QByteArrayList{"A=b"},
                                                  QByteArrayList());
    }

    Result<> start(int group = -1)
    {
        Result<OutputPipe> pipe = makeOutputPipe();
        setup.output = pipe->write.get();
        read = std::move(pipe->read);
        return child.start(setup, directory, input, group);
    }

    QByteArray output()
    {
        QByteArray all;
        char bytes[4096];
        for (ssize_t size; (size = ::read(read.get(), bytes, sizeof bytes)) > 0;)
            all.append(bytes, size);
        return all;
    }

    ChildSetup setup;
    QByteArray directory;
    QByteArray input;
    UniqueFd read;
    ChildRun child;
    QSignalSpy exited{&child, &ChildRun::exited};
    QSignalSpy killed{&child, &ChildRun::killed};
};

QByteArrayList script(const QByteArray &text)
{
    return {"-c", text};
}

int openDescriptors()
{
    return int(QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::System).size());
}

} // namespace

class TestChildRun final : public QObject
{
    Q_OBJECT

private slots:
    void runsAProgram();
    void tellsHowItEnded_data();
    void tellsHowItEnded();
    void reportsWhatFailed_data();
    void reportsWhatFailed();
    void leavesNothing();
    void endsWithItsOwner();
    void isBornInAGroup();
    void endsAGroup();
    void startsWithoutItsGroup();
    void needsNoDescriptor();
};

void TestChildRun::runsAProgram()
{
    const QTemporaryDir dir;
    Run run("/bin/sh", script("pwd; echo $A; cat; ps -o ppid= -p $$ | tr -d ' '"));
    run.directory = QFile::encodeName(dir.path());
    run.input = "what it reads\n" + QByteArray(50'000, 'x') + '\n';
    QVERIFY(run.start());
    QVERIFY(run.child.pid() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(run.exited.size(), 1, kPatience);
    QCOMPARE(run.child.pid(), 0);
    QCOMPARE(run.output(),
             run.directory + "\nb\n" + run.input + QByteArray::number(::getpid()) + '\n');

    Run empty("/bin/sh", script("wc -c; readlink /proc/self/fd/0"));
    QVERIFY(empty.start());
    QTRY_COMPARE_WITH_TIMEOUT(empty.exited.size(), 1, kPatience);
    QCOMPARE(empty.output(), "0\n/dev/null\n");
}

void TestChildRun::tellsHowItEnded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code"); // -1: by a signal
    QTest::addColumn<int>("signal");
    QTest::newRow("0") << "exit 0"_ba << 0 << 0;
    QTest::newRow("127") << "exit 127"_ba << 127 << 0;
    QTest::newRow("killed") << "kill -9 $$"_ba << -1 << SIGKILL;
    QTest::newRow("crashed") << "ulimit -c 0; kill -SEGV $$"_ba << -1 << SIGSEGV;
}

void TestChildRun::tellsHowItEnded()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(int, signal);
    Run run("/bin/sh", script(text));
    QVERIFY(run.start());
    QTRY_COMPARE_WITH_TIMEOUT(run.exited.size() + run.killed.size(), 1, kPatience);
    QCOMPARE(run.exited.isEmpty() ? -1 : run.exited[0][0].toInt(), code);
    QCOMPARE(run.killed.isEmpty() ? 0 : run.killed[0][0].toInt(), signal);
}

void TestChildRun::reportsWhatFailed_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<QByteArray>("directory");
    QTest::addColumn<bool>("badLimit");
    QTest::addColumn<QString>("text");
    QTest::newRow("no program") << "/missing/program"_ba << QByteArray() << false
                                << u"/missing/program: No such file or directory"_s;
    QTest::newRow("not executable")
        << "/etc/passwd"_ba << QByteArray() << false << u"/etc/passwd: Permission denied"_s;
    QTest::newRow("no directory") << "/bin/true"_ba
                                  << "/missing"_ba << false
                                  << u"/missing: No such file or directory"_s;
    QTest::newRow("limit") << "/bin/true"_ba << QByteArray() << true
                           << u"limits.nofile could not be set: Invalid argument"_s;
}

void TestChildRun::reportsWhatFailed()
{
    QFETCH(QByteArray, program);
    QFETCH(QByteArray, directory);
    QFETCH(bool, badLimit);
    QFETCH(QString, text);
    Run run(program);
    run.directory = directory;
    if (badLimit)
        run.setup.attributes.limits.push_back({"limits.nofile", 9999, 1, 1});
    const Result<> started = run.start();
    QVERIFY(!started);
    QCOMPARE(started.error().text, text);
    QCOMPARE(run.child.pid(), 0);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1); // no child is left, not even to be reaped
    QVERIFY(run.exited.isEmpty() && run.killed.isEmpty());
}

void TestChildRun::leavesNothing()
{
    const int before = openDescriptors();
    for (int i = 0; i < 50; ++i) {
        Run run(i % 2 == 0 ? "/bin/true" : "/missing");
        const bool begun(run.start());
        QCOMPARE(begun, i % 2 == 0);
        if (begun)
            QTRY_COMPARE_WITH_TIMEOUT(run.exited.size(), 1, kPatience);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), before);
    sigset_t mask;
    ::sigprocmask(SIG_BLOCK, nullptr, &mask);
    QVERIFY(!sigismember(&mask, SIGTERM)); // blocked during the start only
}

void TestChildRun::endsWithItsOwner()
{
    pid_t pid = 0;
    {
        Run run("/bin/sleep", {"3600"});
        QVERIFY(run.start());
        pid = run.child.pid();
        QVERIFY(readProcess(pid));
    }
    QVERIFY(!readProcess(pid));
}

// Where no cgroup may be written it is born in ours.
void TestChildRun::isBornInAGroup()
{
    Cgroups groups("born");
    const UniqueFd group = groups.make(5);
    QCOMPARE(bool(group), !groups.home().isEmpty());
    Run run("/bin/sh", script("cat /proc/self/cgroup; exec sleep 3600"));
    QVERIFY(run.start(group.get()));
    QByteArray output;
    const auto hasLine = [&] { return (output += run.output()).contains("0::"); };
    if (group) {
        QTRY_VERIFY_WITH_TIMEOUT(hasLine(), kPatience);
        const QByteArray name = groups.home().mid(groups.home().lastIndexOf('/'));
        QVERIFY2(output.contains(name + "/worker-5\n"), output.constData());
    }
    QCOMPARE(groups.keyOf(run.child.pid()), group ? std::optional(5) : std::nullopt);
    QVERIFY(!groups.keyOf(::getpid()));
    QCOMPARE(groups.isPopulated(5), bool(group));
    groups.remove(5); // not while somebody lives there
    QCOMPARE(groups.isPopulated(5), bool(group));
    ::kill(run.child.pid(), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(run.killed.size(), 1, kPatience);
    QVERIFY(!groups.isPopulated(5));
    groups.remove(5);
    QVERIFY(groups.home().isEmpty()
            || !QDir(QFile::decodeName(groups.home()) + u"/worker-5"_s).exists());
}

// Whatever is in it, at once; and nothing is left of the directories. Where no cgroup may be
// written the sessions that the program has begun stay.
void TestChildRun::endsAGroup()
{
    QByteArray home;
    {
        Cgroups groups("ended");
        home = groups.home();
        const UniqueFd group = groups.make(1);
        Run run("/bin/sh",
                script("trap '' TERM HUP; for i in 1 2 3; do"
                       " setsid sleep 3600 >/dev/null & echo $!; done; echo ready; wait"));
        QVERIFY(run.start(group.get()));
        QByteArray output;
        const auto isReady = [&] { return (output += run.output()).contains("ready"); };
        QTRY_VERIFY_WITH_TIMEOUT(isReady(), kPatience);
        groups.kill(1);
        if (!group)
            ::kill(run.child.pid(), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(run.killed.size(), 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!groups.isPopulated(1), kPatience);
        const QByteArrayList pids = output.left(output.indexOf("ready")).trimmed().split('\n');
        QCOMPARE(pids.size(), 3);
        for (const QByteArray &pid : pids) {
            QCOMPARE(isThere(pid.toLongLong()), !group);
            ::kill(pid.toInt(), SIGKILL);
        }
    }
    QVERIFY(home.isEmpty() || !QDir(QFile::decodeName(home)).exists());
}

void TestChildRun::startsWithoutItsGroup()
{
    const UniqueFd noGroup(::open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    Run run("/bin/true");
    QVERIFY(run.start(noGroup.get()));
    QTRY_COMPARE_WITH_TIMEOUT(run.exited.size(), 1, kPatience);
}

// Where the system has none that tells of an end; here because it is one too many.
void TestChildRun::needsNoDescriptor()
{
    int last = -1;
    {
        std::vector<UniqueFd> free; // for the output, the input, and none for the end
        for (int i = 0; i < 4; ++i)
            free.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        last = free.back().get();
    }
    rlimit own = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &own), 0);
    rlimit few = own;
    few.rlim_cur = rlim_t(last);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    Run run("/bin/sh", script("exit 3"));
    const bool begun(run.start());
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &own), 0);
    const int open = openDescriptors(); // as later: none was waiting for the end
    QVERIFY(begun);
    QTRY_COMPARE_WITH_TIMEOUT(run.exited.size(), 1, kPatience);
    QCOMPARE(run.exited[0][0].toInt(), 3);
    QCOMPARE(openDescriptors(), open);
}

int main(int argc, char **argv)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    TestChildRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_childrun.moc"
