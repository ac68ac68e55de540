// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/terminalguard.h"
#include "core/platform/uniquefd.h"

#include <QSocketNotifier>
#include <QStringList>

#include <memory>

namespace qilin {

// The whole terminal, drawn anew by its owner. Drawn on the terminal's other screen: at the end,
// and while the program is stopped, all is there as it was before.
class Screen final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Screen)

public:
    Screen();
    ~Screen() override;

    [[nodiscard]] bool open(); // once; false: there is no terminal
    [[nodiscard]] TerminalSize size() const { return terminalSize(m_terminal.get()); }
    void close(); // what is printed from here on is seen after the end, too
    // Lines no wider than it is; those below its last row are left out.
    void show(const QStringList &lines);

signals: // from the event loop
    void keyPressed(char key);
    void wantsDrawing(); // its size has changed, or it has come back
    void left();         // Ctrl-C, or the terminal is gone

private:
    void enterDrawing();
    void leaveDrawing();
    void readKeys();

    UniqueFd m_terminal;
    std::unique_ptr<TerminalGuard> m_guard;
    std::unique_ptr<QSocketNotifier> m_keys;
};

} // namespace qilin
