// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// qilin-guard INSTANCE HOME, with a socket from the daemon as its standard input.
// The daemon names the sessions of its workers' trees in lines, "+SESSION" and "-SESSION", says
// "=KEY PID" of one that is to be moved to the cgroup HOME/worker-KEY, and "bye" when it quits. If
// the socket ends without that, the daemon was killed: then what is left in those sessions, or was
// started with QILIN_WORKER=INSTANCE-… in its environment, or carries a tag of that instance in its
// limits, or is in a cgroup below HOME (empty: there is none), and everything that descends from
// these, gets SIGTERM, and SIGKILL one second later, until nothing is left; then HOME is removed.
// Links no Qt: it has to be small, and to outlive what kills the daemon.

#include "core/platform/cgroupdir.h"
#include "core/platform/procstat.h"
#include "core/platform/treetag.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

using qilin::ProcessInfo;

constexpr char kMarkerHead[] = "QILIN_WORKER=";
constexpr long kOwnWillMs = 100; // Node workers leave by themselves when their channel ends
constexpr long kKillMs = kOwnWillMs + 1000;
constexpr long kPauseMs = 20;
constexpr long kPatientAfterMs = 10'000;
constexpr long kPatientPauseMs = 500;
constexpr int kEmptyPasses = 3;

struct Session
{
    pid_t id = 0;
    unsigned long long leaderStart = 0; // 0: the leader had gone when it was named
};

struct Doomed
{
    pid_t pid = 0;
    unsigned long long startTime = 0;
    bool terminated = false;
};

long nowMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return long(now.tv_sec) * 1000 + long(now.tv_nsec / 1'000'000);
}

void pauseFor(long ms)
{
    const timespec time = {ms / 1000, (ms % 1000) * 1'000'000};
    ::nanosleep(&time, nullptr);
}

class Sessions
{
public:
    void apply(const char *line)
    {
        const auto id = pid_t(std::atol(line + 1));
        if (id <= 1)
            return;
        remove(id);
        if (line[0] != '+')
            return;
        const auto leader = qilin::readProcess(id);
        m_list.push_back({id, leader && leader->session == id ? leader->startTime : 0});
    }

    // A number that names a younger session by now is forgotten.
    void forgetReused(const std::vector<ProcessInfo> &processes)
    {
        for (const ProcessInfo &process : processes) {
            for (const Session &session : m_list) {
                if (process.pid == session.id && process.startTime != session.leaderStart) {
                    remove(session.id);
                    break;
                }
            }
        }
    }

    bool contains(pid_t id) const
    {
        return std::any_of(m_list.begin(), m_list.end(),
                           [id](const Session &session) { return session.id == id; });
    }

private:
    void remove(pid_t id)
    {
        m_list.erase(std::remove_if(m_list.begin(), m_list.end(),
                                    [id](const Session &session) { return session.id == id; }),
                     m_list.end());
    }

    std::vector<Session> m_list;
};

// line: "=KEY PID". What has gone meanwhile is left alone.
void moveOne(const char *line, const char *home)
{
    char *end = nullptr;
    const long key = std::strtol(line + 1, &end, 10);
    const auto pid = pid_t(std::atol(end));
    const auto process = qilin::readProcess(pid);
    if (home[0] != '\0' && process && process->parent == ::getppid())
        qilin::moveToGroup(home, int(key), pid);
}

// True after "bye".
bool listenToDaemon(Sessions &sessions, const char *home)
{
    char line[64];
    size_t length = 0;
    for (;;) {
        char bytes[512];
        const ssize_t size = ::read(0, bytes, sizeof bytes);
        if (size <= 0)
            return false;
        for (ssize_t i = 0; i < size; ++i) {
            if (bytes[i] != '\n') {
                if (length < sizeof line - 1)
                    line[length++] = bytes[i];
                continue;
            }
            line[length] = '\0';
            length = 0;
            if (std::strcmp(line, "bye") == 0)
                return true;
            if (line[0] == '=')
                moveOne(line, home);
            else
                sessions.apply(line);
        }
    }
}

class Cleaner
{
public:
    Cleaner(Sessions &sessions, const char *instance, const char *home)
        : m_sessions(sessions)
        , m_instance(instance)
        , m_home(home)
    {
        std::snprintf(m_marker, sizeof m_marker, "%s%s-", kMarkerHead, instance);
    }

