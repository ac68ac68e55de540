// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/known.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace qilin {

// A file, link or directory in a directory.
struct Entry
{
    Known known;
    quint32 child = 0; // of a directory that is watched under this name: its number
};

// One watched directory and what is known of its entries.
struct Directory
{
    enum class Hold : quint8 { None, Native, Polled };

    quint32 id = 0;
    quint32 parent = 0; // 0: a root
    quint64 device = 0;
    quint64 inode = 0;
    std::string path;
    size_t rootLength = 0; // of the path of its root
    int watch = -1;        // Native: inotify's number
    Hold hold = Hold::None;
    bool isRemote = false;
    bool isUnhashed = false; // waits in the queue for reading contents
    std::map<std::string, Entry> entries;

    [[nodiscard]] std::string name() const { return path.substr(path.rfind('/') + 1); }
    // Path of an entry below the root, for the ignore rules.
    [[nodiscard]] std::string below(const std::string &entry) const;
    [[nodiscard]] bool is(const FileStamp &stamp) const
    {
        return stamp.kind == FileKind::Directory && stamp.device == device && stamp.inode == inode;
    }
};

// All watched directories, by number, by inotify's number and by inode. No inode is in it twice, so
// that links cannot make it endless.
class Tree final
{
public:
    Directory &add(Directory *parent, const std::string &path, const FileStamp &stamp);
    Directory take(Directory &directory); // itself only, not what is below

    [[nodiscard]] Directory *find(quint32 id);
    [[nodiscard]] Directory *findWatch(int watch);
    [[nodiscard]] Directory *findInode(const FileStamp &stamp);

    void setInode(Directory &directory, const FileStamp &stamp);
    void setWatch(Directory &directory, int watch); // -1: none

    [[nodiscard]] size_t size() const { return m_directories.size(); }
    void forEach(const std::function<void(Directory &)> &visit);

private:
    struct Inode
    {
        quint64 device, inode;
        bool operator==(const Inode &other) const
        {
            return device == other.device && inode == other.inode;
        }
    };
    struct Hash
    {
        size_t operator()(const Inode &key) const noexcept
        {
            return size_t(key.inode * 0x9e3779b97f4a7c15ULL ^ key.device);
        }
    };
    void clearInode(const Directory &directory);

    quint32 m_lastId = 0;
    std::unordered_map<quint32, Directory> m_directories;
    std::unordered_map<int, quint32> m_byWatch;
    std::unordered_map<Inode, quint32, Hash> m_byInode;
};

} // namespace qilin
