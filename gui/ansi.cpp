// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/ansi.h"

#include <QStringList>

namespace qilin {

namespace {

constexpr char16_t kEscape = 0x1b;
constexpr char16_t kBell = 0x07;

// What a sequence that is open at the end of its line may hold, is no text.
class Reader
{
public:
    Reader(const QString &line, AnsiStyle &style)
        : m_line(line)
        , m_style(style)
    {}

    AnsiLine read();

private:
    void readEscape();
    void readControlSequence();
    void skipString();
    void append(QChar character);

    [[nodiscard]] bool atEnd() const { return m_at >= m_line.size(); }
    [[nodiscard]] char16_t next() const { return m_line[m_at].unicode(); }

    const QString &m_line;
    AnsiStyle &m_style;
    qsizetype m_at = 0;
    AnsiLine m_result;
};

// Signs for what would move a cursor, ring a bell, or break a text document into paragraphs.
QChar shown(QChar character)
{
    const char16_t code = character.unicode();
    if (code == u'\t')
        return character;
    if (code < 0x20)
        return QChar(char16_t(0x2400 + code));
    if (code == 0x7f)
        return QChar(char16_t(0x2421));
    if ((code >= 0x80 && code < 0xa0) || code == 0x2028 || code == 0x2029
        || (code >= 0xfdd0 && code <= 0xfdef) || code == 0xfffc)
        return QChar(QChar::ReplacementCharacter);
    return character;
}

AnsiLine Reader::read()
{
    m_result.text.reserve(m_line.size());
    while (!atEnd()) {
        const QChar character = m_line[m_at++];
        if (character == QChar(kEscape)) {
            readEscape();
        } else if (character.unicode() == 0x9b) {
            readControlSequence();
        } else if (character != u'\r' || !atEnd()) {
            append(character);
        }
    }
    return std::move(m_result);
}

void Reader::append(QChar character)
{
    QList<AnsiRun> &runs = m_result.runs;
    if (runs.isEmpty() || !(runs.last().style == m_style))
        runs.append({m_result.text.size(), 0, m_style});
    m_result.text.append(shown(character));
    ++runs.last().length;
}

void Reader::readEscape()
{
    if (atEnd())
        return;
    const char16_t kind = next();
    if (kind == u'[') {
        ++m_at;
        readControlSequence();
    } else if (kind == u']' || kind == u'P' || kind == u'X' || kind == u'^' || kind == u'_') {
        ++m_at;
        skipString();
    } else if (kind >= 0x20 && kind <= 0x7e) {
        while (!atEnd() && next() >= 0x20 && next() <= 0x2f)
            ++m_at;
        if (!atEnd())
            ++m_at;
    }
}

// Parameters 0x30-0x3f, intermediates 0x20-0x2f, one final byte 0x40-0x7e.
void Reader::readControlSequence()
{
    const qsizetype start = m_at;
    while (!atEnd() && next() >= 0x30 && next() <= 0x3f)
        ++m_at;
    const QStringView parameters = QStringView(m_line).mid(start, m_at - start);
    const qsizetype intermediates = m_at;
    while (!atEnd() && next() >= 0x20 && next() <= 0x2f)
        ++m_at;
    if (atEnd() || next() < 0x40 || next() > 0x7e)
        return;
    if (next() == u'm' && m_at == intermediates)
        applyRendition(m_style, parameters);
    ++m_at;
}

void Reader::skipString()
{
    while (!atEnd()) {
        const char16_t character = m_line[m_at++].unicode();
        if (character == kBell || character == 0x9c)
            return;
        if (character == kEscape && !atEnd() && next() == u'\\') {
            ++m_at;
            return;
        }
    }
}

} // namespace

AnsiLine parseAnsi(const QString &line, AnsiStyle &style)
{
    return Reader(line, style).read();
}

QString withoutEscapes(const QString &lines)
{
    AnsiStyle style;
    QStringList texts;
    for (const QString &line : lines.split(u'\n'))
        texts.append(parseAnsi(line, style).text);
    return texts.join(u'\n');
}

} // namespace qilin
