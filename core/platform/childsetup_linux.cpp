// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/childsetup.h"
#include "core/platform/execimage.h"
#include "core/platform/rawsyscall_linux.h"

#include <QProcess>

#include <algorithm>
#include <csignal>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// This file is compiled without sanitizers and stack protector (see CMakeLists.txt): Qt 6.4 runs
// the child between vfork and exec on 4096 bytes of stack inside its own frame.

namespace qilin {

namespace {

constexpr int kFirst = 3;
constexpr int kReservedUpTo = 15;
constexpr long kAll = -1; // the call takes it as unsigned
constexpr rlim_t kWantedOpenFiles = 1 << 20;
constexpr size_t kSignalSetBytes = 8; // the kernel's sigset_t

// What raising our own limit must not change for the children.
rlimit s_originalOpenFiles = {};
bool s_raised = false;

class Modifier
{
public:
    explicit Modifier(const ChildSetup &setup)
        : m_descriptors(setup.descriptors)
        , m_moved(setup.descriptors.size(), -1)
        , m_output(setup.output)
        , m_errors(setup.errors)
        , m_openFiles(s_originalOpenFiles)
        , m_restoreOpenFiles(s_raised)
        , m_mayOutlive(setup.mayOutlive)
        , m_attributes(setup.attributes)
        , m_failure(setup.failure)
        , m_parent(::getpid())
        , m_image(setup.image)
    {}

    void operator()()
    {
        rawCall(SYS_setsid);
        resetSignals();
        placeOutput(); // first: what comes next may be placed where these are
        placeDescriptors();
        if (m_restoreOpenFiles)
            rawCall(SYS_prlimit64, 0, RLIMIT_NOFILE, long(&m_openFiles), 0);
        if (!applyAttributes(m_attributes, m_failure ? *m_failure : m_untold))
            rawCall(SYS_exit_group, 127);
        if (!m_mayOutlive)
            dieWithParent(); // after the change of the user, which takes it back
        if (m_image)
            m_image->execute(); // should it fail, Qt does so in its turn, and reports it
    }

private:
    void dieWithParent() const
    {
        rawCall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
        // It may have died before the line above.
        if (rawCall(SYS_getppid) != m_parent)
            rawCall(SYS_exit_group, 127);
    }

    void resetSignals()
    {
        // All zero is SIG_DFL without flags, whatever the order of the kernel's struct.
        unsigned long action[8] = {};
        for (int signal = 1; signal <= 64; ++signal)
            rawCall(SYS_rt_sigaction, signal, long(action), 0, kSignalSetBytes);
        rawCall(SYS_rt_sigprocmask, SIG_SETMASK, long(action), 0, kSignalSetBytes);
    }

    void placeOutput()
    {
        if (m_output >= 0 && rawCall(SYS_dup3, m_output, STDOUT_FILENO, 0) < 0)
            rawCall(SYS_exit_group, 127);
        if (m_errors >= 0 && rawCall(SYS_dup3, m_errors, STDERR_FILENO, 0) < 0)
            rawCall(SYS_exit_group, 127);
    }

    void placeDescriptors()
    {
        const auto count = int(m_descriptors.size());
        // Out of the way first: a source may sit where another's target is.
        for (int i = 0; i < count; ++i) {
            m_moved[size_t(i)] = int(rawCall(SYS_fcntl, m_descriptors[size_t(i)], F_DUPFD_CLOEXEC,
                                             std::max(kFirst + count, kReservedUpTo + 1)));
        }
        for (int i = 0; i < count; ++i) {
            if (rawCall(SYS_dup3, m_moved[size_t(i)], kFirst + i, 0) < 0)
                rawCall(SYS_exit_group, 127); // rather than without a socket it relies on
        }
        // At exec only: Qt's pipe that reports a failed exec is among them. Where the kernel has no
        // such call (< 5.11) the flags set by prepareDescriptors() and by every open() of ours do.
        rawCall(SYS_close_range, kFirst + count, kAll, CLOSE_RANGE_CLOEXEC);
    }

    std::vector<int> m_descriptors;
    std::vector<int> m_moved; // here because the child has no stack for it
    int m_output;
    int m_errors;
    rlimit m_openFiles;
    bool m_restoreOpenFiles;
    bool m_mayOutlive;
    ProcessAttributes m_attributes;
    ChildFailure *m_failure;
    ChildFailure m_untold;
    pid_t m_parent;
    std::shared_ptr<ExecImage> m_image;
};

void occupy(int from, int to)
{
    while (from <= to && ::fcntl(from, F_GETFD) >= 0)
        ++from;
    if (from > to)
        return;
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = from; null >= 0 && fd <= to; ++fd) {
        if (fd != null && ::fcntl(fd, F_GETFD) < 0)
            ::dup3(null, fd, O_CLOEXEC);
    }
    if (null >= 0 && (null < from || null > to))
        ::close(null);
}

} // namespace

std::function<void()> childModifier(const ChildSetup &setup)
{
    occupy(kReservedUpTo + 1, kFirst + int(setup.descriptors.size()) - 1);
    return Modifier(setup);
}

void useChildSetup(QProcess &process, const ChildSetup &setup)
{
    process.setChildProcessModifier(childModifier(setup));
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    // Without ResetSignalHandlers Qt gives the child our mask again, after the modifier.
    process.setUnixProcessParameters(QProcess::UnixProcessFlag::UseVFork
                                     | QProcess::UnixProcessFlag::ResetSignalHandlers);
#endif
}

void prepareDescriptors()
{
    for (int fd = 0; fd < kFirst; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0)
            (void)::open("/dev/null", O_RDWR);
    }
    if (rawCall(SYS_close_range, kFirst, kAll, CLOSE_RANGE_CLOEXEC) < 0) {
        for (int fd = kFirst; fd < 1024; ++fd)
            ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    occupy(kFirst, kReservedUpTo);
    if (s_raised || ::getrlimit(RLIMIT_NOFILE, &s_originalOpenFiles) != 0)
        return;
    rlimit wanted = s_originalOpenFiles;
    wanted.rlim_cur = std::min(wanted.rlim_max, std::max(wanted.rlim_cur, kWantedOpenFiles));
    s_raised = ::setrlimit(RLIMIT_NOFILE, &wanted) == 0;
}

} // namespace qilin
