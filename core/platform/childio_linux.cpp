// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childio.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// Node sends one at a time; what exceeds this the kernel closes.
constexpr size_t kMaxPassed = 16;

IoStatus statusOf(int error)
{
    switch (error) {
    case EAGAIN:
        return IoStatus::WouldBlock;
    case ETOOMANYREFS: // RLIMIT_NOFILE descriptors of this user are under way (unix(7))
    case ENOBUFS:
    case ENOMEM:
        return IoStatus::Busy;
    default:
        return IoStatus::Ended;
    }
}

void takePassed(msghdr &message, ReceiveResult &result)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        const size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
            result.passed.emplace_back(fd);
        }
    }
    result.lostDescriptors = (message.msg_flags & MSG_CTRUNC) != 0;
}

} // namespace

Result<ChildPair> makeChildPair()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        const int error = errno;
        return Error{u"no socket pair for a worker: %1"_s.arg(qt_error_string(error)), error};
    }
    ChildPair pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
    ::fcntl(pair.ours.get(), F_SETFL, O_RDWR | O_NONBLOCK);
    return pair;
}

SendResult sendBytes(int fd, QByteArrayView bytes, int passed)
{
    iovec data{const_cast<char *>(bytes.data()), size_t(bytes.size())};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    if (passed >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *part = CMSG_FIRSTHDR(&message);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(part), &passed, sizeof(int));
    }
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0)
        return {statusOf(errno), 0};
    return {IoStatus::Moved, qsizetype(sent)};
}

ReceiveResult receiveBytes(int fd, char *buffer, qsizetype size)
{
    iovec data{buffer, size_t(size)};
    alignas(cmsghdr) char control[CMSG_SPACE(kMaxPassed * sizeof(int))];
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t received = -1;
    do {
        received = ::recvmsg(fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    } while (received < 0 && errno == EINTR);

    ReceiveResult result;
    if (received < 0) {
        result.status = statusOf(errno);
        return result;
    }
    takePassed(message, result);
    result.bytes = qsizetype(received);
    result.status = received == 0 ? IoStatus::Ended : IoStatus::Moved;
    return result;
}

UniqueFd duplicate(int fd)
{
    return UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

} // namespace qilin
