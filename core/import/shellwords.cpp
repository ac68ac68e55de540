// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/shellwords.h"

#include "core/import/text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// What a shell does itself; no program of that name would have the effect.
bool isBuiltin(const QString &word)
{
    static const QStringList builtins{u"."_s,    u":"_s,      u"!"_s,      u"{"_s,      u"alias"_s,
                                      u"case"_s, u"cd"_s,     u"eval"_s,   u"exec"_s,   u"export"_s,
                                      u"for"_s,  u"if"_s,     u"set"_s,    u"source"_s, u"trap"_s,
                                      u"type"_s, u"ulimit"_s, u"umask"_s,  u"unset"_s,  u"until"_s,
                                      u"wait"_s, u"while"_s,  u"command"_s};
    return builtins.contains(word);
}

// Calls special(c, isWordStart) for each character that stands in no quotes, and for those that
// keep their meaning in double ones; ends with the first true.
template <typename Special>
bool anyUnquoted(const QString &text, Special special)
{
    QChar quote;
    bool isWordStart = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\\' && quote != u'\'') {
            ++i;
            isWordStart = false;
            continue;
        }
        if (!quote.isNull() && c == quote)
            quote = QChar();
        else if (quote.isNull() && (c == u'\'' || c == u'"'))
            quote = c;
        else if (quote == u'"' ? (c == u'$' || c == u'`') && special(c, false)
                               : quote.isNull() && special(c, isWordStart))
            return true;
        isWordStart = quote.isNull() && c.isSpace();
    }
    return false;
}

} // namespace

Result<QStringList> splitShellWords(const QString &text)
{
    QStringList words;
    QString word;
    bool isInWord = false;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        const bool isEscape = c == u'\\' && quote != u'\'' && !next.isNull()
                              && (quote.isNull() || u"\"\\$`"_s.contains(next));
        if (isEscape) {
            word += next;
            isInWord = true;
            ++i;
        } else if (!quote.isNull() && c == quote) {
            quote = QChar();
        } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
            quote = c;
            isInWord = true;
        } else if (quote.isNull() && c.isSpace()) {
            if (isInWord)
                words.append(std::exchange(word, {}));
            isInWord = false;
        } else {
            word += c;
            isInWord = true;
        }
    }
    if (!quote.isNull())
        return Error{ImportText::tr("a quote (%1) is opened and not closed").arg(quote)};
    if (isInWord)
        words.append(word);
    return words;
}

bool beginsWithAssignment(const QString &command)
{
    static const QRegularExpression assignment(u"^\\s*[A-Za-z_][A-Za-z0-9_]*="_s);
    return assignment.match(command).hasMatch();
}

bool needsShell(const QString &command)
{
    const Result<QStringList> words = splitShellWords(command);
    if (!words || words->isEmpty())
        return true;
    if (isBuiltin(words->first()) || beginsWithAssignment(words->first()))
        return true;
    return anyUnquoted(command, [](QChar c, bool isWordStart) {
        return u"|&;<>()$`*?[\n"_s.contains(c) || (isWordStart && (c == u'~' || c == u'#'));
    });
}

bool isCompound(const QString &command)
{
    const Result<QStringList> words = splitShellWords(command);
    if (words && !words->isEmpty() && isBuiltin(words->first()))
        return true;
    return anyUnquoted(command, [](QChar c, bool) { return u"|&;()\n"_s.contains(c); });
}

} // namespace qilin
