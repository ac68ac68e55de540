// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/systemvalues.h"

#include "core/config/fieldreader.h"
#include "core/config/suggest.h"
#include "core/config/text.h"
#include "core/platform/limits.h"
#include "core/platform/signalnames.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr int kUmaskMax = 0777;
constexpr auto kUnlimitedWord = "unlimited"_L1;

QStringList strings(const QList<QByteArray> &names)
{
    QStringList words;
    for (const QByteArray &name : names)
        words.append(QString::fromLatin1(name));
    return words;
}

bool readLimit(const JsonValue &value, const QString &key, Loaded &loaded,
               std::optional<qint64> &out)
{
    const std::optional<qint64> number = value.integer();
    if (value.type == JsonValue::Type::Number && number && *number >= 0) {
        out = number;
        return true;
    }
    if (value.type == JsonValue::Type::String && value.text == kUnlimitedWord) {
        out = ResourceLimit::kUnlimited;
        return true;
    }
    const bool typed
        = value.type == JsonValue::Type::Number || value.type == JsonValue::Type::String;
    const QString expected
        = ConfigText::tr("a number from 0 to 9007199254740991, or \"unlimited\"");
    loaded.fault(value.place, key,
                 typed ? ConfigText::tr("must be %1").arg(expected) : mustBe(expected, value));
    return false;
}

bool readPair(const JsonValue &value, const QString &key, Loaded &loaded, ResourceLimit &out)
{
    bool good = true;
    for (size_t i = 0; i < value.keys.size(); ++i) {
        const auto &[name, place] = value.keys[i];
        if (isJsonComment(name))
            continue;
        if (name != "soft"_L1 && name != "hard"_L1) {
            loaded.fault(place, key + u'.' + name,
                         ConfigText::tr("unknown key; a limit has \"soft\" and \"hard\"")
                             + didYouMean(name, {u"soft"_s, u"hard"_s}));
            good = false;
            continue;
        }
        std::optional<qint64> &half = name == "soft"_L1 ? out.soft : out.hard;
        good = readLimit(value.items[i], key + u'.' + name, loaded, half) && good;
    }
    // "unlimited" is the largest number here.
    if (good && out.soft && out.hard && quint64(*out.soft) > quint64(*out.hard)) {
        loaded.fault(value.place, key,
                     ConfigText::tr("\"soft\" must not be above \"hard\"; lower the one or raise "
                                    "the other"));
        good = false;
    }
    return good;
}

} // namespace

bool readUmask(const JsonValue &value, const QString &key, Loaded &loaded, int &out)
{
    const QString expected = ConfigText::tr("an octal number in quotes such as \"027\"");
    if (value.type != JsonValue::Type::String) {
        loaded.fault(value.place, key, mustBe(expected, value));
        return false;
    }
    const bool digits = !value.text.isEmpty()
                        && std::all_of(value.text.cbegin(), value.text.cend(),
                                       [](QChar c) { return c >= u'0' && c <= u'7'; });
    bool ok = false;
    const int mask = value.text.toInt(&ok, 8);
    if (!digits || !ok || mask > kUmaskMax) {
        loaded.fault(value.place, key,
                     ConfigText::tr("must be %1, from \"0\" to \"777\"").arg(expected));
        return false;
    }
    out = mask;
    return true;
}

bool readSignal(const JsonValue &value, const QString &key, Loaded &loaded, QString &out)
{
    const QString expected = ConfigText::tr("the name of a signal such as \"SIGINT\" or \"INT\"");
    if (value.type != JsonValue::Type::String) {
        loaded.fault(value.place, key, mustBe(expected, value));
        return false;
    }
    const int number = signalNumber(value.text.toLatin1());
    QStringList known;
    const QList<QByteArray> names = signalAbbreviations();
    for (const QByteArray &name : names)
        known.append(u"SIG"_s + QLatin1StringView(name));
    if (number == 0) {
        const QString word = value.text.startsWith("SIG"_L1, Qt::CaseInsensitive)
                                 ? value.text
                                 : u"SIG"_s + value.text;
        loaded.fault(value.place, key,
                     ConfigText::tr("must be %1").arg(expected) + didYouMean(word, known));
        return false;
    }
    out = u"SIG"_s + QLatin1StringView(signalAbbreviation(number));
    if (out == "SIGSTOP"_L1) {
        loaded.fault(value.place, key,
                     ConfigText::tr("SIGSTOP only halts a program; name the signal at which it "
                                    "ends, such as \"SIGTERM\""));
        return false;
    }
    return true;
}

bool readLimits(const JsonValue &value, const QString &key, Loaded &loaded, ResourceLimits &out)
{
    if (value.type != JsonValue::Type::Object) {
        loaded.fault(
            value.place, key,
            mustBe(ConfigText::tr("an object of limits such as {\"nofile\": 65536}"), value));
        return false;
    }
    const QStringList known = strings(limitNames());
    bool good = true;
    for (size_t i = 0; i < value.keys.size(); ++i) {
        const auto &[name, place] = value.keys[i];
        if (isJsonComment(name))
            continue;
        const QString inner = key + u'.' + name;
        const JsonValue &item = value.items[i];
        if (!known.contains(name)) {
            loaded.fault(
                place, inner,
                ConfigText::tr("unknown limit; it must be one of %1").arg(known.join(", "_L1))
                    + didYouMean(name, known));
            good = false;
            continue;
        }
        ResourceLimit limit;
        if (item.type == JsonValue::Type::Object) {
            good = readPair(item, inner, loaded, limit) && good;
        } else {
            good = readLimit(item, inner, loaded, limit.soft) && good;
            limit.hard = limit.soft;
        }
        out.insert(name, limit);
    }
    return good;
}

} // namespace qilin
