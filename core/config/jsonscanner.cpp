// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/jsonscanner.h"

#include "core/config/text.h"

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr int kMaxFaults = 100;

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

bool isWordCharacter(char16_t c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'
           || c == u'$' || c == u'.' || c == u'+' || c == u'-' || c > 0x7f;
}

int hexValue(char16_t c)
{
    if (isDigit(c))
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

} // namespace

JsonScanner::JsonScanner(const QString &text)
    : m_text(text)
{}

bool JsonScanner::atWord() const
{
    return isWordCharacter(peek());
}

bool JsonScanner::atQuote() const
{
    constexpr QStringView kOthers = u"'`\u2018\u2019\u201c\u201d\u00ab\u00bb";
    return !atEnd() && kOthers.contains(QChar(peek()));
}

char16_t JsonScanner::take()
{
    const char16_t c = m_text[m_at++].unicode();
    if (c == u'\n')
        m_place = {m_place.line + 1, 1};
    else if (!QChar::isLowSurrogate(c))
        ++m_place.column;
    return c;
}

bool JsonScanner::fault(JsonPlace at, const QString &text)
{
    if (m_faults.size() < kMaxFaults)
        m_faults.append({at, text});
    return false;
}

bool JsonScanner::unfinished()
{
    return fault(m_place, ConfigText::tr("the file ends too early here"));
}

bool JsonScanner::skipBlanks()
{
    while (!atEnd()) {
        const char16_t c = peek();
        if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r')
            take();
        else if ((c == u'/' && (peek(1) == u'/' || peek(1) == u'*')) || c == u'#') {
            if (!skipComment())
                return false;
        } else
            break;
    }
    return true;
}

bool JsonScanner::skipComment()
{
    const JsonPlace start = place();
    fault(start, ConfigText::tr("JSON has no comments; remove it, or put the text into a key that "
                                "begins with \"_\" or \"//\""));
    if (peek() == u'/' && peek(1) == u'*') {
        const qsizetype end = m_text.indexOf("*/"_L1, m_at + 2);
        if (end < 0)
            return false;
        while (m_at < end + 2)
            take();
        return true;
    }
    while (!atEnd() && peek() != u'\n')
        take();
    return true;
}

bool JsonScanner::readString(QString &out)
{
    const JsonPlace start = place();
    take();
    while (!atEnd() && peek() != u'\n') {
        const char16_t c = peek();
        if (c == u'"') {
            take();
            return true;
        }
        if (c == u'\\') {
            readEscape(out);
            continue;
        }
        if (c < 0x20 && c != u'\r') {
            fault(place(), ConfigText::tr("a control character in a string must be written as an "
                                          "escape, a tab as \\t"));
        }
        out.append(QChar(take()));
    }
    return fault(start, ConfigText::tr("this string has no closing quote on its line; a line break "
                                       "in a string is written \\n"));
}

void JsonScanner::readEscape(QString &out)
{
    static constexpr char16_t kFrom[] = u"\"\\/bfnrt";
    static constexpr char16_t kTo[] = u"\"\\/\b\f\n\r\t";
    const JsonPlace start = place();
    take();
    const char16_t c = peek();
    if (c == u'u') {
        take();
        readUnicodeEscape(out);
        return;
    }
    for (int i = 0; kFrom[i] != u'\0'; ++i) {
        if (c == kFrom[i] && !atEnd()) {
            take();
            out.append(QChar(kTo[i]));
            return;
        }
    }
    fault(start, ConfigText::tr("after a backslash one of \" \\ / b f n r t u must follow; a "
                                "backslash itself is written \\\\"));
}

std::optional<char16_t> JsonScanner::readHex4()
{
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexValue(peek());
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + digit;
        take();
    }
    return char16_t(value);
}

void JsonScanner::readUnicodeEscape(QString &out)
{
    const JsonPlace start{m_place.line, m_place.column - 2};
    const std::optional<char16_t> first = readHex4();
    if (!first) {
        fault(start, ConfigText::tr("\\u must be followed by four hexadecimal digits"));
        return;
    }
    out.append(QChar(*first));
    if (!QChar::isSurrogate(*first))
        return;
    if (QChar::isHighSurrogate(*first) && peek() == u'\\' && peek(1) == u'u') {
        take();
        take();
        const std::optional<char16_t> second = readHex4();
        if (second && QChar::isLowSurrogate(*second)) {
            out.append(QChar(*second));
            return;
        }
    }
    fault(start, ConfigText::tr("this \\u escape is half of a surrogate pair; both halves must "
                                "stand together"));
}

bool JsonScanner::readNumber(JsonValue &value)
{
    value.type = JsonValue::Type::Number;
    const qsizetype from = m_at;
    const auto digits = [this] {
        const qsizetype first = m_at;
        while (isDigit(peek()))
            take();
        return m_at - first;
    };
    if (peek() == u'-')
        take();
    const bool zero = peek() == u'0';
    const qsizetype whole = digits();
    bool good = whole == 1 || (whole > 1 && !zero);
    if (peek() == u'.') {
        take();
        good = digits() > 0 && good;
    }
    if (peek() == u'e' || peek() == u'E') {
        take();
        if (peek() == u'+' || peek() == u'-')
            take();
        good = digits() > 0 && good;
    }
    if (!good || atWord())
        return fault(value.place, ConfigText::tr("this is not a number of JSON; write it like 3, "
                                                 "-1, 0.5 or 1e3, or put text into double quotes"));
    value.text = m_text.mid(from, m_at - from);
    return true;
}

bool JsonScanner::readWord(JsonValue &value)
{
    const qsizetype from = m_at;
    while (atWord())
        take();
    const QStringView word = QStringView(m_text).mid(from, m_at - from);
    if (word == "true"_L1 || word == "false"_L1) {
        value.type = JsonValue::Type::Bool;
        value.boolean = word == "true"_L1;
        return true;
    }
    if (word == "null"_L1)
        return true;
    return fault(value.place, ConfigText::tr("text stands in double quotes; the only words without "
                                             "them are true, false and null, in lower case"));
}

} // namespace qilin
