// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/log.h"
#include "core/platform/guard.h"
#include "core/platform/processcontrol.h"
#include "core/platform/treekeeper.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kFirstRestart{100};
constexpr std::chrono::milliseconds kLongestRestart{30'000};
constexpr std::chrono::milliseconds kStable{60'000};
constexpr auto kProgramName = "qilin-guard"_L1;

// Its own session, so that the terminal's signals pass it by; nothing of ours but the channel.
int spawnGuard(const QByteArray &program, QByteArrayList arguments, int channel, pid_t &pid)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, channel, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    sigset_t set;
    sigfillset(&set);
    posix_spawnattr_setsigdefault(&attributes, &set);
    sigemptyset(&set);
    posix_spawnattr_setsigmask(&attributes, &set);

    arguments.prepend(program);
    std::vector<char *> words;
    for (QByteArray &argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    char *const environment[] = {nullptr};
    const int code
        = ::posix_spawn(&pid, program.constData(), &files, &attributes, words.data(), environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return code;
}

} // namespace

Guard::Guard(TreeKeeper &trees, const QString &program, QObject *parent)
    : QObject(parent)
    , m_trees(trees)
    , m_program(program)
    , m_restartDelay(kFirstRestart)
{
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &Guard::launch);
    connect(&trees, &TreeKeeper::sessionAppeared, this, &Guard::add);
    connect(&trees, &TreeKeeper::sessionVanished, this, &Guard::remove);
    connect(&trees, &TreeKeeper::groupMade, this, &Guard::move);
}

Guard::~Guard() = default;

QString Guard::findProgram() const
{
    if (!m_program.isEmpty())
        return m_program;
    const QString here = QCoreApplication::applicationDirPath();
    const QString beside = here + u'/' + kProgramName;
    return QFileInfo::exists(beside) ? beside : here + "/../libexec/"_L1 + kProgramName;
}

void Guard::start()
{
    if (m_pid == 0)
        launch();
}

void Guard::launch()
{
    m_ended.removeIf([](qint64 pid) { return reapChild(pid_t(pid)); });
    int ends[2] = {-1, -1};
    int code = 0;
    pid_t pid = 0;
    const QString program = findProgram();
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        code = errno;
    } else {
        m_channel.reset(ends[0]);
        const UniqueFd theirs(ends[1]);
        code = spawnGuard(QFile::encodeName(program), {m_trees.instance(), m_trees.groupsHome()},
                          theirs.get(), pid);
    }
    if (code != 0) {
        m_channel.reset();
        if (!std::exchange(m_warned, true)) {
            qCWarning(lcDaemon).noquote() << program + ": "_L1 + qt_error_string(code)
                                                 + "; without it processes may be left behind if "
                                                   "the daemon is killed"_L1;
        }
        if (code != ENOENT)
            launchLater();
        return;
    }
    m_pid = pid;
    m_lived.start();
    m_trees.exempt(pid);
    m_unsent.clear();
    m_readable = std::make_unique<QSocketNotifier>(m_channel.get(), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &Guard::onReadable);
    m_writable = std::make_unique<QSocketNotifier>(m_channel.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &Guard::flush);
    for (const qint64 session : std::as_const(m_sessions))
        send('+' + QByteArray::number(session) + '\n');
}

void Guard::add(qint64 session)
{
    m_sessions.insert(session);
    send('+' + QByteArray::number(session) + '\n');
}

void Guard::remove(qint64 session)
{
    m_sessions.remove(session);
    send('-' + QByteArray::number(session) + '\n');
}

void Guard::move(int key, qint64 leader)
{
    send('=' + QByteArray::number(key) + ' ' + QByteArray::number(leader) + '\n');
}

void Guard::goodbye()
{
    m_restart.stop();
    send("bye\n");
    m_readable.reset(); // its end is no surprise any more
}

void Guard::send(const QByteArray &line)
{
    if (!m_channel)
        return;
    m_unsent += line;
    flush();
}

void Guard::flush()
{
    while (!m_unsent.isEmpty()) {
        const ssize_t size = ::send(m_channel.get(), m_unsent.constData(), size_t(m_unsent.size()),
                                    MSG_DONTWAIT | MSG_NOSIGNAL);
        if (size < 0)
            break;
        m_unsent.remove(0, size);
    }
    // On any error but a full buffer the reading side notices the guard's end.
    m_writable->setEnabled(!m_unsent.isEmpty() && (errno == EAGAIN || errno == EINTR));
}

void Guard::onReadable()
{
    char bytes[64]; // it never says anything
    const ssize_t size = ::recv(m_channel.get(), bytes, sizeof bytes, MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
        onDeath();
}

void Guard::onDeath()
{
    m_readable->setEnabled(false);
    m_readable.release()->deleteLater(); // this is its slot
    m_writable.reset();
    m_channel.reset();
    m_ended.append(m_pid);
    if (m_lived.elapsed() > kStable.count())
        m_restartDelay = kFirstRestart;
    qCWarning(lcDaemon, "the guard process %lld ended; starting it again in %lld ms",
              std::exchange(m_pid, 0), qlonglong(m_restartDelay.count()));
    launchLater();
}

void Guard::launchLater()
{
    m_restart.start(m_restartDelay);
    m_restartDelay = std::min(2 * m_restartDelay, kLongestRestart);
}

} // namespace qilin