    void run()
    {
        const long begin = nowMs();
        for (int empty = 0; empty < kEmptyPasses;) {
            const bool found = look() || qilin::isGroupPopulated(m_home);
            empty = found ? 0 : empty + 1;
            const long elapsed = nowMs() - begin;
            if (elapsed >= kKillMs)
                killAll();
            else if (elapsed >= kOwnWillMs)
                terminateNew();
            pauseFor(elapsed > kPatientAfterMs ? kPatientPauseMs : kPauseMs);
        }
        if (m_home[0] != '\0')
            qilin::removeGroup(m_home);
    }

private:
    bool isMarked(pid_t pid) const
    {
        char path[32];
        std::snprintf(path, sizeof path, "/proc/%d/environ", int(pid));
        const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return false;
        // Kept between reads: as much of the end as the marker could begin in.
        static char text[16384];
        const size_t size = std::strlen(m_marker);
        size_t kept = 1;
        text[0] = '\0';
        bool found = false;
        for (ssize_t got; !found && (got = ::read(fd, text + kept, sizeof text - kept)) > 0;) {
            const size_t have = kept + size_t(got);
            for (size_t i = 0; !found && i + size < have; ++i)
                found = text[i] == '\0' && std::memcmp(text + i + 1, m_marker, size) == 0;
            kept = std::min(size + 1, have);
            std::memmove(text, text + have - kept, kept);
        }
        ::close(fd);
        return found;
    }

    bool isTagged(pid_t pid) const
    {
        return qilin::keyOfTag(qilin::readTreeTag(pid), m_instance).has_value();
    }

    bool isInGroup(pid_t pid) const
    {
        const char *slash = std::strrchr(m_home, '/');
        return slash && qilin::groupKeyOf(pid, slash + 1).has_value();
    }

    bool isKnown(const ProcessInfo &process) const
    {
        return std::any_of(m_doomed.begin(), m_doomed.end(), [&process](const Doomed &doomed) {
            return doomed.pid == process.pid && doomed.startTime == process.startTime;
        });
    }

    // Finds what is doomed; forgets what has ended.
    bool look()
    {
        const std::vector<ProcessInfo> processes = qilin::readProcesses();
        m_sessions.forgetReused(processes);
        std::vector<bool> isDoomed(processes.size());
        for (size_t i = 0; i < processes.size(); ++i) {
            const ProcessInfo &process = processes[i];
            const bool spared = process.pid <= 1 || process.pid == ::getpid();
            isDoomed[i]
                = !spared && process.state != 'Z'
                  && (isKnown(process) || m_sessions.contains(process.session)
                      || isMarked(process.pid) || isTagged(process.pid) || isInGroup(process.pid));
        }
        for (bool more = true; more;) {
            more = false;
            for (size_t i = 0; i < processes.size(); ++i) {
                if (isDoomed[i] || processes[i].state == 'Z' || processes[i].parent <= 1)
                    continue;
                const size_t parent = indexOf(processes, processes[i].parent);
                isDoomed[i] = parent < processes.size() && isDoomed[parent];
                more |= isDoomed[i];
            }
        }
        std::vector<Doomed> doomed;
        for (size_t i = 0; i < processes.size(); ++i) {
            if (isDoomed[i])
                doomed.push_back(
                    {processes[i].pid, processes[i].startTime, wasTerminated(processes[i])});
        }
        m_doomed.swap(doomed);
        return !m_doomed.empty();
    }

    static size_t indexOf(const std::vector<ProcessInfo> &processes, pid_t pid)
    {
        size_t i = 0;
        while (i < processes.size() && processes[i].pid != pid)
            ++i;
        return i;
    }

    bool wasTerminated(const ProcessInfo &process) const
    {
        return std::any_of(m_doomed.begin(), m_doomed.end(), [&process](const Doomed &doomed) {
            return doomed.pid == process.pid && doomed.startTime == process.startTime
                   && doomed.terminated;
        });
    }

    // Through a descriptor, so that it cannot reach a younger process of the same number.
    static void signalOne(const Doomed &doomed, int signal)
    {
        const auto fd = int(::syscall(SYS_pidfd_open, doomed.pid, 0));
        const auto now = qilin::readProcess(doomed.pid);
        if (now && now->startTime == doomed.startTime) {
            if (fd >= 0)
                ::syscall(SYS_pidfd_send_signal, fd, signal, nullptr, 0);
            else
                ::kill(doomed.pid, signal);
        }
        if (fd >= 0)
            ::close(fd);
    }

    void terminateNew()
    {
        for (Doomed &doomed : m_doomed) {
            if (doomed.terminated)
                continue;
            doomed.terminated = true;
            signalOne(doomed, SIGTERM);
            signalOne(doomed, SIGCONT);
        }
    }

    void killAll()
    {
        if (m_home[0] != '\0')
            qilin::killGroup(m_home);
        for (const Doomed &doomed : m_doomed)
            signalOne(doomed, SIGKILL);
    }

    Sessions &m_sessions;
    const char *m_instance;
    const char *m_home;
    std::vector<Doomed> m_doomed;
    char m_marker[128];
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3 || argv[1][0] == '\0') {
        std::fputs("qilin-guard is started by qilin-daemon.\n", stderr);
        return 64;
    }
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2, SIGTSTP})
        ::signal(signal, SIG_IGN);
    (void)!::chdir("/");
    ::syscall(SYS_close_range, 3, ~0U, 0);

    Sessions sessions;
    if (listenToDaemon(sessions, argv[2]))
        return 0;
    Cleaner(sessions, argv[1], argv[2]).run();
    return 0;
}
