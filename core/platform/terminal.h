// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QByteArray>

#include <memory>

// The terminal that a program was started from.
namespace qilin {

struct TerminalSize
{
    int columns = 80;
    int rows = 24;
};

// The controlling terminal (tty(4)), whatever stdin and stdout are; none where there is no such
// terminal. It has an open file description of its own.
[[nodiscard]] UniqueFd openTerminal();

[[nodiscard]] bool isTerminal(int fd);

// Of a terminal that does not know it: what COLUMNS and LINES say, else 80 by 24.
[[nodiscard]] TerminalSize terminalSize(int fd);

// What has been typed; blocks until there is something. Empty: the terminal is gone.
[[nodiscard]] QByteArray readTerminal(int fd);

// Writes all of it, and blocks meanwhile. False: the terminal is gone.
bool writeTerminal(int fd, const QByteArray &bytes);

// How many columns of a terminal a character takes, by the system's own table (wcwidth(3)): 0, 1 or
// 2; 1 for what it does not know. The same in every locale.
[[nodiscard]] int terminalColumns(char32_t character);

// Another way of typing, until destruction. Signals of the keyboard (Ctrl-C, Ctrl-Z) stay.
class TerminalMode final
{
public:
    enum class Kind {
        Keys,   // each at once, none shown
        Hidden, // lines as usual, but not shown
    };

    TerminalMode(int fd, Kind kind);
    ~TerminalMode();
    TerminalMode(const TerminalMode &) = delete;
    TerminalMode &operator=(const TerminalMode &) = delete;

    void leave(); // as it was before, as long as others have the terminal
    void enter(); // after leave()

private:
    struct Settings;

    const int m_fd;
    const Kind m_kind;
    std::unique_ptr<Settings> m_before; // null: outside of the mode
};

} // namespace qilin
