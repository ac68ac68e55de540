// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/tree.h"

#include <utility>

namespace qilin {

std::string Directory::below(const std::string &entry) const
{
    const size_t begin
        = path.size() > rootLength ? rootLength + (path[rootLength] == '/') : path.size();
    std::string result(path, begin);
    if (!result.empty())
        result += '/';
    return result += entry;
}

Directory &Tree::add(Directory *parent, const std::string &path, const FileStamp &stamp)
{
    const quint32 id = ++m_lastId;
    Directory &directory = m_directories[id];
    directory.id = id;
    directory.path = path;
    directory.parent = parent ? parent->id : 0;
    directory.rootLength = parent ? parent->rootLength : path.size();
    setInode(directory, stamp);
    return directory;
}

Directory Tree::take(Directory &directory)
{
    setWatch(directory, -1);
    clearInode(directory);
    return std::move(m_directories.extract(directory.id).mapped());
}

Directory *Tree::find(quint32 id)
{
    const auto found = m_directories.find(id);
    return found == m_directories.end() ? nullptr : &found->second;
}

Directory *Tree::findWatch(int watch)
{
    const auto found = m_byWatch.find(watch);
    return found == m_byWatch.end() ? nullptr : find(found->second);
}

Directory *Tree::findInode(const FileStamp &stamp)
{
    const auto found = m_byInode.find({stamp.device, stamp.inode});
    return found == m_byInode.end() ? nullptr : find(found->second);
}

void Tree::setInode(Directory &directory, const FileStamp &stamp)
{
    clearInode(directory);
    directory.device = stamp.device;
    directory.inode = stamp.inode;
    m_byInode[{stamp.device, stamp.inode}] = directory.id;
}

void Tree::clearInode(const Directory &directory)
{
    const auto found = m_byInode.find({directory.device, directory.inode});
    if (found != m_byInode.end() && found->second == directory.id)
        m_byInode.erase(found);
}

void Tree::setWatch(Directory &directory, int watch)
{
    const auto found = m_byWatch.find(directory.watch);
    if (found != m_byWatch.end() && found->second == directory.id)
        m_byWatch.erase(found);
    directory.watch = watch;
    if (watch >= 0)
        m_byWatch[watch] = directory.id;
}

void Tree::forEach(const std::function<void(Directory &)> &visit)
{
    for (auto &[id, directory] : m_directories)
        visit(directory);
}

} // namespace qilin
