// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/treescan.h"

#include "core/watch/chain.h"

#include <algorithm>
#include <chrono>

namespace qilin {

namespace {

constexpr qint64 kReadLimit = 8 * 1024 * 1024;
constexpr unsigned kReadEvery = 128;       // steps, whatever else there is to do
constexpr qint64 kClockSlack = 20'000'000; // ns: the file system's clock is behind by a tick
constexpr size_t kLongestPath = 4095;      // PATH_MAX without the 0

qint64 now()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

// When the change was made that left `known` at path.
qint64 timeOf(const std::string &path, const Known &known)
{
    if (known.isContent())
        return std::max(known.stamp.changed, known.link ? linkStamp(path).changed : 0);
    std::string parent = path;
    FileStamp stamp;
    do {
        parent = parentOf(parent);
        stamp = fileStamp(parent);
    } while (stamp.kind == FileKind::Missing && parent != "/");
    return stamp.changed;
}

} // namespace

TreeScan::TreeScan(Tree &tree, Host &host)
    : m_tree(tree)
    , m_host(host)
    , m_pass(tree, m_queue)
{}

void TreeScan::setRoot(const std::string &path, Report report)
{
    m_roots.emplace(path, 0);
    m_queue.look({0, path}, report);
}

void TreeScan::removeRoot(const std::string &path)
{
    const auto root = m_roots.find(path);
    if (root == m_roots.end())
        return;
    Directory *directory = m_tree.find(root->second);
    m_roots.erase(root);
    m_aliases.erase(Key(0, path));
    if (directory)
        drop(*directory, Report::No);
}

void TreeScan::setIgnore(IgnoreRules rules)
{
    m_formerRules.push_back(std::exchange(m_rules, std::move(rules)));
    std::vector<Key> ignored; // from now on
    m_tree.forEach([&](Directory &directory) {
        for (const auto &[name, entry] : directory.entries) {
            if (m_rules.ignores(directory.below(name))
                || (entry.known.stamp.kind == FileKind::File && m_rules.isOwn(name)))
                ignored.emplace_back(directory.id, name);
        }
    });
    for (const auto &[id, name] : ignored) {
        const Entry *entry = entryOf({id, name}); // may have gone with another
        if (!entry)
            continue;
        if (Directory *child = m_tree.find(entry->child))
            drop(*child, Report::No);
        else
            erase(*m_tree.find(id), name);
    }
    scanAll();
}

void TreeScan::mark(Directory &directory, const std::string &name, Report report)
{
    m_queue.look({directory.id, name}, report);
}

void TreeScan::markSelf(Directory &directory)
{
    if (directory.parent != 0)
        m_queue.look({directory.parent, directory.name()}, Report::Yes);
    else
        m_queue.look({0, directory.path}, Report::Yes);
}

void TreeScan::scan(Directory &directory, Report report)
{
    m_queue.scan(directory.id, report);
}

void TreeScan::scanAll()
{
    for (const auto &root : m_roots)
        m_queue.look({0, root.first}, Report::Yes);
    m_tree.forEach([this](Directory &directory) { scan(directory, Report::Yes); });
}

void TreeScan::markLinks()
{
    for (auto key = m_linkEntries.begin(); key != m_linkEntries.end();) {
        const bool isThere = entryOf(*key) != nullptr;
        if (isThere)
            m_queue.look(*key, Report::Yes);
        key = isThere ? std::next(key) : m_linkEntries.erase(key);
    }
}

void TreeScan::forget()
{
    m_forgotAt = now();
    m_queue.weaken();
    for (auto &item : m_dropped)
        item.second = std::min(item.second, Report::IfLater);
    m_pass.weaken();
}

bool TreeScan::step()
{
    if (!m_dropped.empty()) {
        noteDropped();
        return true;
    }
    const bool canRead = m_pass.isOpen() || m_queue.hasScans();
    const bool mustRead = canRead && ++m_steps % kReadEvery == 0;
    if (const auto look = mustRead ? std::nullopt : m_queue.takeLook()) {
        examine(look->first, look->second, Links::Later);
    } else if (m_pass.isOpen()) {
        m_pass.step();
    } else if (canRead) {
        beginPass();
    } else if (const auto link = m_queue.takeLink()) {
        examine(link->first, link->second, Links::Now);
    } else {
        m_formerRules.clear();
        return false;
    }
    return true;
}

void TreeScan::beginPass()
{
    const auto scan = *m_queue.takeScan();
    Directory *directory = m_tree.find(scan.first);
    if (!directory)
        return;
    if (directory->hold == Directory::Hold::Polled)
        m_host.hold(*directory);
    switch (m_pass.begin(*directory, scan.second)) {
    case PathError::Denied:
        m_host.refuse(Complaint::Unreadable, directory->path);
        break;
    case PathError::Missing:
        markSelf(*directory);
        break;
    case PathError::Limit:
    case PathError::Other: // too many open files, say
        m_host.unread(*directory, scan.second);
        break;
    case PathError::None:
        break;
    }
}

void TreeScan::examine(const Key &key, Report report, Links links)
{
    if (key.first == 0)
        return examineRoot(key.second, report);
    Directory *directory = m_tree.find(key.first);
    if (!directory || m_rules.ignores(directory->below(key.second)))
        return;
    const std::string path = joined(directory->path, key.second);
    if (path.size() > kLongestPath)
        return m_host.refuse(Complaint::TooLong, directory->path);

    Known now = look(path);
    if (now.stamp.kind == FileKind::Denied)
        return m_host.refuse(Complaint::Unreadable, path);
    if (now.stamp.kind == FileKind::Other
        || (now.stamp.kind == FileKind::File && m_rules.isOwn(key.second)))
        now = {};
    if (now.link != 0)
        m_linkEntries.insert(key);

    if (now.stamp.kind != FileKind::Directory)
        examineContent(*directory, key.second, now, report);
    else if (now.link != 0 && links == Links::Later)
        m_queue.follow(key, report);
    else
        examineDirectory(key, now, report);
}

void TreeScan::examineRoot(const std::string &path, Report report)
{
    const auto root = m_roots.find(path);
    if (root == m_roots.end())
        return;
    const FileStamp stamp = fileStamp(path);
    Directory *directory = m_tree.find(root->second);
    if (stamp.kind == FileKind::Denied) {
        m_host.refuse(Complaint::Unreadable, path);
    } else if (stamp.kind != FileKind::Directory) {
        if (directory)
            drop(*directory, report);
    } else {
        const quint32 id = adopt(0, path, root->second, stamp, report);
        root->second = id;
        if (id == 0)
            m_aliases.insert(Key(0, path));
    }
}

void TreeScan::examineDirectory(const Key &key, const Known &now, Report report)
{
    Directory *directory = m_tree.find(key.first);
    const std::string path = joined(directory->path, key.second);
    Entry &entry = directory->entries[key.second];
    const Known before = entry.known;
    if (before.stamp.kind == FileKind::File)
        --m_files;
    entry.known = now;
    // A directory is no content by itself, but a link to one is.
    if ((before.isContent() || now.isContent())
        && (before.stamp.kind != FileKind::Directory || before.link != now.link))
        note(path, before, now, report);

    const quint32 id = adopt(key.first, path, entry.child, now.stamp, report);
    Entry *adopted = entryOf(key);
    if (!adopted)
        return; // it went with the former place of the directory
    adopted->child = id;
    if (id == 0)
        m_aliases.insert(key);
}

Entry *TreeScan::entryOf(const Key &key)
{
    Directory *directory = m_tree.find(key.first);
    if (!directory)
        return nullptr;
    const auto entry = directory->entries.find(key.second);
    return entry == directory->entries.end() ? nullptr : &entry->second;
}

quint32 TreeScan::adopt(quint32 parent, const std::string &path, quint32 current,
                        const FileStamp &stamp, Report report)
{
    if (Directory *owner = m_tree.findInode(stamp); owner && owner->id != current) {
        // The same directory elsewhere: by a link, a nested root, or because it was moved here.
        if (owner->is(fileStamp(owner->path)))
            return 0;
        drop(*owner, report);
        if (parent != 0 && !m_tree.find(parent))
            return 0;
    }
    Directory *directory = m_tree.find(current);
    if (directory && directory->is(stamp) && directory->hold != Directory::Hold::None)
        return current;
    if (directory) {
        m_host.release(*directory);
        m_tree.setInode(*directory, stamp);
    } else {
        directory = &m_tree.add(m_tree.find(parent), path, stamp);
    }
    m_host.hold(*directory);
    scan(*directory, report);
    return directory->id;
}

void TreeScan::examineContent(Directory &directory, const std::string &name, Known now,
                              Report report)
{
    const std::string path = joined(directory.path, name);
    Known before;
    auto entry = directory.entries.find(name);
    if (entry != directory.entries.end()) {
        before = entry->second.known;
        if (Directory *child = m_tree.find(entry->second.child)) {
            drop(*child, report); // and the entry with it
            entry = directory.entries.end();
        }
    }
    if (!now.isContent()) {
        if (entry != directory.entries.end())
            erase(directory, name);
        if (before.isContent())
            note(path, before, now, report);
        return;
    }
    if (!before.isContent()) {
        const std::string below = directory.below(name);
        if (std::any_of(m_formerRules.begin(), m_formerRules.end(), [&](const IgnoreRules &rules) {
                return rules.ignores(below) || rules.isOwn(name);
            }))
            report = Report::No;
    }
    const bool isChanged = !before.isContent() || differs(path, before, now, kReadLimit);
    m_files += int(now.stamp.kind == FileKind::File)
               - int(entry != directory.entries.end() && before.stamp.kind == FileKind::File);
    directory.entries[name] = Entry{now, 0};
    if (now.stamp.kind == FileKind::File && !now.tried)
        m_host.unhashed(directory, name);
    if (isChanged)
        note(path, before, now, report);
}

void TreeScan::erase(Directory &directory, const std::string &name)
{
    const auto entry = directory.entries.find(name);
    if (entry->second.known.stamp.kind == FileKind::File)
        --m_files;
    directory.entries.erase(entry);
}

void TreeScan::drop(Directory &directory, Report report)
{
    detach(directory, report);
    std::vector<quint32> left = {directory.id};
    while (!left.empty()) {
        Directory *next = m_tree.find(left.back());
        left.pop_back();
        for (const auto &item : next->entries) {
            if (item.second.child != 0)
                left.push_back(item.second.child);
        }
        m_host.release(*next);
        m_dropped.emplace_back(m_tree.take(*next), report);
    }
    // One of these may have to take over what was watched here.
    for (const auto &[id, name] : std::exchange(m_aliases, {})) {
        if (id == 0 || m_tree.find(id))
            m_queue.look({id, name}, report);
    }
}

void TreeScan::noteDropped()
{
    const auto [directory, report] = std::move(m_dropped.back());
    m_dropped.pop_back();
    for (const auto &[name, entry] : directory.entries) {
        if (entry.known.stamp.kind == FileKind::File)
            --m_files;
        if (entry.known.isContent())
            note(joined(directory.path, name), entry.known, {}, report);
    }
}

void TreeScan::detach(Directory &directory, Report report)
{
    if (directory.parent == 0) {
        const auto root = m_roots.find(directory.path);
        if (root != m_roots.end() && root->second == directory.id) {
            root->second = 0;
            m_queue.look({0, directory.path}, report);
        }
    } else if (Directory *parent = m_tree.find(directory.parent)) {
        parent->entries.erase(directory.name());
        m_queue.look({parent->id, directory.name()}, report);
    }
}

void TreeScan::note(const std::string &path, const Known &before, const Known &now, Report report)
{
    if (report == Report::IfLater)
        report = timeOf(path, now) >= m_forgotAt - kClockSlack ? Report::Yes : Report::No;
    if (report == Report::Yes)
        m_host.notice(path, before, now);
}

} // namespace qilin
