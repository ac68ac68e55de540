// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/accounts.h"
#include "core/platform/childsetup.h"
#include "core/platform/rights.h"
#include "core/platform/signalnames.h"
#include "core/platform/treetag.h"
#include "tests/support/needs.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <limits>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

// umask, nice, limits, user and tag of a child, as it sees them itself.
class TestChildAttributes final : public QObject
{
    Q_OBJECT

private slots:
    void umask();
    void nice();
    void limits();
    void limitsGoBelowWhatIsRaisedHere();
    void user();
    void refused();
    void tag();
    void tags();
    void accounts();
    void signalNumbers();

private:
    QByteArrayList stateWith(const ProcessAttributes &attributes,
                             const QString &program = QStringLiteral(TESTCHILD));
};

QByteArrayList TestChildAttributes::stateWith(const ProcessAttributes &attributes,
                                              const QString &program)
{
    QProcess process;
    ChildSetup setup;
    setup.attributes = attributes;
    ChildFailure failure;
    setup.failure = &failure;
    useChildSetup(process, setup);
    process.start(program, {u"state"_s});
    process.waitForFinished(60'000);
    if (failure.key)
        return {failure.key, QByteArray::number(failure.code),
                QByteArray::number(process.exitCode())};
    return process.readAllStandardOutput().replace("state ", "").split('\n');
}

void TestChildAttributes::umask()
{
    ProcessAttributes attributes;
    QVERIFY(stateWith(attributes).contains("Umask: Umask:\t0022"));
    attributes.umask = 0;
    QVERIFY(stateWith(attributes).contains("Umask: Umask:\t0000"));
    attributes.umask = 0137;
    QVERIFY(stateWith(attributes).contains("Umask: Umask:\t0137"));
    QCOMPARE(::umask(022), mode_t(022)); // ours is untouched
}

void TestChildAttributes::nice()
{
    const int own = ::getpriority(PRIO_PROCESS, 0);
    ProcessAttributes attributes;
    attributes.nice = 19;
    QVERIFY(stateWith(attributes).contains("nice 19"));
    if (mayRenice(-5)) {
        attributes.nice = -5;
        QVERIFY(stateWith(attributes).contains("nice -5"));
    }
    QVERIFY(mayRenice(own));
    QCOMPARE(::getpriority(PRIO_PROCESS, 0), own);
}

void TestChildAttributes::limits()
{
    const auto line = [](int resource, quint64 soft, quint64 hard) {
        return "limit " + QByteArray::number(resource) + ' ' + QByteArray::number(soft) + ' '
               + QByteArray::number(hard);
    };
    rlimit core = {};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
    rlimit size = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &size), 0);
    ProcessAttributes attributes;
    attributes.limits = {*limitSetting("core", 0, {}), *limitSetting("fsize", {}, 1 << 30),
                         *limitSetting("cpu", 100, 200), *limitSetting("nproc", 500, 500)};
    const QByteArrayList state = stateWith(attributes);
    QVERIFY(state.contains(line(RLIMIT_CORE, 0, core.rlim_max)));
    // The inherited soft limit goes down with the hard one.
    QVERIFY(state.contains(line(RLIMIT_FSIZE, qMin<quint64>(size.rlim_cur, 1 << 30), 1 << 30)));
    QVERIFY(state.contains(line(RLIMIT_CPU, 100, 200)));
    QVERIFY(state.contains(line(RLIMIT_NPROC, 500, 500)));
}

void TestChildAttributes::limitsGoBelowWhatIsRaisedHere()
{
    ProcessAttributes attributes;
    attributes.limits = {*limitSetting("nofile", 77, {})};
    rlimit own = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &own), 0);
    QVERIFY(stateWith(attributes).contains("limit 7 77 " + QByteArray::number(own.rlim_max)));
}

void TestChildAttributes::user()
{
    NEED_ROOT();
    const std::optional<Account> nobody = findAccount("nobody");
    QVERIFY(nobody);
    ProcessAttributes attributes;
    attributes.nice = -1; // while it still may
    attributes.credentials = ChildCredentials{nobody->uid, 4242, {4242, 4711}};
    const QTemporaryDir place; // the build may be where only root gets to
    QVERIFY(QFile::setPermissions(place.path(), QFile::Permissions(0x7755)));
    QVERIFY(QFile::copy(QStringLiteral(TESTCHILD), place.filePath(u"child"_s)));
    const QByteArrayList state = stateWith(attributes, place.filePath(u"child"_s));
    const QByteArray uid = '\t' + QByteArray::number(nobody->uid);
    QVERIFY(state.contains("Uid: Uid:" + uid + uid + uid + uid));
    QVERIFY(state.contains("Gid: Gid:\t4242\t4242\t4242\t4242"));
    QVERIFY(state.contains("Groups: Groups:\t4242 4711 "));
    QVERIFY(state.contains("CapPrm: CapPrm:\t0000000000000000"));
    QVERIFY(state.contains("CapEff: CapEff:\t0000000000000000"));
    QVERIFY(state.contains("nice -1"));
    QVERIFY(state.contains("death signal 9")); // a change of the user would take it back
    QCOMPARE(::getuid(), 0u);
}

