// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/pty.h"

#include <QFile>

#include <cerrno>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace qilin::test {

namespace {

termios settingsOf(int fd)
{
    termios settings = {};
    ::tcgetattr(fd, &settings);
    return settings;
}

// In the child: nothing but system calls. Does not return.
[[noreturn]] void become(int terminal, const char *directory, char **arguments, char **environment)
{
    ::setsid();
    ::ioctl(terminal, TIOCSCTTY, 0);
    for (int fd = 0; fd < 3; ++fd)
        ::dup2(terminal, fd);
    if (*directory == '\0' || ::chdir(directory) == 0)
        ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

std::vector<char *> pointersTo(QByteArrayList &list)
{
    std::vector<char *> pointers;
    for (QByteArray &bytes : list)
        pointers.push_back(bytes.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

Pty::~Pty()
{
    if (m_pid > 0) {
        ::kill(pid_t(m_pid), SIGKILL);
        ::waitpid(pid_t(m_pid), nullptr, 0);
    }
    for (const int fd : {m_fd, m_other}) {
        if (fd >= 0)
            ::close(fd);
    }
}

void Pty::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

void Pty::unsetEnvironment(const QString &name)
{
    m_environment.remove(name);
}

void Pty::setSize(int columns, int rows)
{
    m_columns = columns;
    m_rows = rows;
    winsize size = {};
    size.ws_col = static_cast<unsigned short>(columns);
    size.ws_row = static_cast<unsigned short>(rows);
    if (m_fd >= 0)
        ::ioctl(m_fd, TIOCSWINSZ, &size);
}

bool Pty::start(const QString &program, const QStringList &arguments)
{
    QByteArrayList words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.append(argument.toUtf8());
    QByteArrayList variables;
    for (const QString &variable : m_environment.toStringList())
        variables.append(variable.toLocal8Bit());
    const QByteArray directory = QFile::encodeName(m_directory);
    const std::vector<char *> argv = pointersTo(words);
    const std::vector<char *> envp = pointersTo(variables);
    if (::openpty(&m_fd, &m_other, nullptr, nullptr, nullptr) != 0)
        return false;
    for (const int fd : {m_fd, m_other})
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_fd, F_SETFL, O_NONBLOCK);
    setSize(m_columns, m_rows);
    const pid_t pid = ::fork();
    if (pid == 0)
        become(m_other, directory.constData(), const_cast<char **>(argv.data()),
               const_cast<char **>(envp.data()));
    m_pid = pid;
    return pid > 0;
}

void Pty::type(const QByteArray &bytes)
{
    (void)!::write(m_fd, bytes.constData(), size_t(bytes.size()));
}

QByteArray Pty::output()
{
    char bytes[4096];
    for (;;) {
        const ssize_t count = ::read(m_fd, bytes, sizeof bytes);
        if (count <= 0)
            return m_output;
        m_output.append(bytes, count);
    }
}

bool Pty::waitForOutput(const QByteArray &text, int ms)
{
    return waitFor([&] { return output().contains(text); }, ms);
}

bool Pty::showsWhatIsTyped() const
{
    return (settingsOf(m_other).c_lflag & ECHO) != 0;
}

bool Pty::gathersLines() const
{
    return (settingsOf(m_other).c_lflag & ICANON) != 0;
}

bool Pty::isStopped() const
{
    int status = 0;
    return ::waitpid(pid_t(m_pid), &status, WNOHANG | WUNTRACED) == pid_t(m_pid)
           && WIFSTOPPED(status);
}

std::optional<int> Pty::waitForExit(int ms)
{
    int status = 0;
    const bool hasEnded = waitFor(
        [&] {
            (void)output(); // else it waits for its reader
            return ::waitpid(pid_t(m_pid), &status, WNOHANG) == pid_t(m_pid);
        },
        ms);
    if (!hasEnded)
        return {};
    m_pid = 0;
    (void)output();
    if (!WIFEXITED(status))
        return {};
    return WEXITSTATUS(status);
}

} // namespace qilin::test
