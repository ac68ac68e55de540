// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/appendfile.h"

#include <QString>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qilin {

AppendFile::AppendFile(QByteArray path)
    : m_path(std::move(path))
{
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // a limit of the size of files is a full disk, not our end
}

Result<> AppendFile::open()
{
    // O_NONBLOCK: a pipe nobody reads must fail here, not wait; files ignore it.
    m_fd.reset(::open(m_path.constData(),
                      O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0640));
    if (!m_fd) {
        const int error = errno;
        return Error{qt_error_string(error), error};
    }
    refresh();
    return {};
}

void AppendFile::refresh()
{
    struct stat info = {};
    if (::fstat(m_fd.get(), &info) != 0)
        return;
    m_isRegular = S_ISREG(info.st_mode);
    m_isRemoved = m_isRegular && info.st_nlink == 0;
    m_size = info.st_size;
}

AppendFile::Outcome AppendFile::write(QByteArrayView bytes)
{
    ssize_t taken = -1;
    do {
        taken = ::write(m_fd.get(), bytes.data(), size_t(bytes.size()));
    } while (taken < 0 && errno == EINTR);
    if (taken > 0) {
        m_size += taken;
        return {State::Written, qsizetype(taken), 0};
    }
    if (taken < 0 && errno == EAGAIN)
        return {State::Full, 0, 0};
    return {State::Failed, 0, taken < 0 ? errno : ENOSPC};
}

int renameFile(const QByteArray &from, const QByteArray &to)
{
    return std::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
}

int removeFile(const QByteArray &path)
{
    return ::unlink(path.constData()) == 0 ? 0 : errno;
}

} // namespace qilin
