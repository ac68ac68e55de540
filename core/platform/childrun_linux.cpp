// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childfork.h"
#include "core/platform/childrun.h"
#include "core/platform/childsetup.h"
#include "core/platform/execimage.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kLooks{20};

void waitFor(pid_t child)
{
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
}

// All of it at once, so that nobody has to write while it is read.
UniqueFd openInput(const QByteArray &input)
{
    if (input.isEmpty())
        return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    UniqueFd file(::memfd_create("stdin", MFD_CLOEXEC));
    if (file
        && (::write(file.get(), input.constData(), size_t(input.size())) != input.size()
            || ::lseek(file.get(), 0, SEEK_SET) != 0))
        file.reset();
    return file;
}

Error failure(int code, const QString &what)
{
    return {what + u": "_s + qt_error_string(code), code};
}

} // namespace

ChildRun::ChildRun(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(kLooks);
    connect(&m_timer, &QTimer::timeout, this, &ChildRun::look);
}

ChildRun::~ChildRun()
{
    if (m_pid == 0)
        return;
    ::kill(m_pid, SIGKILL);
    waitFor(m_pid);
}

Result<> ChildRun::start(const ChildSetup &setup, const QByteArray &directory,
                         const QByteArray &input, int group)
{
    const UniqueFd stdinFile = openInput(input);
    if (!stdinFile)
        return failure(errno, u"no file for its standard input"_s);
    ChildFailure failed;
    ChildSetup whole = setup;
    whole.failure = &failed;
    whole.input = stdinFile.get();
    ChildTask task;
    task.directory = directory.isEmpty() ? nullptr : directory.constData();
    task.setUp = childModifier(whole);
    const long pid = forkChild(task, group);
    if (pid < 0)
        return failure(int(-pid), u"no process can be made"_s);
    if (task.directoryCode == 0 && !failed.key && failed.code == 0) {
        m_pid = pid_t(pid);
        watch();
        return {};
    }
    waitFor(pid_t(pid));
    if (task.directoryCode != 0)
        return failure(task.directoryCode, QString::fromLocal8Bit(directory));
    if (failed.key)
        return failure(failed.code, QLatin1StringView(failed.key) + u" could not be set"_s);
    return failure(failed.code, QString::fromLocal8Bit(setup.image->program()));
}

void ChildRun::watch()
{
    m_end.reset(int(::syscall(SYS_pidfd_open, m_pid, 0)));
    if (!m_end) {
        m_timer.start();
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_end.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ChildRun::look);
}

void ChildRun::look()
{
    siginfo_t info = {};
    if (::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG) != 0 || info.si_pid != m_pid)
        return;
    m_pid = 0;
    m_timer.stop();
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // this may be its slot
    }
    m_end.reset();
    if (info.si_code == CLD_EXITED)
        emit exited(info.si_status);
    else
        emit killed(info.si_status);
}

} // namespace qilin
