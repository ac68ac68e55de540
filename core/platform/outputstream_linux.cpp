// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/outputstream.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr qsizetype kLargeChunk = 64 * 1024;

bool isWritable(int fd, int waitMs)
{
    pollfd request = {fd, POLLOUT, 0};
    return ::poll(&request, 1, waitMs) > 0;
}

} // namespace

OutputStream::OutputStream(int fd)
    : m_given(fd)
{
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // a limit of the size of files is a full disk, not our end
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return;
    if (S_ISREG(info.st_mode)) {
        m_kind = Kind::File;
    } else if (S_ISSOCK(info.st_mode)) {
        m_kind = Kind::Socket;
    } else if (S_ISFIFO(info.st_mode) || ::isatty(fd)) {
        char path[32];
        std::snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        m_own.reset(::open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
        if (m_own)
            m_kind = Kind::NonBlocking;
    }
}

bool OutputStream::isTerminal() const
{
    return ::isatty(m_given) == 1;
}

qsizetype OutputStream::chunk(qsizetype size) const
{
    // A pipe that poll(2) calls writable takes this much without blocking.
    return std::min(size, m_kind == Kind::Blocking ? qsizetype(PIPE_BUF) : kLargeChunk);
}

OutputStream::Outcome OutputStream::write(const char *data, qsizetype size)
{
    if (m_kind == Kind::Blocking && !isWritable(m_given, 0))
        return {State::Full};
    const auto offered = size_t(chunk(size));
    const ssize_t taken = m_kind == Kind::Socket
                              ? ::send(m_given, data, offered, MSG_DONTWAIT | MSG_NOSIGNAL)
                              : ::write(fd(), data, offered);
    if (taken >= 0)
        return {State::Written, qsizetype(taken)};
    switch (errno) {
    case EAGAIN:
    case EINTR:
    case ENOBUFS:
        return {State::Full};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {State::Failed, 0, errno};
    case EPIPE:
    case ECONNRESET:
        return {State::Closed};
    default:
        return {State::Broken, 0, errno};
    }
}

void OutputStream::waitWritable(int maxMs)
{
    isWritable(fd(), maxMs);
}

} // namespace qilin
