// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/chain.h"

#include "core/watch/known.h"

#include <algorithm>
#include <deque>

namespace qilin {

namespace {

constexpr int kMaxLinks = 40; // path_resolution(7)

void prepend(std::deque<std::string> &names, const std::string &path)
{
    std::vector<std::string> parts;
    for (size_t begin = 0; begin < path.size();) {
        const size_t end = std::min(path.find('/', begin), path.size());
        if (end > begin)
            parts.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    names.insert(names.begin(), parts.begin(), parts.end());
}

void insertOnce(std::vector<std::string> &list, const std::string &path)
{
    if (std::find(list.begin(), list.end(), path) == list.end())
        list.push_back(path);
}

} // namespace

std::string parentOf(const std::string &path)
{
    const size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

std::string joined(const std::string &directory, const std::string &name)
{
    std::string path;
    path.reserve(directory.size() + 1 + name.size());
    path = directory;
    if (path.back() != '/')
        path += '/';
    return path += name;
}

Chain resolveChain(const std::string &path)
{
    Chain chain;
    std::deque<std::string> names;
    prepend(names, path);
    std::string at = "/";
    for (int links = 0; !names.empty();) {
        const std::string name = names.front();
        names.pop_front();
        if (name == ".")
            continue;
        if (name == "..") {
            at = parentOf(at);
            continue;
        }
        const std::string next = joined(at, name);
        const FileKind kind = linkStamp(next).kind;
        if (kind == FileKind::Directory) {
            at = next;
            continue;
        }
        insertOnce(chain.directories, at);
        if (kind != FileKind::Link || ++links > kMaxLinks) {
            const bool isEnd = names.empty() || kind == FileKind::Denied;
            if (isEnd && kind != FileKind::Missing && kind != FileKind::Link) {
                chain.target = next;
                chain.kind = kind;
            }
            return chain;
        }
        const std::string text = linkText(next);
        chain.links = hashLinkText(text, chain.links);
        prepend(names, text);
        if (text.rfind('/', 0) == 0)
            at = "/";
    }
    insertOnce(chain.directories, parentOf(at));
    chain.target = at;
    chain.kind = FileKind::Directory;
    return chain;
}

} // namespace qilin
