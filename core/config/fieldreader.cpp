// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/fieldreader.h"

#include "core/config/cron.h"
#include "core/config/listenaddress.h"
#include "core/config/readyurl.h"
#include "core/config/suggest.h"
#include "core/config/systemvalues.h"
#include "core/config/text.h"

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

using Environment = QMap<QString, std::optional<QString>>;
using Commands = QMap<QString, QStringList>;
using std::chrono::milliseconds;

QString typeName(JsonValue::Type type)
{
    switch (type) {
    case JsonValue::Type::Null:
        return u"null"_s;
    case JsonValue::Type::Bool:
        return ConfigText::tr("a truth value");
    case JsonValue::Type::Number:
        return ConfigText::tr("a number");
    case JsonValue::Type::String:
        return ConfigText::tr("a string");
    case JsonValue::Type::Array:
        return ConfigText::tr("an array");
    case JsonValue::Type::Object:
        return ConfigText::tr("an object");
    }
    return {};
}

QString listed(const QStringList &words)
{
    return u'"' + words.join("\", \""_L1) + u'"';
}

// Reads one value; overloads by the member's type.
template <typename Owner>
class Reader final
{
public:
    Reader(const Field<Owner> &field, const JsonValue &value, const QString &key, Loaded &loaded)
        : m_field(field)
        , m_value(value)
        , m_key(key)
        , m_loaded(loaded)
    {}

    bool read(QString &out)
    {
        return m_field.sense == Sense::Signal ? readSignal(m_value, m_key, m_loaded, out)
                                              : readString(m_value, m_key, out);
    }
    bool read(std::optional<QString> &out) { return readString(m_value, m_key, out.emplace()); }
    bool read(bool &out);
    bool read(int &out);
    bool read(std::optional<int> &out) { return read(out.emplace()); }
    bool read(milliseconds &out);
    bool read(ByteSize &out);
    bool read(std::optional<ByteSize> &out) { return read(out.emplace()); }
    bool read(QStringList &out);
    bool read(Environment &out);
    bool read(ResourceLimits &out) { return readLimits(m_value, m_key, m_loaded, out); }
    bool read(Commands &out);
    bool read(QList<ListenAddress> &out);
    bool read(ReadyRule &out);
    template <typename Enumeration>
    bool read(Enumeration &out);

private:
    bool readString(const JsonValue &value, const QString &key, QString &out);
    bool readStrings(const JsonValue &value, const QString &key, QStringList &out);
    bool readInteger(const QString &expected, qint64 &out);
    bool fault(const JsonValue &value, const QString &key, const QString &text)
    {
        m_loaded.fault(value.place, key, text);
        return false;
    }
    bool wrong(const QString &expected) { return fault(m_value, m_key, mustBe(expected, m_value)); }

    const Field<Owner> &m_field;
    const JsonValue &m_value;
    const QString &m_key;
    Loaded &m_loaded;
};

template <typename Owner>
bool Reader<Owner>::readString(const JsonValue &value, const QString &key, QString &out)
{
    if (value.type != JsonValue::Type::String)
        return fault(value, key, mustBe(ConfigText::tr("a string"), value));
    if (value.text.size() < m_field.min)
        return fault(value, key, ConfigText::tr("must not be empty"));
    if (value.text.contains(QChar(u'\0')))
        return fault(value, key, ConfigText::tr("must not hold a NUL character (\\u0000)"));
    if (m_field.sense == Sense::Times) {
        if (const Result<Cron> cron = Cron::parse(value.text); !cron)
            return fault(value, key, cron.error().text);
    }
    out = value.text;
    return true;
}

template <typename Owner>
bool Reader<Owner>::read(bool &out)
{
    if (m_value.type != JsonValue::Type::Bool)
        return wrong(ConfigText::tr("true or false"));
    out = m_value.boolean;
    return true;
}

template <typename Owner>
bool Reader<Owner>::readInteger(const QString &expected, qint64 &out)
{
    const std::optional<qint64> number = m_value.integer();
    if (m_value.type == JsonValue::Type::Number
        && (!number || *number < m_field.min || *number > m_field.max)) {
        return fault(m_value, m_key,
                     ConfigText::tr("must be %1, not %2").arg(expected, m_value.text.left(20)));
    }
    if (!number)
        return wrong(expected);
    out = *number;
    return true;
}

