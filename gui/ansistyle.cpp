// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/ansistyle.h"

#include <QList>

#include <array>
#include <optional>

namespace qilin {

namespace {

// "5;N" or "2;R;G;B" behind a 38 or 48; at: of the 38, afterwards of the last that was read.
std::optional<AnsiColor> extendedColor(const QList<int> &values, qsizetype &at)
{
    const auto value
        = [&](qsizetype offset) { return at + offset < values.size() ? values[at + offset] : -1; };
    const auto isByte = [](int number) { return number >= 0 && number <= 255; };
    if (value(1) == 5) {
        const int index = value(2);
        at += 2;
        if (isByte(index))
            return AnsiColor{AnsiColor::Kind::Indexed, quint32(index)};
    } else if (value(1) == 2) {
        const std::array<int, 3> parts{value(2), value(3), value(4)};
        at += 4;
        if (isByte(parts[0]) && isByte(parts[1]) && isByte(parts[2]))
            return AnsiColor{AnsiColor::Kind::Rgb,
                             quint32(parts[0] << 16 | parts[1] << 8 | parts[2])};
    }
    return {};
}

void applyOne(AnsiStyle &style, int code)
{
    using Kind = AnsiColor::Kind;
    const auto indexed = [](int index) { return AnsiColor{Kind::Indexed, quint32(index)}; };
    if (code == 0)
        style = {};
    else if (code == 1)
        style.isBold = true;
    else if (code == 2)
        style.isFaint = true;
    else if (code == 3)
        style.isItalic = true;
    else if (code == 4 || code == 21)
        style.isUnderlined = true;
    else if (code == 7)
        style.isInverse = true;
    else if (code == 9)
        style.isStruckOut = true;
    else if (code == 22)
        style.isBold = style.isFaint = false;
    else if (code == 23)
        style.isItalic = false;
    else if (code == 24)
        style.isUnderlined = false;
    else if (code == 27)
        style.isInverse = false;
    else if (code == 29)
        style.isStruckOut = false;
    else if (code >= 30 && code <= 37)
        style.foreground = indexed(code - 30);
    else if (code == 39)
        style.foreground = {};
    else if (code >= 40 && code <= 47)
        style.background = indexed(code - 40);
    else if (code == 49)
        style.background = {};
    else if (code >= 90 && code <= 97)
        style.foreground = indexed(code - 90 + 8);
    else if (code >= 100 && code <= 107)
        style.background = indexed(code - 100 + 8);
}

// "38:2::R:G:B", the form of ISO 8613-6; or "4:0" for no underline.
void applyParted(AnsiStyle &style, QStringView part)
{
    QList<int> values;
    for (const QStringView word : part.split(u':'))
        values.append(word.isEmpty() ? -1 : word.toInt());
    if (values.first() == 4) {
        style.isUnderlined = values.value(1) != 0;
        return;
    }
    if (values.first() != 38 && values.first() != 48)
        return;
    if (values.value(1) == 2 && values.size() >= 6)
        values.removeAt(2);
    qsizetype at = 0;
    if (const std::optional<AnsiColor> color = extendedColor(values, at))
        (values.first() == 38 ? style.foreground : style.background) = *color;
}

} // namespace

bool AnsiStyle::operator==(const AnsiStyle &other) const
{
    return foreground == other.foreground && background == other.background
           && isBold == other.isBold && isFaint == other.isFaint && isItalic == other.isItalic
           && isUnderlined == other.isUnderlined && isStruckOut == other.isStruckOut
           && isInverse == other.isInverse;
}

void applyRendition(AnsiStyle &style, QStringView parameters)
{
    if (parameters.startsWith(u'<') || parameters.startsWith(u'=') || parameters.startsWith(u'>')
        || parameters.startsWith(u'?'))
        return;
    QList<int> values;
    const QList<QStringView> parts = parameters.split(u';');
    for (const QStringView part : parts)
        values.append(part.contains(u':') ? -1 : part.toInt());
    for (qsizetype at = 0; at < values.size(); ++at) {
        if (values[at] == -1) {
            applyParted(style, parts[at]);
        } else if (values[at] == 38 || values[at] == 48) {
            const bool isForeground = values[at] == 38;
            if (const std::optional<AnsiColor> color = extendedColor(values, at))
                (isForeground ? style.foreground : style.background) = *color;
        } else {
            applyOne(style, values[at]);
        }
    }
}

} // namespace qilin
