// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/ansistyle.h"

#include <QList>
#include <QString>

namespace qilin {

struct AnsiRun
{
    qsizetype start = 0; // in AnsiLine::text
    qsizetype length = 0;
    AnsiStyle style;
};

struct AnsiLine
{
    QString text;        // without escapes; other control characters as visible signs
    QList<AnsiRun> runs; // without gaps, from 0 to the end of text
};

// One line, without its end. style: in force at its start; afterwards at its end.
[[nodiscard]] AnsiLine parseAnsi(const QString &line, AnsiStyle &style);

// What a program printed, in lines, as text alone.
[[nodiscard]] QString withoutEscapes(const QString &lines);

} // namespace qilin
