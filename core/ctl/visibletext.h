// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

// Text of others (names, what programs print) for a terminal: nothing in it is a command to the
// terminal or turns what stands beside it around.
namespace qilin {

// In a table or sentence: control characters as in cat -v ("^[", "^J"), those beyond ASCII and what
// changes the direction of text as "<U+202E>".
[[nodiscard]] QString visibleText(const QString &text);

// A line that a program printed: the same, but tabs stay, and what only sets colours (SGR of
// ECMA-48) is left out.
[[nodiscard]] QString visibleLine(const QString &line);

// JSON in which the same characters are written as \u202e; the same value.
[[nodiscard]] QByteArray visibleJson(const QByteArray &json);

} // namespace qilin