template <typename Owner>
bool Reader<Owner>::read(int &out)
{
    if (m_field.sense == Sense::Octal)
        return readUmask(m_value, m_key, m_loaded, out);
    const bool orAuto = m_field.sense == Sense::CountOrAuto;
    if (orAuto && m_value.type == JsonValue::Type::String && m_value.text == "auto"_L1) {
        out = 0;
        return true;
    }
    const QString range = orAuto ? ConfigText::tr("an integer from %1 to %2 or \"auto\"")
                                 : ConfigText::tr("an integer from %1 to %2");
    qint64 number = 0;
    if (!readInteger(range.arg(QString::number(m_field.min), QString::number(m_field.max)), number))
        return false;
    out = int(number);
    return true;
}

template <typename Owner>
bool Reader<Owner>::read(milliseconds &out)
{
    qint64 number = 0;
    const QString range = ConfigText::tr("milliseconds, an integer from %1 to %2");
    if (!readInteger(range.arg(QString::number(m_field.min), QString::number(m_field.max)), number))
        return false;
    out = milliseconds(number);
    return true;
}

template <typename Owner>
bool Reader<Owner>::read(ByteSize &out)
{
    const QString range
        = ConfigText::tr("a size from %1 to %2 such as \"300M\" (K, M, G: powers of 1024)");
    const QString expected = range.arg(byteSizeText({m_field.min}), byteSizeText({m_field.max}));
    if (m_value.type != JsonValue::Type::String) {
        qint64 number = 0;
        if (!readInteger(expected, number))
            return false;
        out = {number};
        return true;
    }
    const std::optional<ByteSize> size = byteSizeFromText(m_value.text);
    if (!size || size->bytes < m_field.min || size->bytes > m_field.max) {
        return fault(m_value, m_key,
                     ConfigText::tr("must be %1, not %2")
                         .arg(expected, u'"' + m_value.text.left(20) + u'"'));
    }
    out = *size;
    return true;
}

template <typename Owner>
bool Reader<Owner>::read(QStringList &out)
{
    if (m_field.sense == Sense::Times && m_value.type == JsonValue::Type::String) {
        QString one;
        if (!readString(m_value, m_key, one))
            return false;
        out = QStringList{one};
        return true;
    }
    if (m_field.sense == Sense::Times && m_value.type != JsonValue::Type::Array)
        return wrong(ConfigText::tr("a time such as \"30 4 * * mon-fri\", or an array of them"));
    return readStrings(m_value, m_key, out);
}

template <typename Owner>
bool Reader<Owner>::readStrings(const JsonValue &value, const QString &key, QStringList &out)
{
    if (value.type != JsonValue::Type::Array)
        return fault(value, key,
                     mustBe(ConfigText::tr("an array of strings such as [\"a\", \"b\"]"), value));
    QStringList list;
    bool good = true;
    for (const JsonValue &item : value.items) {
        const QString at = u"%1[%2]"_s.arg(key, QString::number(&item - value.items.data()));
        good = readString(item, at, list.emplaceBack()) && good;
    }
    if (good)
        out = list;
    return good;
}

template <typename Owner>
bool Reader<Owner>::read(Commands &out)
{
    if (m_value.type != JsonValue::Type::Object)
        return wrong(ConfigText::tr("an object such as {\"reloaded\": [\"./notify.sh\"]}"));
    Commands commands;
    bool good = true;
    for (size_t i = 0; i < m_value.keys.size(); ++i) {
        const QString &name = m_value.keys[i].name;
        const QString key = m_key + u'.' + name;
        QStringList words;
        if (isJsonComment(name))
            continue;
        if (!hookNames().contains(name)) {
            m_loaded.fault(
                m_value.keys[i].place, key,
                ConfigText::tr("unknown hook; it must be one of %1").arg(listed(hookNames()))
                    + didYouMean(name, hookNames()));
            good = false;
        } else if (!readStrings(m_value.items[i], key, words)) {
            good = false;
        } else if (words.isEmpty() || words.first().isEmpty()) {
            good = fault(m_value.items[i], key,
                         ConfigText::tr("must name a program, with its arguments behind it"));
        } else {
            commands.insert(name, words);
        }
    }
    if (good)
        out = commands;
    return good;
}

