// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/foreignkey.h"

#include "core/import/text.h"
#include "core/import/values.h"

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

void noteUnless(bool usual, const Carried &carried, const JsonValue &value)
{
    const std::optional<bool> truth = truthOf(value);
    if (!truth)
        carried.wrong(ImportText::tr("true or false"));
    else if (*truth != usual)
        carried.note(QCoreApplication::translate("ImportText", carried.why));
}

} // namespace

void Carried::wrong(const QString &expected) const
{
    note(ImportText::tr("must be %1; it is left out").arg(expected));
}

const ForeignKey *ForeignKeys::find(const QString &key) const
{
    for (const ForeignKey &row : *this) {
        if (key == row.key)
            return &row;
    }
    return nullptr;
}

void carry(const ForeignKey &row, const JsonValue &value, DraftKeys &to, const ForeignPlace &place,
           const ForeignBase &base)
{
    if (row.carry)
        row.carry({to, place, base, row.ours, row.why}, value);
    else if (row.why)
        to.note(place, QCoreApplication::translate("ImportText", row.why));
}

void carryText(const Carried &carried, const JsonValue &value)
{
    const std::optional<QString> text = textOf(value);
    if (!text)
        carried.wrong(ImportText::tr("a string"));
    else if (!text->isEmpty())
        carried.set(*text);
}

void carryWords(const Carried &carried, const JsonValue &value)
{
    const std::optional<QStringList> words = wordListOf(value);
    if (!words)
        carried.wrong(ImportText::tr("a string, or an array of strings"));
    else if (!words->isEmpty())
        carried.set(toJson(*words));
}

void carryInteger(const Carried &carried, const JsonValue &value)
{
    if (const std::optional<qint64> number = integerOf(value))
        carried.set(*number);
    else
        carried.wrong(ImportText::tr("an integer"));
}

void carryMilliseconds(const Carried &carried, const JsonValue &value)
{
    if (const std::optional<qint64> time = millisecondsOf(value))
        carried.set(*time);
    else
        carried.wrong(ImportText::tr("a time in milliseconds"));
}

void carrySeconds(const Carried &carried, const JsonValue &value)
{
    if (const std::optional<qint64> seconds = integerOf(value))
        carried.set(*seconds * 1000);
    else
        carried.wrong(ImportText::tr("a time in seconds"));
}

void carrySize(const Carried &carried, const JsonValue &value)
{
    if (const std::optional<QString> size = sizeOf(value))
        carried.set(*size);
    else
        carried.wrong(ImportText::tr("a size such as 300M"));
}

void carryPath(const Carried &carried, const JsonValue &value)
{
    const std::optional<QString> path = textOf(value);
    if (!path)
        carried.wrong(ImportText::tr("a path"));
    else if (!path->isEmpty())
        carried.set(carried.base.written(*path));
}

void expectTrue(const Carried &carried, const JsonValue &value)
{
    noteUnless(true, carried, value);
}

void expectFalse(const Carried &carried, const JsonValue &value)
{
    noteUnless(false, carried, value);
}

} // namespace qilin
