// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/pending.h"

#include <QFile>

namespace qilin {

namespace {

constexpr size_t kKept = 5000;
constexpr int kReported = 1000;
constexpr qint64 kReadLimit = 8 * 1024 * 1024;

bool isBack(const std::string &path, const Known &before, Known now)
{
    if (before.isContent() != now.isContent())
        return false;
    if (!before.isContent())
        return true;
    if (before.stamp.kind != now.stamp.kind || before.link != now.link)
        return false;
    if (before.stamp.kind != FileKind::File)
        return true;
    if (before.stamp.size != now.stamp.size || before.hash == 0)
        return before.stamp == now.stamp && before.settled;
    if (now.hash == 0)
        now.hash = hashContent(path, kReadLimit).hash;
    return now.hash == before.hash;
}

} // namespace

void Pending::note(const std::string &path, const Known &before, const Known &now, Time when)
{
    const auto found = m_items.find(path);
    if (found == m_items.end()) {
        if (m_items.size() < kKept) {
            m_items.emplace(path, Item{before, when});
            ++m_changed;
        } else {
            m_more = true;
        }
        return;
    }
    Item &item = found->second;
    const bool wasBack = item.isBack;
    if (wasBack)
        item.since = when;
    item.isBack = when - item.since <= std::chrono::seconds(1) && isBack(path, item.before, now);
    m_changed += int(wasBack) - int(item.isBack);
}

void Pending::clear()
{
    m_items.clear();
    m_changed = 0;
    m_more = false;
}

QStringList Pending::take()
{
    QStringList files;
    for (const auto &[path, item] : m_items) {
        if (files.size() == kReported)
            break;
        if (!item.isBack)
            files.append(QFile::decodeName(QByteArray::fromStdString(path)));
    }
    files.sort();
    clear();
    return files;
}

} // namespace qilin
