// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/textwidth.h"

#include "core/platform/terminal.h"

namespace qilin {

namespace {

int columnsOf(char32_t character)
{
    // ASCII: no need to ask.
    return character >= 0x20 && character < 0x7f ? 1 : terminalColumns(character);
}

// The character that begins at a place, which moves behind it.
char32_t takeCharacter(QStringView text, qsizetype &at)
{
    const QChar c = text[at++];
    if (!c.isHighSurrogate() || at == text.size() || !text[at].isLowSurrogate())
        return c.unicode();
    return QChar::surrogateToUcs4(c, text[at++]);
}

// How much of text, from its beginning, fits.
qsizetype lengthWithin(QStringView text, int columns)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype before = at;
        columns -= columnsOf(takeCharacter(text, at));
        if (columns < 0)
            return before;
    }
    return text.size();
}

} // namespace

int widthOf(const QString &text)
{
    int columns = 0;
    for (qsizetype at = 0; at < text.size();)
        columns += columnsOf(takeCharacter(text, at));
    return columns;
}

QString fitted(const QString &text, int columns, const QString &mark)
{
    if (lengthWithin(text, columns) == text.size())
        return text;
    const int room = columns - widthOf(mark);
    if (room < 0)
        return mark.left(lengthWithin(mark, columns));
    return text.left(lengthWithin(text, room)) + mark;
}

QString padded(const QString &text, int columns, Align align)
{
    const QString blanks(qMax(0, columns - widthOf(text)), u' ');
    return align == Align::Left ? text + blanks : blanks + text;
}

QStringList wrapped(const QString &text, int columns)
{
    QStringList lines;
    QString rest = text.trimmed();
    while (!rest.isEmpty()) {
        qsizetype end = qMax(qsizetype(1), lengthWithin(rest, columns));
        if (end < rest.size()) {
            const qsizetype blank = rest.lastIndexOf(u' ', end);
            if (blank > 0)
                end = blank;
        }
        lines.append(rest.left(end));
        rest = rest.mid(end).trimmed();
    }
    return lines;
}

} // namespace qilin
