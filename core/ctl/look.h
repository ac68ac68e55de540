// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace qilin {

enum class Ink { Plain, Strong, Faint, Good, Busy, Bad };

// How output is to look: for people at a terminal, or in plain columns for programs.
struct Look
{
    int columns = 0;        // of the terminal; 0: there is none
    bool hasColors = false; // $NO_COLOR is not set (https://no-color.org)
    bool hasBlocks = false; // the terminal knows more signs than ASCII

    [[nodiscard]] bool isTerminal() const { return columns > 0; }
    [[nodiscard]] QString cut() const; // what stands for text that is left out
};

// In this colour, where there are colours.
[[nodiscard]] QString painted(const QString &text, Ink ink, const Look &look);

// For a terminal of so many columns, by the environment of this process.
[[nodiscard]] Look terminalLook(int columns);

} // namespace qilin
