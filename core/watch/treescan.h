// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/changesource.h"
#include "core/watch/entrypass.h"
#include "core/watch/ignore.h"
#include "core/watch/tree.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace qilin {

// Compares trees on disk with what is known of them, in small steps. Events only say where to look;
// what is there when it is looked at decides.
class TreeScan final
{
    Q_DISABLE_COPY_MOVE(TreeScan)

public:
    class Host
    {
    public:
        virtual void hold(Directory &directory) = 0;    // watch it, or try again to
        virtual void release(Directory &directory) = 0; // it goes, or another inode takes its place
        virtual void unhashed(Directory &directory, const std::string &name) = 0; // content unread
        virtual void unread(Directory &directory, Report report) = 0; // scan it again in a while
        virtual void notice(const std::string &path, const Known &before, const Known &now) = 0;
        virtual void refuse(Complaint complaint, const std::string &path) = 0;

    protected:
        ~Host() = default;
    };

    TreeScan(Tree &tree, Host &host);

    void setIgnore(IgnoreRules rules); // what was ignored so far is learned in silence
    void setRoot(const std::string &path, Report report); // add it, or look at it again
    void removeRoot(const std::string &path);

    // Look at an entry; at the directory itself; at all its entries; everywhere.
    void mark(Directory &directory, const std::string &name, Report report);
    void markSelf(Directory &directory);
    void scan(Directory &directory, Report report);
    void scanAll();
    void markLinks(); // what they lead to may be out of any tree

    // Differences there are by now are not told.
    void forget();

    bool step(); // a file or a bit of a directory; false: nothing to do
    [[nodiscard]] bool isBusy() const
    {
        return !m_queue.isEmpty() || m_pass.isOpen() || !m_dropped.empty();
    }
    [[nodiscard]] int files() const { return m_files; }
    [[nodiscard]] int links() const { return int(m_linkEntries.size()); }

private:
    using Key = ScanQueue::Key;
    enum class Links { Later, Now };

    void examineRoot(const std::string &path, Report report);
    void examine(const Key &key, Report report, Links links);
    void examineDirectory(const Key &key, const Known &now, Report report);
    void examineContent(Directory &directory, const std::string &name, Known now, Report report);
    quint32 adopt(quint32 parent, const std::string &path, quint32 current, const FileStamp &stamp,
                  Report report);
    Entry *entryOf(const Key &key);
    void drop(Directory &directory, Report report);
    void detach(Directory &directory, Report report);
    void erase(Directory &directory, const std::string &name);
    void noteDropped();
    void beginPass();
    void note(const std::string &path, const Known &before, const Known &now, Report report);

    Tree &m_tree;
    Host &m_host;
    IgnoreRules m_rules;
    std::vector<IgnoreRules> m_formerRules; // until the trees are compared with the new ones
    std::map<std::string, quint32> m_roots; // directory; 0: not there, or watched elsewhere
    ScanQueue m_queue;
    std::vector<std::pair<Directory, Report>> m_dropped; // no longer there, files not noted yet
    std::set<Key> m_aliases; // lead to a directory that is watched elsewhere
    std::set<Key> m_linkEntries;
    unsigned m_steps = 0;
    EntryPass m_pass;
    qint64 m_forgotAt = 0; // ns since 1970
    int m_files = 0;
};

} // namespace qilin
