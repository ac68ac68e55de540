// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/ansistyle.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qilin {

namespace {

// Readable text: WCAG 2.1, 1.4.3.
constexpr double kReadable = 4.5;

constexpr std::array<QRgb, 16> kPalette{
    0xff2e3436, 0xffcc2f2f, 0xff3f8f12, 0xff9d7b00, 0xff3465a4, 0xff8a5593, 0xff06868a, 0xffb9bdb6,
    0xff7a7d79, 0xffe5484d, 0xff56b32c, 0xffd0aa1c, 0xff5b8fd0, 0xffad7fa8, 0xff2fb5b8, 0xffeeeeec,
};

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

} // namespace

// 16-231: a cube of 6 x 6 x 6; 232-255: greys (xterm's 256colres).
QColor ansiColor(const AnsiColor &color)
{
    if (color.kind == AnsiColor::Kind::Default)
        return {};
    if (color.kind == AnsiColor::Kind::Rgb)
        return QColor::fromRgb(color.value);
    const int index = int(std::min(color.value, 255U));
    if (index < 16)
        return QColor::fromRgb(kPalette[size_t(index)]);
    if (index >= 232) {
        const int grey = 8 + (index - 232) * 10;
        return {grey, grey, grey};
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int cube = index - 16;
    return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

QColor mixed(const QColor &one, const QColor &other, int percentOfOther)
{
    const auto part = [&](int from, int to) { return from + (to - from) * percentOfOther / 100; };
    return {part(one.red(), other.red()), part(one.green(), other.green()),
            part(one.blue(), other.blue())};
}

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one) + 0.05;
    const double second = luminance(other) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

QColor readableOn(const QColor &background, const QColor &color)
{
    const QColor white(255, 255, 255);
    const QColor black(0, 0, 0);
    const QColor goal = contrast(background, white) > contrast(background, black) ? white : black;
    for (int percent = 0; percent < 100; percent += 5) {
        const QColor candidate = mixed(color, goal, percent);
        if (contrast(background, candidate) >= kReadable)
            return candidate;
    }
    return goal;
}

} // namespace qilin
