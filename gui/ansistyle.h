// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QStringView>

// How a terminal would show text. Pure. The codes are those of ECMA-48 ("Select Graphic
// Rendition", 8.3.117), ISO 8613-6 and xterm's 256 colours.
namespace qilin {

struct AnsiColor
{
    enum class Kind { Default, Indexed, Rgb };
    Kind kind = Kind::Default;
    quint32 value = 0; // index 0-255, or 0xRRGGBB

    bool operator==(const AnsiColor &other) const
    {
        return kind == other.kind && value == other.value;
    }
};

struct AnsiStyle
{
    AnsiColor foreground;
    AnsiColor background;
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isStruckOut = false;
    bool isInverse = false;

    bool operator==(const AnsiStyle &other) const;
};

// The parameters of one sequence: "1;38;5;208". Unknown ones change nothing.
void applyRendition(AnsiStyle &style, QStringView parameters);

// The colour itself; invalid for Default.
[[nodiscard]] QColor ansiColor(const AnsiColor &color);

[[nodiscard]] QColor mixed(const QColor &one, const QColor &other, int percentOfOther);
// Contrast as in WCAG 2.1: 1 (none) to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);
// color, lighter or darker, so that text in it can be read on background (contrast at least 4.5).
[[nodiscard]] QColor readableOn(const QColor &background, const QColor &color);

} // namespace qilin
