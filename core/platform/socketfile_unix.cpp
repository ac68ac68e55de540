// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/socketfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace qilin {

namespace {

// text: %1 is the path, %2 (where it occurs) the system's reason.
Error fault(const char *text, const QByteArray &path, int code)
{
    const QString sentence = QCoreApplication::translate("control", text);
    const QString file = QFile::decodeName(path);
    if (std::strstr(text, "%2") == nullptr)
        return {sentence.arg(file), code};
    return {sentence.arg(file, QString::fromLocal8Bit(std::strerror(code))), code};
}

// Files are made for their owner alone while one of these lives. The process has one thread.
class OwnerOnly final
{
public:
    explicit OwnerOnly(mode_t mask)
        : m_before(::umask(mask))
    {}
    ~OwnerOnly() { ::umask(m_before); }
    Q_DISABLE_COPY_MOVE(OwnerOnly)

private:
    const mode_t m_before;
};

// The directory, open and locked against another daemon that looks for its socket there just now;
// the lock ends with the descriptor. Only our own processes can hold it: the mode is 0700.
Result<UniqueFd> openPrivateDirectory(const QByteArray &path)
{
    {
        const OwnerOnly guard(0077);
        if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
            return fault(QT_TRANSLATE_NOOP("control",
                                           "the directory of the control socket, %1, cannot "
                                           "be made: %2; set control_socket to another path"),
                         path, errno);
    }
    UniqueFd fd(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd && (errno == ELOOP || errno == ENOTDIR))
        return fault(QT_TRANSLATE_NOOP("control",
                                       "%1, where the control socket belongs, is a link or "
                                       "no directory; remove it or set control_socket"),
                     path, ENOTDIR);
    struct stat status = {};
    if (!fd || ::fstat(fd.get(), &status) != 0)
        return fault(QT_TRANSLATE_NOOP("control",
                                       "the directory of the control socket, %1, cannot be "
                                       "opened: %2; set control_socket to another path"),
                     path, errno);
    if (status.st_uid != ::geteuid())
        return fault(QT_TRANSLATE_NOOP("control",
                                       "%1, where the control socket belongs, is another "
                                       "user's; remove it or set control_socket"),
                     path, EPERM);
    if ((status.st_mode & 0077) != 0 && ::fchmod(fd.get(), 0700) != 0)
        return fault(QT_TRANSLATE_NOOP("control", "%1 cannot be closed to other users: %2"), path,
                     errno);
    static_cast<void>(::flock(fd.get(), LOCK_EX));
    return fd;
}

// Removes a socket that nobody answers on.
Result<> clearStale(const QByteArray &path, const sockaddr_un &name)
{
    struct stat status = {};
    if (::lstat(path.constData(), &status) != 0)
        return {};
    if (!S_ISSOCK(status.st_mode))
        return fault(QT_TRANSLATE_NOOP("control", "%1 exists and is no socket; remove it or set "
                                                  "control_socket to another path"),
                     path, EEXIST);
    const UniqueFd probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto *address = reinterpret_cast<const sockaddr *>(&name);
    const bool answered = ::connect(probe.get(), address, sizeof name) == 0;
    if (answered || errno == EAGAIN) // EAGAIN: somebody listens and its backlog is full
        return fault(QT_TRANSLATE_NOOP("control", "another daemon answers on %1; end it or set "
                                                  "control_socket to another path"),
                     path, EADDRINUSE);
    if (errno != ECONNREFUSED && errno != ENOENT)
        return fault(QT_TRANSLATE_NOOP("control",
                                       "the control socket %1 exists and cannot be tried: "
                                       "%2; remove it or set control_socket"),
                     path, errno);
    if (::unlink(path.constData()) != 0 && errno != ENOENT)
        return fault(QT_TRANSLATE_NOOP("control", "the control socket %1, left by a dead process, "
                                                  "cannot be removed: %2"),
                     path, errno);
    return {};
}

} // namespace

SocketFile::SocketFile(QByteArray path, UniqueFd fd)
    : m_path(std::move(path))
    , m_fd(std::move(fd))
{
    struct stat status = {};
    if (::lstat(m_path.constData(), &status) == 0) {
        m_device = status.st_dev;
        m_inode = status.st_ino;
    }
}

Result<SocketFile> SocketFile::listen(const QString &path, SocketDirectory directory)
{
    const QByteArray file = QFile::encodeName(path);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (file.size() >= qsizetype(sizeof name.sun_path))
        return fault(QT_TRANSLATE_NOOP("control", "the control socket's path %1 is longer than 107 "
                                                  "bytes; set control_socket to a shorter one"),
                     file, ENAMETOOLONG);
    std::memcpy(name.sun_path, file.constData(), size_t(file.size()));

    Result<UniqueFd> held = UniqueFd();
    if (directory == SocketDirectory::Private)
        held = openPrivateDirectory(file.left(qMax<qsizetype>(1, file.lastIndexOf('/'))));
    if (!held)
        return held.error();
    if (const Result<> cleared = clearStale(file, name); !cleared)
        return cleared.error();

    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const OwnerOnly guard(0177);
    if (!fd || ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0)
        return fault(QT_TRANSLATE_NOOP("control", "the control socket %1 cannot be made: %2; set "
                                                  "control_socket to another path"),
                     file, errno);
    SocketFile made(file, std::move(fd)); // from here on an error removes the file
    if (::listen(made.descriptor(), SOMAXCONN) != 0)
        return fault(
            QT_TRANSLATE_NOOP("control", "nothing can listen on the control socket %1: %2"), file,
            errno);
    return made;
}

void SocketFile::remove() noexcept
{
    if (!m_fd)
        return;
    struct stat status = {};
    if (::lstat(m_path.constData(), &status) == 0 && status.st_dev == m_device
        && status.st_ino == m_inode)
        ::unlink(m_path.constData());
    m_fd.reset();
}

} // namespace qilin
