// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/log.h"
#include "core/platform/cgroup.h"
#include "core/platform/cgroupdir.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr mode_t kMode = 0755;

QList<QByteArray> linesOf(const QByteArray &path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

// Our path in the hierarchy: "0::PATH" (cgroups(7)). Empty: there is none.
QByteArray ownPath(const QByteArray &root)
{
    for (const QByteArray &line : linesOf(root + "/proc/self/cgroup")) {
        if (line.startsWith("0::/"))
            return line.mid(3);
    }
    return {};
}

// Where that path is to be found, below a mount of that hierarchy or of a part of it
// (proc_pid_mountinfo(5)). Empty: it is not mounted.
QByteArray ownDirectory(const QByteArray &root)
{
    const QByteArray path = ownPath(root);
    QByteArray directory;
    for (const QByteArray &line : linesOf(root + "/proc/self/mountinfo")) {
        const QList<QByteArray> words = line.split(' ');
        const qsizetype dash = words.indexOf("-");
        if (path.isEmpty() || dash < 6 || words.value(dash + 1) != "cgroup2")
            continue;
        const QByteArray top = words[3] == "/" ? QByteArray() : words[3];
        if (path == top || path.startsWith(top + '/'))
            directory = root + words[4] + (path == "/" ? QByteArray() : path.mid(top.size()));
    }
    return directory;
}

// Also false in a namespace that shows us another cgroup under this path.
bool mayUse(const QByteArray &directory)
{
    const QByteArray members = directory + "/cgroup.procs";
    return ::faccessat(AT_FDCWD, members.constData(), W_OK, AT_EACCESS) == 0
           && linesOf(members).contains(QByteArray::number(::getpid()));
}

// Below a threaded cgroup, or one with controllers on, it would not (cgroups(7)).
bool takesProcesses(const QByteArray &directory)
{
    return linesOf(directory + "/cgroup.type").value(0) == "domain"
           && ::faccessat(AT_FDCWD, (directory + "/cgroup.procs").constData(), W_OK, AT_EACCESS)
                  == 0;
}

UniqueFd openLocked(const QByteArray &directory)
{
    UniqueFd fd(::open(directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
        fd.reset();
    return fd;
}

// Those of daemons that were killed, and their guards too. The lock tells where the pid does not:
// in another pid namespace.
void removeStale(const QByteArray &directory)
{
    const QStringList names
        = QDir(QFile::decodeName(directory))
              .entryList({QLatin1StringView(kHomeHead) + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const pid_t pid = name.section(u'-', 2, 2).toInt();
        const bool isAlive
            = pid > 0 && pid != ::getpid() && (::kill(pid, 0) == 0 || errno == EPERM);
        const QByteArray stale = directory + '/' + QFile::encodeName(name);
        if (!isAlive && openLocked(stale))
            removeGroup(stale.constData());
    }
}

} // namespace

Cgroups::Cgroups(const QByteArray &instance, const QByteArray &root)
    : m_name(kHomeHead + QByteArray::number(::getpid()) + '-' + instance)
{
    const QByteArray directory = ownDirectory(root);
    if (!directory.isEmpty() && mayUse(directory))
        settle(root, directory);
    if (m_home.isEmpty())
        qCDebug(lcDaemon) << "process trees are known by tags: no cgroup may be made in"
                          << (directory.isEmpty() ? "any hierarchy of version 2" : directory);
    else
        qCDebug(lcDaemon) << "process trees have cgroups in" << m_home;
}

void Cgroups::settle(const QByteArray &root, const QByteArray &directory)
{
    const QByteArray home = directory + '/' + m_name;
    if (::mkdir(home.constData(), kMode) != 0)
        return;
    m_lock = openLocked(home);
    if (m_lock && (!root.isEmpty() || takesProcesses(home)))
        m_home = home;
    else
        ::rmdir(home.constData());
    removeStale(directory);
}

Cgroups::~Cgroups()
{
    if (!m_home.isEmpty())
        removeGroup(m_home.constData());
}

QByteArray Cgroups::directoryOf(int key) const
{
    return m_home + '/' + kGroupHead + QByteArray::number(key);
}

bool Cgroups::make(int key)
{
    if (m_home.isEmpty())
        return false;
    const QByteArray directory = directoryOf(key);
    if (::mkdir(directory.constData(), kMode) != 0 && errno != EEXIST) {
        const QString reason = qt_error_string(errno); // cgroup.max.descendants, say
        qCDebug(lcDaemon) << directory << "cannot be made:" << reason;
        return false;
    }
    m_made.insert(key);
    return true;
}

bool Cgroups::isPopulated(int key) const
{
    return m_made.contains(key) && isGroupPopulated(directoryOf(key).constData());
}

void Cgroups::kill(int key)
{
    if (m_made.contains(key))
        killGroup(directoryOf(key).constData());
}

void Cgroups::remove(int key)
{
    if (m_made.contains(key) && removeGroup(directoryOf(key).constData()))
        m_made.remove(key);
}

std::optional<int> Cgroups::keyOf(pid_t pid) const
{
    return m_home.isEmpty() ? std::nullopt : groupKeyOf(pid, m_name.constData());
}

} // namespace qilin
