// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/outputpipe.h"

#include <QString>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

Result<OutputPipe> makeOutputPipe()
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        const int error = errno;
        return Error{u"no pipe for what a worker prints: %1"_s.arg(qt_error_string(error)), error};
    }
    OutputPipe made{UniqueFd(ends[0]), UniqueFd(ends[1])};
    ::fcntl(made.read.get(), F_SETFL, O_RDONLY | O_NONBLOCK);
    return made;
}

PipeRead readPipe(int fd, char *buffer, qsizetype size)
{
    ssize_t got = -1;
    do {
        got = ::read(fd, buffer, size_t(size));
    } while (got < 0 && errno == EINTR);
    if (got > 0)
        return {IoStatus::Moved, qsizetype(got)};
    if (got < 0 && errno == EAGAIN)
        return {IoStatus::WouldBlock, 0};
    return {IoStatus::Ended, 0};
}

void enlargePipe(int fd)
{
    ::fcntl(fd, F_SETPIPE_SZ, 256 * 1024); // may fail: it stays as it is
}

} // namespace qilin
