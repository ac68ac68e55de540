// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/filesystem.h"
#include "core/platform/uniquefd.h"

#include <QHashFunctions>

#include <array>
#include <cerrno>
#include <climits>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr size_t kBlock = 64 * 1024;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + qint64(time.tv_nsec);
}

FileStamp toStamp(int result, const struct stat &status)
{
    FileStamp stamp;
    if (result != 0) {
        stamp.kind = errno == EACCES || errno == EPERM ? FileKind::Denied : FileKind::Missing;
        return stamp;
    }
    if (S_ISREG(status.st_mode))
        stamp.kind = FileKind::File;
    else if (S_ISDIR(status.st_mode))
        stamp.kind = FileKind::Directory;
    else if (S_ISLNK(status.st_mode))
        stamp.kind = FileKind::Link;
    else
        stamp.kind = FileKind::Other;
    stamp.device = quint64(status.st_dev);
    stamp.inode = quint64(status.st_ino);
    stamp.size = qint64(status.st_size);
    stamp.modified = nanoseconds(status.st_mtim);
    stamp.changed = nanoseconds(status.st_ctim);
    return stamp;
}

// Fills the block to its end wherever the file goes on: the hash depends on where blocks end.
ssize_t readBlock(int fd, std::array<char, kBlock> &block)
{
    size_t filled = 0;
    while (filled < block.size()) {
        const ssize_t got = ::read(fd, block.data() + filled, block.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        filled += size_t(got);
    }
    return ssize_t(filled);
}

} // namespace

FileStamp fileStamp(const std::string &path)
{
    struct stat status = {};
    return toStamp(::stat(path.c_str(), &status), status);
}

FileStamp linkStamp(const std::string &path)
{
    struct stat status = {};
    return toStamp(::lstat(path.c_str(), &status), status);
}

std::string linkText(const std::string &path)
{
    std::array<char, PATH_MAX> text = {};
    const ssize_t length = ::readlink(path.c_str(), text.data(), text.size());
    return length > 0 ? std::string(text.data(), size_t(length)) : std::string();
}

ContentHash hashContent(const std::string &path, qint64 limit)
{
    ContentHash result;
    // Not blocking: what was a file a moment ago may be a pipe now.
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!fd)
        return result;
    struct stat status = {};
    result.stamp = toStamp(::fstat(fd.get(), &status), status);
    if (result.stamp.kind != FileKind::File || result.stamp.size > limit)
        return result;

    std::array<char, kBlock> block;
    qint64 total = 0;
    quint64 hash = 0x9e3779b97f4a7c15ULL;
    for (;;) {
        const ssize_t got = readBlock(fd.get(), block);
        total += qint64(got);
        if (got < 0 || total > limit)
            return result;
        if (got > 0)
            hash = quint64(qHashBits(block.data(), size_t(got), size_t(hash)));
        if (size_t(got) < block.size())
            break;
    }
    result.stamp = toStamp(::fstat(fd.get(), &status), status);
    result.hash = hash ? hash : 1;
    return result;
}

DirectoryReader::DirectoryReader()
    : m_handle(nullptr, [](void *handle) {
        if (handle)
            ::closedir(static_cast<DIR *>(handle));
    })
{}

PathError DirectoryReader::open(const std::string &path)
{
    m_handle.reset(::opendir(path.c_str()));
    if (m_handle)
        return PathError::None;
    switch (errno) {
    case EACCES:
    case EPERM:
        return PathError::Denied;
    case ENOENT:
    case ENOTDIR:
        return PathError::Missing;
    default:
        return PathError::Other;
    }
}

bool DirectoryReader::next(std::string &name)
{
    while (m_handle) {
        const dirent *entry = ::readdir(static_cast<DIR *>(m_handle.get()));
        if (!entry) {
            m_handle.reset();
            break;
        }
        name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        if (entry->d_type == DT_FIFO || entry->d_type == DT_SOCK || entry->d_type == DT_CHR
            || entry->d_type == DT_BLK)
            continue;
        return true;
    }
    return false;
}

} // namespace qilin
