// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/watcher.h"

#include "core/watch/filewatcher.h"
#include "core/watch/treewatcher.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

std::vector<std::string> toPaths(const QStringList &written)
{
    std::vector<std::string> paths;
    for (const QString &path : written)
        paths.push_back(QFile::encodeName(QDir::cleanPath(path)).toStdString());
    return paths;
}

} // namespace

Watcher::Watcher(QObject *parent)
    : Watcher(WatchSystem(), parent)
{}

Watcher::Watcher(const WatchSystem &system, QObject *parent)
    : QObject(parent)
    , m_files(std::make_unique<FileWatcher>(system))
    , m_trees(std::make_unique<TreeWatcher>(system))
    , m_quiet([this] { onQuiet(); })
{
    connectSource(*m_files);
    connectSource(*m_trees);
    connect(m_files.get(), &FileWatcher::directoryFound, m_trees.get(), &TreeWatcher::learnRoot);
    connect(m_files.get(), &FileWatcher::directoryChanged, m_trees.get(),
            &TreeWatcher::compareRoot);
}

Watcher::~Watcher() = default;

void Watcher::connectSource(ChangeSource &source)
{
    connect(&source, &ChangeSource::noticed, this, &Watcher::onNoticed);
    connect(&source, &ChangeSource::settled, this, &Watcher::onSettled);
    connect(&source, &ChangeSource::complained, this,
            [this](Complaint complaint, const std::string &path) {
                m_complaints.add(complaint, path);
            });
}

void Watcher::setPlan(const WatchPlan &plan)
{
    const std::vector<std::string> paths = toPaths(plan.paths);
    m_quiet.setInterval(plan.quiet);
    m_complaints.reset();
    if (m_plan) {
        for (const std::string &path : toPaths(m_plan->paths)) {
            if (std::find(paths.begin(), paths.end(), path) == paths.end())
                m_trees->removeRoot(path);
        }
    }
    if (!m_plan || m_plan->ignore != plan.ignore || m_plan->ownFiles != plan.ownFiles)
        m_trees->setIgnore(IgnoreRules(plan.ignore, plan.ownFiles));
    if (paths.empty()) { // what was seen so far is not wanted any more
        m_pending.clear();
        m_quiet.cancel();
        m_isDue = false;
    }
    m_plan = plan;
    m_isReady = false;
    m_files->setPaths(paths);
}

void Watcher::forgetPending()
{
    m_files->forget(); // may find that a tree is to be compared
    m_trees->forget();
    m_pending.clear();
    m_quiet.cancel();
    m_isDue = false;
}

int Watcher::watching() const
{
    return status().watching;
}

QString Watcher::backend() const
{
    const SourceStatus now = status();
    if (!now.polling)
        return u"inotify"_s;
    return now.native ? u"inotify+polling"_s : u"polling"_s;
}

void Watcher::onNoticed(const std::string &path, const Known &before, const Known &now)
{
    m_pending.note(path, before, now, std::chrono::steady_clock::now());
    m_isDue = false;
    if (m_pending.isEmpty())
        m_quiet.cancel();
    else
        m_quiet.touch();
}

void Watcher::onQuiet()
{
    m_trees->drain();
    m_isDue = true;
    report();
}

void Watcher::onSettled()
{
    const SourceStatus now = status();
    const bool isOther = now.watching != m_status.watching || now.native != m_status.native
                         || now.polling != m_status.polling;
    m_status = now;
    if (isOther)
        emit statusChanged();
    for (const QString &line : m_complaints.take())
        emit problem(line);
    if (!m_isReady && m_plan && m_files->isReady() && m_trees->isReady()) {
        m_isReady = true;
        emit ready();
    }
    report();
}

void Watcher::report()
{
    if (!m_isDue || m_files->isBusy() || m_trees->isBusy())
        return;
    m_isDue = false;
    if (!m_pending.isEmpty())
        emit changed(m_pending.take());
}

SourceStatus Watcher::status() const
{
    const SourceStatus files = m_files->status();
    SourceStatus both = m_trees->status();
    both.watching += files.watching;
    both.native = both.native || files.native;
    both.polling = both.polling || files.polling;
    return both;
}

} // namespace qilin
