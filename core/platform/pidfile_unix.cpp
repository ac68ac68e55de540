// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/pidfile.h"
#include "core/platform/procstat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kTries = 10; // against other processes that create and remove it meanwhile
constexpr mode_t kMode = 0644;
constexpr qint64 kClockSlackS = 2;

struct Faults
{
    Q_DECLARE_TR_FUNCTIONS(PidFile)

public:
    static Error system(const QByteArray &path, int code)
    {
        return {tr("pidfile %1: %2").arg(QFile::decodeName(path), qt_error_string(code)), code};
    }
    static Error alive(const QByteArray &path, qint64 pid)
    {
        return {tr("pidfile %1 belongs to process %2, which is running; stop it first, or name "
                   "another pidfile")
                    .arg(QFile::decodeName(path))
                    .arg(pid),
                EEXIST};
    }
    static Error starting(const QByteArray &path)
    {
        return {tr("pidfile %1 is in use by another process that is just starting or stopping")
                    .arg(QFile::decodeName(path)),
                EEXIST};
    }
    static Error foreign(const QByteArray &path)
    {
        return {tr("pidfile %1 exists and is no pidfile; remove it, or name another pidfile")
                    .arg(QFile::decodeName(path)),
                EEXIST};
    }
};

// The pid in the file; 0 if it is empty, -1 if it holds anything else.
qint64 pidIn(int file)
{
    char text[32];
    const ssize_t size = ::pread(file, text, sizeof text, 0);
    if (size < 0 || size == ssize_t(sizeof text))
        return -1;
    const QByteArray number = QByteArray(text, size).trimmed();
    if (number.isEmpty())
        return 0;
    bool ok = false;
    const int pid = number.toInt(&ok);
    return ok && pid > 0 ? pid : -1;
}

// False also for a process that got the number later, as after a reboot: it started after the file
// was written.
bool wroteItAndLives(qint64 pid, const struct stat &file)
{
    if (pid <= 0 || pid == ::getpid() || (::kill(pid_t(pid), 0) != 0 && errno == ESRCH))
        return false;
    const std::optional<ProcessInfo> process = readProcess(pid_t(pid));
    if (!process)
        return true; // alive, and hidden from us
    const qint64 bootedAt = QDateTime::currentMSecsSinceEpoch() - msSinceBoot();
    const qint64 startedAt = bootedAt + qint64(process->startTime) * 1000 / clockTicksPerSecond();
    return process->state != 'Z' && startedAt / 1000 <= file.st_mtim.tv_sec + kClockSlackS;
}

bool isAt(const QByteArray &path, int file)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(file, &open) == 0 && ::lstat(path.constData(), &named) == 0
           && open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

bool writePid(int file)
{
    const QByteArray text = QByteArray::number(::getpid()) + '\n';
    return ::write(file, text.constData(), size_t(text.size())) == text.size();
}

// A locked new file with our pid, by exclusive creation.
UniqueFd createAt(const QByteArray &path)
{
    UniqueFd file(
        ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kMode));
    if (!file)
        return file;
    if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0 && writePid(file.get()))
        return file;
    const int code = errno;
    if (isAt(path, file.get()))
        ::unlink(path.constData());
    file.reset();
    errno = code;
    return file;
}

// Nothing wrong: the file at path is one of a process that has gone, and locked by us.
std::optional<Error> claimStale(const QByteArray &path, int file)
{
    struct stat info = {};
    if (::fstat(file, &info) != 0)
        return Faults::system(path, errno);
    if (!S_ISREG(info.st_mode))
        return Faults::foreign(path);
    const qint64 pid = pidIn(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return Faults::system(path, errno);
        return pid > 0 ? Faults::alive(path, pid) : Faults::starting(path);
    }
    if (pid < 0)
        return Faults::foreign(path);
    if (wroteItAndLives(pid, info))
        return Faults::alive(path, pid);
    return std::nullopt;
}

} // namespace

Result<PidFile> PidFile::create(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    for (int i = 0; i < kTries; ++i) {
        UniqueFd created = createAt(name);
        if (created)
            return PidFile(name, std::move(created));
        if (errno != EEXIST && errno != EWOULDBLOCK)
            return Faults::system(name, errno);

        const UniqueFd stale(
            ::open(name.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (!stale && errno == ENOENT)
            continue;
        if (!stale)
            return errno == ELOOP || errno == ENXIO ? Faults::foreign(name)
                                                    : Faults::system(name, errno);
        if (const std::optional<Error> fault = claimStale(name, stale.get()))
            return *fault;
        if (!isAt(name, stale.get()))
            continue; // another process was quicker

        const QByteArray fresh = name + '.' + QByteArray::number(::getpid());
        ::unlink(fresh.constData());
        UniqueFd file = createAt(fresh);
        if (!file)
            return Faults::system(fresh, errno);
        if (::rename(fresh.constData(), name.constData()) != 0) {
            const int code = errno;
            ::unlink(fresh.constData());
            return Faults::system(name, code);
        }
        return PidFile(name, std::move(file));
    }
    return Faults::starting(name);
}

PidFile &PidFile::operator=(PidFile &&other) noexcept
{
    if (this != &other) {
        remove();
        m_path = std::move(other.m_path);
        m_file = std::move(other.m_file);
    }
    return *this;
}

PidFile::~PidFile()
{
    remove();
}

QString PidFile::path() const
{
    return QFile::decodeName(m_path);
}

void PidFile::remove()
{
    // Unlinked before the lock goes, so that a successor never loses its own.
    if (m_file && isAt(m_path, m_file.get()))
        ::unlink(m_path.constData());
    m_file.reset();
}

} // namespace qilin
