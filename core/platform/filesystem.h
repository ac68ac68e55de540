// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <memory>
#include <string>

// What watching files needs to know of them. Paths and names are the system's own bytes.
namespace qilin {

enum class FileKind : quint8 {
    Missing,
    Denied, // there may be something, but this process may not look
    File,
    Directory,
    Link,
    Other, // device, socket, pipe
};

// Why a path cannot be watched or read.
enum class PathError : quint8 { None, Missing, Denied, Limit, Other };

struct FileStamp
{
    FileKind kind = FileKind::Missing;
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;     // bytes
    qint64 modified = 0; // ns since 1970
    qint64 changed = 0;  // ns since 1970: the inode's own time, set by the kernel alone

    bool operator==(const FileStamp &other) const
    {
        return kind == other.kind && device == other.device && inode == other.inode
               && size == other.size && modified == other.modified && changed == other.changed;
    }
    bool operator!=(const FileStamp &other) const { return !(*this == other); }
};

[[nodiscard]] FileStamp fileStamp(const std::string &path);  // follows links
[[nodiscard]] FileStamp linkStamp(const std::string &path);  // does not follow the last one
[[nodiscard]] std::string linkText(const std::string &path); // empty if it is no link

// True where other machines, or programs the kernel does not see, may write: NFS, SMB, 9p, FUSE, …
// (magic numbers of statfs(2)).
[[nodiscard]] bool isRemoteFileSystem(const std::string &path);

struct ContentHash
{
    quint64 hash = 0; // 0: no regular file, longer than the limit, or it could not be read
    FileStamp stamp;  // after the last byte was read
};

// Reads the whole file, so give a limit in bytes.
[[nodiscard]] ContentHash hashContent(const std::string &path, qint64 limit);

// Reads a directory bit by bit. Files, links and directories only.
class DirectoryReader final
{
public:
    DirectoryReader();

    PathError open(const std::string &path);
    [[nodiscard]] bool isOpen() const { return m_handle != nullptr; }
    [[nodiscard]] bool next(std::string &name); // false: that was all, and it is closed

private:
    std::unique_ptr<void, void (*)(void *)> m_handle; // a DIR
};

} // namespace qilin
