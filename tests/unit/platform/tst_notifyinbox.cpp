// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/notifyinbox.h"
#include "core/platform/uniquefd.h"
#include "tests/support/needs.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

bool sendTo(const QByteArray &path, const QByteArray &message)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::strcpy(name.sun_path, path.constData());
    const UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    return ::sendto(fd.get(), message.constData(), size_t(message.size()), MSG_NOSIGNAL,
                    reinterpret_cast<const sockaddr *>(&name), sizeof name)
           == message.size();
}

} // namespace

class TestNotifyInbox final : public QObject
{
    Q_OBJECT

private slots:
    void receives();
    void leavesNothing();
    void descriptorsAreClosed();
    void othersAreNotHeard();
};

void TestNotifyInbox::receives()
{
    const auto inbox = NotifyInbox::open();
    QVERIFY(inbox);
    QSignalSpy received(inbox->get(), &NotifyInbox::received);
    for (int i = 0; i < 3; ++i)
        QVERIFY(sendTo((*inbox)->path(), "READY=" + QByteArray::number(i)));
    TRY_COMPARE(received.size(), 3);
    QCOMPARE(received[2][0].toByteArray(), QByteArray("READY=2"));
}

void TestNotifyInbox::leavesNothing()
{
    QString file;
    {
        const auto inbox = NotifyInbox::open();
        QVERIFY(inbox);
        file = QFile::decodeName((*inbox)->path());
        QVERIFY(QFile::exists(file));
        const auto mode = QFileInfo(QFileInfo(file).path()).permissions();
        QVERIFY(!(mode & (QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup)));
    }
    QVERIFY(!QFile::exists(QFileInfo(file).path()));
}

// BARRIER=1 sends one, and waits until it is closed.
void TestNotifyInbox::descriptorsAreClosed()
{
    const auto inbox = NotifyInbox::open();
    QVERIFY(inbox);
    QSignalSpy received(inbox->get(), &NotifyInbox::received);
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::strcpy(name.sun_path, (*inbox)->path().constData());
    char text[] = "BARRIER=1";
    iovec data{text, sizeof text - 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr header{};
    header.msg_name = &name;
    header.msg_namelen = sizeof name;
    header.msg_iov = &data;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    cmsghdr *part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(part), &pipe[1], sizeof(int));
    const UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    QVERIFY(::sendmsg(fd.get(), &header, 0) > 0);
    ::close(pipe[1]);
    TRY_COMPARE(received.size(), 1);
    char byte = 0;
    QCOMPARE(::read(pipe[0], &byte, 1), 0); // the end: nobody has it
    ::close(pipe[0]);
}

void TestNotifyInbox::othersAreNotHeard()
{
    NEED_ROOT();
    const auto inbox = NotifyInbox::open();
    QVERIFY(inbox);
    QSignalSpy received(inbox->get(), &NotifyInbox::received);
    const QByteArray path = (*inbox)->path();
    const auto sendAs = [&path](uid_t uid) {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(::setuid(uid) == 0 && sendTo(path, "READY=1") ? 0 : 1);
        int status = 0;
        ::waitpid(child, &status, 0);
        return status;
    };
    QCOMPARE(sendAs(65534), 0);
    QVERIFY(sendTo(path, "STATUS=end"));
    TRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toByteArray(), QByteArray("STATUS=end"));

    // The worker's own user is.
    const pid_t worker = ::fork();
    if (worker == 0) {
        if (::setuid(65534) == 0)
            ::pause();
        ::_exit(1);
    }
    (*inbox)->setProcess(worker);
    TRY_VERIFY(QFileInfo(u"/proc/%1"_s.arg(worker)).ownerId() == 65534);
    QCOMPARE(sendAs(65534), 0);
    TRY_COMPARE(received.size(), 2);
    ::kill(worker, SIGKILL);
    ::waitpid(worker, nullptr, 0);
}

QTEST_GUILESS_MAIN(TestNotifyInbox)
#include "tst_notifyinbox.moc"
