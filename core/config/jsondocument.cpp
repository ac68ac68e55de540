// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/jsondocument.h"

#include "core/config/jsonscanner.h"
#include "core/config/text.h"
#include "core/config/utf8.h"

#include <QHash>

#include <cmath>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// A recursive descent over the decoded text. Its functions answer false where nothing sensible can
// be read any more; a fault is on record then.
class Reader final
{
public:
    explicit Reader(const QString &text)
        : m_in(text)
    {}

    JsonDocument read();

private:
    bool readValue(JsonValue &value, int depth);
    bool readObject(JsonValue &object, int depth);
    bool readArray(JsonValue &array, int depth);
    bool readKey(JsonKey &key);
    bool readSeparator(char16_t close, bool &ended);

    JsonScanner m_in;
};

JsonDocument Reader::read()
{
    JsonValue root;
    bool good = m_in.skipBlanks();
    if (good && m_in.atEnd())
        good = m_in.fault({}, ConfigText::tr("the file is empty; at the least it must be an object "
                                             "such as {\"exec\": \"app.js\"}"));
    good = good && readValue(root, 0) && m_in.skipBlanks();
    if (good && !m_in.atEnd())
        m_in.fault(m_in.place(), ConfigText::tr("nothing may follow the end of the document"));
    JsonDocument document;
    if (good)
        document.root = std::move(root);
    document.faults = m_in.faults();
    return document;
}

bool Reader::readValue(JsonValue &value, int depth)
{
    value.place = m_in.place();
    if (m_in.atEnd())
        return m_in.unfinished();
    const char16_t c = m_in.peek();
    if (c == u'{' || c == u'[') {
        if (depth >= kJsonDepth)
            return m_in.fault(
                m_in.place(),
                ConfigText::tr("arrays and objects may be nested %1 deep at most").arg(kJsonDepth));
        return c == u'{' ? readObject(value, depth + 1) : readArray(value, depth + 1);
    }
    if (c == u'"') {
        value.type = JsonValue::Type::String;
        return m_in.readString(value.text);
    }
    if (m_in.atQuote())
        return m_in.fault(m_in.place(), ConfigText::tr("strings stand in double quotes (\")"));
    if ((c >= u'0' && c <= u'9') || c == u'-')
        return m_in.readNumber(value);
    if (m_in.atWord())
        return m_in.readWord(value);
    return m_in.fault(m_in.place(),
                      ConfigText::tr("a value is expected here: a string, a number, true, "
                                     "false, null, an array or an object"));
}

// After a value: takes the comma, or the closing bracket (then ended).
bool Reader::readSeparator(char16_t close, bool &ended)
{
    const JsonPlace end = m_in.place();
    if (!m_in.skipBlanks())
        return false;
    if (m_in.atEnd())
        return m_in.unfinished();
    if (m_in.peek() == close) {
        m_in.take();
        ended = true;
        return true;
    }
    if (m_in.peek() != u',') {
        const char16_t c = m_in.peek();
        if (c != u'"' && c != u'{' && c != u'[' && !m_in.atWord()) {
            return m_in.fault(m_in.place(), close == u'}'
                                                ? ConfigText::tr("a comma or } is expected here")
                                                : ConfigText::tr("a comma or ] is expected here"));
        }
        m_in.fault(end, ConfigText::tr("a comma is missing here"));
        return true;
    }
    const JsonPlace comma = m_in.place();
    m_in.take();
    if (!m_in.skipBlanks())
        return false;
    if (!m_in.atEnd() && m_in.peek() == close) {
        m_in.fault(comma, ConfigText::tr("the last item takes no comma after it; remove this one"));
        m_in.take();
        ended = true;
    }
    return true;
}

bool Reader::readObject(JsonValue &object, int depth)
{
    object.type = JsonValue::Type::Object;
    m_in.take();
    if (!m_in.skipBlanks())
        return false;
    bool ended = !m_in.atEnd() && m_in.peek() == u'}';
    if (ended)
        m_in.take();
    QHash<QString, JsonPlace> seen;
    while (!ended) {
        JsonKey key;
        JsonValue value;
        if (!readKey(key) || !readValue(value, depth))
            return false;
        const auto earlier = seen.constFind(key.name);
        if (earlier != seen.cend() && !isJsonComment(key.name)) {
            m_in.fault(key.place, ConfigText::tr("the key \"%1\" stands at %2:%3 already; keep one")
                                      .arg(key.name.left(100), QString::number(earlier->line),
                                           QString::number(earlier->column)));
        } else {
            seen.insert(key.name, key.place);
            object.keys.push_back(std::move(key));
            object.items.push_back(std::move(value));
        }
        if (!readSeparator(u'}', ended))
            return false;
    }
    return true;
}

bool Reader::readKey(JsonKey &key)
{
    key.place = m_in.place();
    if (m_in.atEnd())
        return m_in.unfinished();
    if (m_in.peek() != u'"')
        return m_in.fault(m_in.place(), ConfigText::tr("a key in double quotes is expected here"));
    if (!m_in.readString(key.name) || !m_in.skipBlanks())
        return false;
    if (m_in.atEnd())
        return m_in.unfinished();
    if (m_in.peek() != u':')
        return m_in.fault(m_in.place(),
                          ConfigText::tr("a colon is expected here, between key and value"));
    m_in.take();
    return m_in.skipBlanks();
}

bool Reader::readArray(JsonValue &array, int depth)
{
    array.type = JsonValue::Type::Array;
    m_in.take();
    if (!m_in.skipBlanks())
        return false;
    bool ended = !m_in.atEnd() && m_in.peek() == u']';
    if (ended)
        m_in.take();
    while (!ended) {
        array.items.emplace_back();
        if (!readValue(array.items.back(), depth) || !readSeparator(u']', ended))
            return false;
    }
    return true;
}

JsonPlace placeOf(const QByteArray &bytes, qsizetype offset)
{
    const qsizetype lineStart = bytes.lastIndexOf('\n', offset - 1 - bytes.size()) + 1;
    const QByteArrayView before = QByteArrayView(bytes).first(offset);
    return {int(before.count('\n')) + 1,
            int(QString::fromUtf8(before.sliced(lineStart)).toUcs4().size()) + 1};
}

} // namespace

std::optional<qint64> JsonValue::integer() const
{
    if (type != Type::Number)
        return std::nullopt;
    bool good = false;
    const double number = text.toDouble(&good);
    if (!good || std::trunc(number) != number || std::abs(number) >= 9007199254740992.0)
        return std::nullopt;
    return qint64(number);
}

bool isJsonComment(const QString &key)
{
    return key.startsWith(u'_') || key.startsWith("//"_L1);
}

JsonDocument readJson(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return {std::nullopt, {{{}, ConfigText::tr("the file is UTF-16; save it as UTF-8")}}};
    if (const std::optional<qsizetype> wrong = firstNonUtf8(bytes)) {
        return {std::nullopt,
                {{placeOf(bytes, *wrong), ConfigText::tr("this is not UTF-8; save the file as "
                                                         "UTF-8")}}};
    }
    const bool mark = bytes.startsWith("\xef\xbb\xbf");
    JsonDocument document = Reader(QString::fromUtf8(mark ? bytes.sliced(3) : bytes)).read();
    if (mark) {
        document.faults.prepend({{},
                                 ConfigText::tr("the file begins with a byte order mark; save "
                                                "it as UTF-8 without one")});
    }
    return document;
}

} // namespace qilin
