// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/uniquefd.h"
#include "core/sockets/unixpath.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace qilin {

namespace {

struct UnixAddress
{
    sockaddr_un address{};
    socklen_t length = 0;

    const sockaddr *data() const { return reinterpret_cast<const sockaddr *>(&address); }
};

// Files are made with this umask while it lives. The process has one thread.
class CreationMask final
{
public:
    explicit CreationMask(mode_t mask)
        : m_before(::umask(mask))
    {}
    ~CreationMask() { ::umask(m_before); }
    Q_DISABLE_COPY_MOVE(CreationMask)

private:
    const mode_t m_before;
};

int toAddress(const QByteArray &path, UnixAddress &to)
{
    const bool isAbstract = path.startsWith('\0');
    if (!isAbstract && (!path.startsWith('/') || path.contains('\0')))
        return EINVAL;
    // A path needs room for its final NUL; an abstract name is as long as it is.
    if (path.size() + (isAbstract ? 0 : 1) > qsizetype(sizeof to.address.sun_path))
        return ENAMETOOLONG;
    to.address.sun_family = AF_UNIX;
    std::memcpy(to.address.sun_path, path.constData(), size_t(path.size()));
    to.length
        = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()) + (isAbstract ? 0 : 1));
    return 0;
}

// Only a refusal proves that no process holds the socket any more.
bool isDeserted(const UnixAddress &address)
{
    struct stat status = {};
    if (::lstat(address.address.sun_path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return false;
    const UniqueFd probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    return probe && ::connect(probe.get(), address.data(), address.length) != 0
           && errno == ECONNREFUSED;
}

int bindOver(int socket, const UnixAddress &address)
{
    if (::bind(socket, address.data(), address.length) == 0)
        return 0;
    const int error = errno;
    if (error != EADDRINUSE || address.address.sun_path[0] == '\0' || !isDeserted(address))
        return error;
    if (::unlink(address.address.sun_path) != 0 && errno != ENOENT)
        return errno;
    return ::bind(socket, address.data(), address.length) == 0 ? 0 : errno;
}

int addAccess(const char *path, PathAccess access)
{
    mode_t wanted = 0;
    if (access.readable)
        wanted |= S_IRUSR | S_IRGRP | S_IROTH;
    if (access.writable)
        wanted |= S_IWUSR | S_IWGRP | S_IWOTH;
    struct stat status = {};
    if (wanted == 0)
        return 0;
    if (::lstat(path, &status) != 0)
        return errno;
    if (!S_ISSOCK(status.st_mode)) // exchanged under our hands; chmod() would follow a link
        return EADDRINUSE;
    return ::chmod(path, (status.st_mode & 07777) | wanted) == 0 ? 0 : errno;
}

} // namespace

int BoundPath::moveTo(const QByteArray &path)
{
    if (m_path.isEmpty())
        return EINVAL;
    const BorrowedIdentity borrowed(m_identity);
    if (!borrowed.isValid())
        return EPERM;
    if (::rename(m_path.constData(), path.constData()) != 0)
        return errno;
    m_path = path;
    return 0;
}

int BoundPath::bind(int socket, const QByteArray &path, PathAccess access,
                    const std::optional<Identity> &identity)
{
    UnixAddress address;
    if (const int error = toAddress(path, address))
        return error;
    const BorrowedIdentity borrowed(identity);
    if (!borrowed.isValid())
        return EPERM;
    std::optional<CreationMask> mask;
    if (access.mode)
        mask.emplace(0777 & ~*access.mode);
    if (const int error = bindOver(socket, address))
        return error;
    if (path.startsWith('\0'))
        return 0;

    struct stat status = {};
    if (::lstat(path.constData(), &status) != 0)
        return errno;
    m_path = path;
    m_identity = identity;
    m_device = status.st_dev;
    m_inode = status.st_ino;
    return addAccess(path.constData(), access);
}

BoundPath::~BoundPath()
{
    if (m_path.isEmpty())
        return;
    const BorrowedIdentity borrowed(m_identity);
    struct stat status = {};
    if (borrowed.isValid() && ::lstat(m_path.constData(), &status) == 0 && status.st_dev == m_device
        && status.st_ino == m_inode)
        ::unlink(m_path.constData());
}

void BoundPath::swap(BoundPath &other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_identity, other.m_identity);
    std::swap(m_device, other.m_device);
    std::swap(m_inode, other.m_inode);
}

} // namespace qilin
