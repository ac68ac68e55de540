// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

// Text in the columns of a terminal, where a Japanese character takes two. Text as from
// visibleText().
namespace qilin {

[[nodiscard]] int widthOf(const QString &text);

// At most so many columns; what is cut off ends in mark.
[[nodiscard]] QString fitted(const QString &text, int columns, const QString &mark);

enum class Align { Left, Right };
// With blanks to the given width; longer text stays as it is.
[[nodiscard]] QString padded(const QString &text, int columns, Align align = Align::Left);

// In lines of at most so many columns, broken at blanks where there are some. Empty text: no line.
[[nodiscard]] QStringList wrapped(const QString &text, int columns);

} // namespace qilin
