// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/screen.h"

namespace qilin {

namespace {

// xterm's control sequences (DECSET), which every terminal of today follows: the other screen,
// without a cursor and without going on in the next line.
constexpr char kEnter[] = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J";
constexpr char kLeave[] = "\x1b[?7h\x1b[?25h\x1b[?1049l";
constexpr char kHome[] = "\x1b[H";
constexpr char kClearLine[] = "\x1b[K";
constexpr char kClearBelow[] = "\x1b[J";

// What was typed without arrows and the like, whose sequences (CSI and SS3 of ECMA-48) end in
// letters.
QByteArray withoutSequences(const QByteArray &typed)
{
    QByteArray keys;
    for (qsizetype at = 0; at < typed.size(); ++at) {
        if (typed[at] != '\x1b') {
            keys.append(typed[at]);
            continue;
        }
        const char kind = ++at < typed.size() ? typed[at] : '\0';
        if (kind == 'O')
            ++at;
        else if (kind == '[')
            while (++at < typed.size() && (typed[at] < '@' || typed[at] > '~')) {}
    }
    return keys;
}

} // namespace

Screen::Screen() = default;

Screen::~Screen()
{
    close();
}

bool Screen::open()
{
    m_terminal = openTerminal();
    if (!m_terminal)
        return false;
    m_guard = std::make_unique<TerminalGuard>(m_terminal.get(), TerminalMode::Kind::Keys);
    m_keys = std::make_unique<QSocketNotifier>(m_terminal.get(), QSocketNotifier::Read);
    connect(m_guard.get(), &TerminalGuard::interrupted, this, &Screen::left);
    connect(m_guard.get(), &TerminalGuard::resized, this, &Screen::wantsDrawing);
    connect(m_guard.get(), &TerminalGuard::stopping, this, &Screen::leaveDrawing);
    connect(m_guard.get(), &TerminalGuard::resumed, this, [this] {
        enterDrawing();
        emit wantsDrawing();
    });
    connect(m_keys.get(), &QSocketNotifier::activated, this, &Screen::readKeys);
    enterDrawing();
    return true;
}

void Screen::close()
{
    m_keys.reset();
    if (m_guard)
        leaveDrawing();
    m_guard.reset();
}

void Screen::show(const QStringList &lines)
{
    const qsizetype count = qMin(lines.size(), qsizetype(size().rows));
    QByteArray frame = kHome;
    for (qsizetype i = 0; i < count; ++i) {
        if (i > 0)
            frame += "\r\n";
        frame += lines[i].toUtf8() + kClearLine;
    }
    if (count < size().rows)
        frame += QByteArray("\r\n") + kClearBelow;
    writeTerminal(m_terminal.get(), frame);
}

void Screen::enterDrawing()
{
    writeTerminal(m_terminal.get(), kEnter);
}

void Screen::leaveDrawing()
{
    writeTerminal(m_terminal.get(), kLeave);
}

void Screen::readKeys()
{
    const QByteArray typed = readTerminal(m_terminal.get());
    if (typed.isEmpty()) {
        m_keys->setEnabled(false);
        emit left();
        return;
    }
    for (const char key : withoutSequences(typed))
        emit keyPressed(key);
}

} // namespace qilin
