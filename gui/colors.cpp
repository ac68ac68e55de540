// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/colors.h"

namespace qilin {

namespace {

QColor shade(const QPalette &palette, QRgb onLight, QRgb onDark)
{
    return QColor(isDark(palette) ? onDark : onLight);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    switch (tone) {
    case Tone::Good:
        return shade(palette, 0xff1f9d55, 0xff4cc38a);
    case Tone::Busy:
        return shade(palette, 0xffc77700, 0xfff0b03f);
    case Tone::Bad:
        return shade(palette, 0xffd13438, 0xffff6b6b);
    case Tone::Off:
        return shade(palette, 0xff8a9099, 0xff8a9099);
    }
    return {};
}

QColor seriesColor(Quantity quantity, const QPalette &palette)
{
    return quantity == Quantity::Cpu ? shade(palette, 0xff2f6fde, 0xff6ea8fe)
                                     : shade(palette, 0xff7a4fd0, 0xffb794f6);
}

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

} // namespace qilin
