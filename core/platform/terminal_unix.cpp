// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/terminal.h"

#include <QtGlobal>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cwchar>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace qilin {

namespace {

int positiveNumber(const char *variable)
{
    return std::max(0, qEnvironmentVariableIntValue(variable));
}

} // namespace

struct TerminalMode::Settings
{
    termios values = {};
};

UniqueFd openTerminal()
{
    return UniqueFd(::open("/dev/tty", O_RDWR | O_CLOEXEC));
}

bool isTerminal(int fd)
{
    return ::isatty(fd) == 1;
}

TerminalSize terminalSize(int fd)
{
    TerminalSize size;
    if (const int columns = positiveNumber("COLUMNS"))
        size.columns = columns;
    if (const int rows = positiveNumber("LINES"))
        size.rows = rows;
    winsize window = {};
    if (::ioctl(fd, TIOCGWINSZ, &window) != 0)
        return size;
    if (window.ws_col > 0)
        size.columns = window.ws_col;
    if (window.ws_row > 0)
        size.rows = window.ws_row;
    return size;
}

QByteArray readTerminal(int fd)
{
    char bytes[1024];
    ssize_t count = -1;
    do {
        count = ::read(fd, bytes, sizeof bytes);
    } while (count < 0 && errno == EINTR);
    return count > 0 ? QByteArray(bytes, count) : QByteArray();
}

bool writeTerminal(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (count >= 0) {
            done += count;
        } else if (errno == EAGAIN) { // another program has made it so
            pollfd request = {fd, POLLOUT, 0};
            ::poll(&request, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

int terminalColumns(char32_t character)
{
    // Where the user's own locale is not installed the process has C, which knows ASCII alone.
    static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    const locale_t before = utf8 ? ::uselocale(utf8) : nullptr;
    const int columns = ::wcwidth(wchar_t(character));
    if (before)
        ::uselocale(before);
    return columns < 0 ? 1 : columns;
}

TerminalMode::TerminalMode(int fd, Kind kind)
    : m_fd(fd)
    , m_kind(kind)
{
    enter();
}

TerminalMode::~TerminalMode()
{
    leave();
}

void TerminalMode::enter()
{
    Settings before;
    if (m_before || ::tcgetattr(m_fd, &before.values) != 0)
        return;
    m_before = std::make_unique<Settings>(before);
    termios now = before.values;
    now.c_lflag &= ~tcflag_t(ECHO);
    if (m_kind == Kind::Keys) {
        now.c_lflag &= ~tcflag_t(ICANON);
        now.c_cc[VMIN] = 1;
        now.c_cc[VTIME] = 0;
    } else {
        now.c_lflag |= ECHONL | ICANON;
    }
    ::tcsetattr(m_fd, TCSAFLUSH, &now);
}

void TerminalMode::leave()
{
    if (!m_before)
        return;
    ::tcsetattr(m_fd, TCSAFLUSH, &m_before->values);
    m_before.reset();
}

} // namespace qilin
