// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/visibletext.h"

#include <QChar>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// Joiners make one sign of several (emoji, Indic and Persian scripts), and do nothing else.
bool isJoiner(char16_t c)
{
    return c == 0x200c || c == 0x200d;
}

bool isHarmful(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !isJoiner(c.unicode());
    default: // letters, signs and the like
        return false;
    }
}

QString shown(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x20)
        return u'^' + QChar(char16_t(code + 0x40));
    if (code == 0x7f)
        return u"^?"_s;
    return u"<U+%1>"_s.arg(code, 4, 16, QChar(u'0')).toUpper();
}

// Behind a colour's sequence that begins at start; start: there is none.
qsizetype endOfColor(const QString &text, qsizetype start)
{
    qsizetype at = start + 1;
    if (text[start] != QChar(0x1b) || at >= text.size() || text[at] != u'[')
        return start;
    while (++at < text.size()) {
        const QChar c = text[at];
        if (c == u'm')
            return at + 1;
        if ((c < u'0' || c > u'9') && c != u';' && c != u':')
            return start;
    }
    return start;
}

enum class Kind { Text, Line };

QString visible(const QString &text, Kind kind)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (!isHarmful(c) || (kind == Kind::Line && c == u'\t')) {
            result += c;
            continue;
        }
        const qsizetype end = kind == Kind::Line ? endOfColor(text, at) : at;
        if (end > at)
            at = end - 1;
        else
            result += shown(c);
    }
    return result;
}

} // namespace

QString visibleText(const QString &text)
{
    return visible(text, Kind::Text);
}

QString visibleLine(const QString &line)
{
    return visible(line, Kind::Line);
}

QByteArray visibleJson(const QByteArray &json)
{
    QString result;
    const QString text = QString::fromUtf8(json);
    result.reserve(text.size());
    for (const QChar c : text) {
        // Those below are escaped already where they are in a string, and else are layout.
        if (c.unicode() >= 0x7f && isHarmful(c))
            result += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return result.toUtf8();
}

} // namespace qilin