// A worker does not run without what it was to have.
void TestChildAttributes::refused()
{
    ProcessAttributes attributes;
    attributes.limits = {*limitSetting("core", 5, 4)};
    QCOMPARE(stateWith(attributes),
             QByteArrayList({"limits.core", QByteArray::number(EINVAL), "127"}));
    if (mayChangeUser())
        return;
    attributes.limits.clear();
    attributes.credentials = ChildCredentials{ownAccount().uid + 1, 0, {}};
    QCOMPARE(stateWith(attributes), QByteArrayList({"group", QByteArray::number(EPERM), "127"}));
}

void TestChildAttributes::tag()
{
    QProcess process;
    ChildSetup setup;
    setup.attributes.tag = treeTag("instance", 4711);
    useChildSetup(process, setup);
    // In a session of its own, with no variable, through several programs.
    process.start(u"/bin/sh"_s,
                  {u"-c"_s, u"setsid env -i \"$0\" ids hang & wait"_s, QStringLiteral(TESTCHILD)});
    QVERIFY(process.waitForReadyRead(60'000));
    const auto pid = pid_t(process.readAllStandardOutput().split(' ').value(1).toInt());
    QVERIFY(pid > 1);
    QCOMPARE(keyOfTag(readTreeTag(pid), "instance"), 4711);
    QVERIFY(!keyOfTag(readTreeTag(pid), "other"));
    ::kill(pid, SIGKILL);
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY(!keyOfTag(readTreeTag(::getpid()), "instance"));
    QCOMPARE(readTreeTag(-1), 0u);
}

void TestChildAttributes::tags()
{
    for (const int key : {0, 1, 1 << 30, std::numeric_limits<int>::max()}) {
        const quint64 tag = treeTag("a", key);
        QVERIFY(tag > (quint64(1) << 62) - 1 && tag < quint64(1) << 63);
        QCOMPARE(keyOfTag(tag, "a"), key);
        QVERIFY(!keyOfTag(tag, "b"));
    }
    for (const quint64 other : {quint64(0), quint64(1), kUnlimited, quint64(1) << 62})
        QVERIFY(!keyOfTag(other, "a"));
}

void TestChildAttributes::accounts()
{
    const std::optional<Account> root = findAccount("root");
    QVERIFY(root);
    QCOMPARE(root->uid, 0u);
    QCOMPARE(root->gid, 0u);
    QVERIFY(!root->home.isEmpty());
    QCOMPARE(findAccount("0")->name, "root");
    QVERIFY(!findAccount("no-such-user"));
    QVERIFY(!findAccount(""));
    QVERIFY(!findAccount("+0"));
    QVERIFY(!findAccount("-1"));
    QVERIFY(!findAccount("4294967295"));
    QCOMPARE(findGroup("root"), 0u);
    QCOMPARE(findGroup("0"), 0u);
    QVERIFY(!findGroup("no-such-group"));
    QVERIFY(!findGroup(""));
    QCOMPARE(ownAccount().uid, ::geteuid());
    QCOMPARE(ownAccount().gid, ::getegid());
    const std::vector<unsigned> groups = groupsOf(*root, 4242);
    QVERIFY(std::find(groups.begin(), groups.end(), 4242u) != groups.end());
    QCOMPARE(groupsOf(Account{}, 7), std::vector<unsigned>{7});
}

void TestChildAttributes::signalNumbers()
{
    QCOMPARE(signalNumber("TERM"), SIGTERM);
    QCOMPARE(signalNumber("SIGTERM"), SIGTERM);
    QCOMPARE(signalNumber("SIGUSR2"), SIGUSR2);
    for (const char *name : {"", "SIG", "term", "SIGSIGTERM", "15", "TERM "})
        QCOMPARE(signalNumber(name), 0);
    QVERIFY(signalAbbreviations().contains("WINCH"));
}

int main(int argc, char **argv)
{
    ::umask(022);
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    TestChildAttributes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_childattributes.moc"
