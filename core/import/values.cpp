// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/values.h"

#include "core/import/shellwords.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kKilo = 1024;

} // namespace

std::optional<QString> textOf(const JsonValue &value)
{
    switch (value.type) {
    case JsonValue::Type::Bool:
        return value.boolean ? u"true"_s : u"false"_s;
    case JsonValue::Type::Number:
    case JsonValue::Type::String:
        return value.text;
    case JsonValue::Type::Null:
    case JsonValue::Type::Array:
    case JsonValue::Type::Object:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<bool> truthOf(const JsonValue &value)
{
    const QString text = textOf(value).value_or(QString()).toLower();
    if (QStringList{u"true"_s, u"yes"_s, u"on"_s, u"1"_s}.contains(text))
        return true;
    if (QStringList{u"false"_s, u"no"_s, u"off"_s, u"0"_s}.contains(text))
        return false;
    return std::nullopt;
}

std::optional<qint64> integerOf(const JsonValue &value)
{
    if (value.type == JsonValue::Type::Number)
        return value.integer();
    bool good = false;
    const qint64 number = textOf(value).value_or(QString()).trimmed().toLongLong(&good);
    return good ? std::optional(number) : std::nullopt;
}

std::optional<qint64> millisecondsOf(const JsonValue &value)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,9})\\s*(ms|s|m|h)?\\s*$"_s);
    if (value.type == JsonValue::Type::Number)
        return value.integer();
    const auto match = form.match(textOf(value).value_or(QString()));
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    return unit == "h"_L1   ? number * 3600'000
           : unit == "m"_L1 ? number * 60'000
           : unit == "s"_L1 ? number * 1000
                            : number;
}

std::optional<QString> sizeOf(const JsonValue &value)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,15})\\s*([KMG]?)B?\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(textOf(value).value_or(QString()));
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2).toUpper();
    const QString number = match.captured(1);
    if (!unit.isEmpty())
        return number + unit;
    if (number.toLongLong() == 0)
        return u"0"_s;
    // The greatest unit that loses nothing; below the smallest one there is nothing to lose.
    const qint64 kilobytes = (number.toLongLong() + kKilo - 1) / kKilo;
    if (kilobytes % (kKilo * kKilo) == 0)
        return u"%1G"_s.arg(kilobytes / kKilo / kKilo);
    if (kilobytes % kKilo == 0)
        return u"%1M"_s.arg(kilobytes / kKilo);
    return u"%1K"_s.arg(kilobytes);
}

std::optional<QStringList> wordListOf(const JsonValue &value)
{
    if (value.type != JsonValue::Type::Array) {
        const std::optional<QString> text = textOf(value);
        const Result<QStringList> words = splitShellWords(text.value_or(QString()));
        return text && words ? std::optional(*words) : std::nullopt;
    }
    QStringList list;
    for (const JsonValue &item : value.items) {
        const std::optional<QString> text = textOf(item);
        if (!text)
            return std::nullopt;
        list.append(*text);
    }
    return list;
}

JsonValue stringValue(const QString &text, JsonPlace place)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.text = text;
    value.place = place;
    return value;
}

QJsonValue toJson(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

} // namespace qilin
