// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/notify.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

UniqueFd manager(const QByteArray &path)
{
    UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    memcpy(address.sun_path, path.constData(), size_t(path.size()));
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), size) != 0)
        qFatal("cannot bind the manager's socket");
    return fd;
}

QByteArray receive(const UniqueFd &fd)
{
    char text[1024];
    const ssize_t size = ::recv(fd.get(), text, sizeof text, 0);
    return size < 0 ? QByteArray() : QByteArray(text, size);
}

QList<QByteArray> receiveAll(const UniqueFd &fd)
{
    QList<QByteArray> messages;
    for (QByteArray message; !(message = receive(fd)).isEmpty();)
        messages.append(message);
    return messages;
}

} // namespace

class TestNotify final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void doesNothingWithoutAManager();
    void tells_data();
    void tells();
    void keepsTheWatchdogQuiet();
    void leavesTheWatchdogOfAnotherAlone();
    void losesNothingToAFullQueue();
    void toleratesBadAddresses_data();
    void toleratesBadAddresses();
};

void TestNotify::cleanup()
{
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        QVERIFY(!qEnvironmentVariableIsSet(name));
}

void TestNotify::doesNothingWithoutAManager()
{
    ServiceNotifier notifier;
    QVERIFY(!notifier.isActive());
    notifier.ready();
    notifier.stopping();
}

void TestNotify::tells_data()
{
    QTest::addColumn<bool>("isAbstract");
    QTest::newRow("path") << false;
    QTest::newRow("abstract") << true;
}

void TestNotify::tells()
{
    QFETCH(bool, isAbstract);
    QTemporaryDir dir;
    const QByteArray path = isAbstract ? "@qilin-test-" + QByteArray::number(::getpid())
                                       : QFile::encodeName(dir.filePath(u"notify"_s));
    const UniqueFd fd = manager(path);
    qputenv("NOTIFY_SOCKET", path);
    ServiceNotifier notifier;
    QVERIFY(notifier.isActive());
    QCOMPARE(notifier.watchdogInterval().count(), 0);
    notifier.ready();
    QCOMPARE(receive(fd), "READY=1");
    notifier.reloading();
    const QByteArray reloading = receive(fd);
    QVERIFY(reloading.startsWith("RELOADING=1\nMONOTONIC_USEC="));
    QVERIFY(reloading.split('=').last().toLongLong() > 0);
    notifier.status(u"3 workers\nup"_s);
    QCOMPARE(receive(fd), "STATUS=3 workers up");
    notifier.stopping();
    QCOMPARE(receive(fd), "STOPPING=1");
}

void TestNotify::keepsTheWatchdogQuiet()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(u"notify"_s));
    const UniqueFd fd = manager(path);
    qputenv("NOTIFY_SOCKET", path);
    qputenv("WATCHDOG_USEC", "40000");
    qputenv("WATCHDOG_PID", QByteArray::number(::getpid()));
    ServiceNotifier notifier;
    QCOMPARE(notifier.watchdogInterval().count(), 40'000);
    QList<QByteArray> messages;
    TRY_VERIFY((messages += receiveAll(fd)).size() >= 3);
    QCOMPARE(messages[0], "WATCHDOG=1");
    QCOMPARE(messages[2], "WATCHDOG=1");
}

void TestNotify::leavesTheWatchdogOfAnotherAlone()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(u"notify"_s));
    const UniqueFd fd = manager(path);
    qputenv("NOTIFY_SOCKET", path);
    qputenv("WATCHDOG_USEC", "40000");
    qputenv("WATCHDOG_PID", "1");
    ServiceNotifier notifier;
    QCOMPARE(notifier.watchdogInterval().count(), 0);
}

void TestNotify::losesNothingToAFullQueue()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(u"notify"_s));
    const UniqueFd fd = manager(path);
    qputenv("NOTIFY_SOCKET", path);
    ServiceNotifier notifier;
    constexpr int kMessages = 20; // a queue holds about 11 (net.unix.max_dgram_qlen)
    for (int i = 0; i < kMessages; ++i)
        notifier.status(QString::number(i));
    QList<QByteArray> messages;
    TRY_VERIFY((messages += receiveAll(fd)).size() >= kMessages);
    for (int i = 0; i < kMessages; ++i)
        QCOMPARE(messages[i], "STATUS=" + QByteArray::number(i));
}

void TestNotify::toleratesBadAddresses_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("isActive");
    QTest::newRow("relative") << QByteArray("notify") << false;
    QTest::newRow("too long") << '/' + QByteArray(200, 'x') << false;
    QTest::newRow("short") << QByteArray("@") << false;
    QTest::newRow("nobody there") << QByteArray("/nonexistent/notify") << true;
}

void TestNotify::toleratesBadAddresses()
{
    QFETCH(QByteArray, address);
    QFETCH(bool, isActive);
    qputenv("NOTIFY_SOCKET", address);
    ServiceNotifier notifier;
    QCOMPARE(notifier.isActive(), isActive);
    notifier.ready();
    notifier.stopping();
}

QTEST_GUILESS_MAIN(TestNotify)
#include "tst_notify.moc"