// Here every key is a variable, "_" in front or not.
template <typename Owner>
bool Reader<Owner>::read(Environment &out)
{
    if (m_value.type != JsonValue::Type::Object)
        return wrong(ConfigText::tr("an object of strings such as {\"NODE_ENV\": \"production\"}"));
    Environment variables;
    bool good = true;
    for (size_t i = 0; i < m_value.keys.size(); ++i) {
        const QString &name = m_value.keys[i].name;
        const JsonValue &value = m_value.items[i];
        const QString key = m_key + u'.' + name;
        if (name.isEmpty() || name.contains(u'=') || name.contains(QChar(u'\0'))) {
            m_loaded.fault(m_value.keys[i].place, m_key,
                           ConfigText::tr("the name of a variable must not be empty nor hold = or "
                                          "a NUL character"));
            good = false;
        } else if (variables.contains(name)) {
            m_loaded.fault(m_value.keys[i].place, key,
                           ConfigText::tr("this variable stands here twice; keep one"));
            good = false;
        } else if (value.type == JsonValue::Type::Null) {
            variables.insert(name, std::nullopt);
        } else if (value.type != JsonValue::Type::String) {
            good = fault(value, key,
                         mustBe(ConfigText::tr("a string in double quotes, or null"), value));
        } else {
            QString text;
            good = readString(value, key, text) && good;
            variables.insert(name, text);
        }
    }
    if (good)
        out = variables;
    return good;
}

template <typename Owner>
bool Reader<Owner>::read(QList<ListenAddress> &out)
{
    if (m_value.type != JsonValue::Type::Array)
        return wrong(ConfigText::tr("an array of addresses such as [\"127.0.0.1:8000\", "
                                    "\"unix:app.sock\"]"));
    QList<ListenAddress> list;
    bool good = true;
    for (const JsonValue &item : m_value.items) {
        const QString key = u"%1[%2]"_s.arg(m_key, QString::number(&item - m_value.items.data()));
        QString text;
        if (!readString(item, key, text)) {
            good = false;
            continue;
        }
        Result<ListenAddress> address = parseListenAddress(text);
        if (!address) {
            good = fault(item, key, address.error().text);
            continue;
        }
        address->key = key;
        address->line = item.place.line;
        address->column = item.place.column;
        list.append(*address);
    }
    if (good)
        out = list;
    return good;
}

template <typename Owner>
bool Reader<Owner>::read(ReadyRule &out)
{
    const QStringList words = wordsOf(Ready());
    const QString expected = ConfigText::tr("one of %1, or {\"http\": URL}").arg(listed(words));
    const QString mustBe = ConfigText::tr("must be %1").arg(expected);
    if (m_value.type == JsonValue::Type::String) {
        const qsizetype index = words.indexOf(m_value.text);
        if (index < 0)
            return fault(m_value, m_key, mustBe + didYouMean(m_value.text, words));
        out = {Ready(index), {}};
        return true;
    }
    if (m_value.type != JsonValue::Type::Object)
        return wrong(expected);
    const JsonValue *http = nullptr;
    for (size_t i = 0; i < m_value.keys.size(); ++i) {
        if (m_value.keys[i].name == "http"_L1)
            http = &m_value.items[i];
        else if (!isJsonComment(m_value.keys[i].name))
            return fault(m_value, m_key, mustBe);
    }
    if (!http)
        return fault(m_value, m_key, mustBe);
    ReadyRule rule{Ready::Http, {}};
    if (!readString(*http, m_key + ".http"_L1, rule.url))
        return false;
    if (const Result<ReadyUrl> url = parseReadyUrl(rule.url, 1); !url)
        return fault(*http, m_key + ".http"_L1, url.error().text);
    out = rule;
    return true;
}

template <typename Owner>
template <typename Enumeration>
bool Reader<Owner>::read(Enumeration &out)
{
    const QStringList words = wordsOf(Enumeration());
    const QString expected = ConfigText::tr("one of %1").arg(listed(words));
    const QString &word = m_value.text;
    if (m_value.type != JsonValue::Type::String)
        return wrong(expected);
    const qsizetype index = words.indexOf(word);
    if (index < 0) {
        return fault(m_value, m_key,
                     ConfigText::tr("must be %1").arg(expected) + didYouMean(word, words));
    }
    out = Enumeration(index);
    return true;
}

} // namespace

QString mustBe(const QString &expected, const JsonValue &value)
{
    return ConfigText::tr("must be %1, not %2").arg(expected, typeName(value.type));
}

template <typename Owner>
bool readField(const Field<Owner> &field, const JsonValue &value, const QString &key, Owner &owner,
               Loaded &loaded)
{
    const auto into = [&](auto member) {
        auto read = owner.*member; // stays as it was if the value is wrong
        if (!Reader<Owner>(field, value, key, loaded).read(read))
            return false;
        owner.*member = read;
        return true;
    };
    return std::visit(into, field.member);
}

template bool readField(const Field<DaemonConfig> &, const JsonValue &, const QString &,
                        DaemonConfig &, Loaded &);
template bool readField(const Field<AppConfig> &, const JsonValue &, const QString &, AppConfig &,
                        Loaded &);

} // namespace qilin
