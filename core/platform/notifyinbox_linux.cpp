// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/notifyinbox.h"

#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kAtOnce = 64; // messages, then others have their turn

// Made with mode 0711: a worker of another user gets at what it knows the name of.
QByteArray makeDirectory()
{
    const QByteArray own = ::geteuid() == 0 ? "/run"_ba : qgetenv("XDG_RUNTIME_DIR");
    for (const QByteArray &place : {own, "/tmp"_ba}) {
        QByteArray name = place + "/qilin-notify-" + QByteArray(6, 'X');
        if (!place.startsWith('/') || name.size() >= 80 || !::mkdtemp(name.data()))
            continue;
        if (::chmod(name.constData(), 0711) == 0)
            return name;
        const int error = errno;
        ::rmdir(name.constData());
        errno = error;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<NotifyInbox>> NotifyInbox::open()
{
    std::unique_ptr<NotifyInbox> made(new NotifyInbox);
    made->m_directory = makeDirectory();
    if (made->m_directory.isEmpty()) {
        const int error = errno; // the text may change it
        return Error{u"no directory for NOTIFY_SOCKET: "_s + qt_error_string(error), error};
    }
    const QByteArray path = made->m_directory + "/socket";
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, path.constData(), size_t(path.size()));
    made->m_socket.reset(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    if (!made->m_socket
        || ::setsockopt(made->m_socket.get(), SOL_SOCKET, SO_PASSCRED, &on, sizeof on) != 0
        || ::bind(made->m_socket.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name)
               != 0) {
        const int error = errno;
        return Error{u"NOTIFY_SOCKET cannot be made: "_s + qt_error_string(error), error};
    }
    made->m_path = path;
    ::chmod(path.constData(), 0666);
    made->m_notifier
        = std::make_unique<QSocketNotifier>(made->m_socket.get(), QSocketNotifier::Read);
    connect(made->m_notifier.get(), &QSocketNotifier::activated, made.get(), &NotifyInbox::read);
    return made;
}

NotifyInbox::~NotifyInbox()
{
    if (!m_path.isEmpty())
        ::unlink(m_path.constData());
    if (!m_directory.isEmpty())
        ::rmdir(m_directory.constData());
}

void NotifyInbox::read()
{
    for (int count = 0; count < kAtOnce; ++count) {
        QByteArray message(4096, Qt::Uninitialized);
        iovec data{message.data(), size_t(message.size())};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(ucred))]; // no room for descriptors
        msghdr header{};
        header.msg_iov = &data;
        header.msg_iovlen = 1;
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        const ssize_t size = ::recvmsg(m_socket.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (size < 0)
            return;
        const cmsghdr *part = CMSG_FIRSTHDR(&header);
        if (!part || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_CREDENTIALS)
            continue;
        ucred sender{};
        std::memcpy(&sender, CMSG_DATA(part), sizeof sender);
        if (!isTrusted(sender.uid))
            continue;
        message.truncate(qsizetype(size));
        emit received(message);
    }
}

bool NotifyInbox::isTrusted(unsigned uid) const
{
    if (uid == 0 || uid == ::geteuid())
        return true;
    struct stat status = {};
    return m_pid > 0 && ::stat(("/proc/" + QByteArray::number(m_pid)).constData(), &status) == 0
           && status.st_uid == uid;
}

} // namespace qilin
