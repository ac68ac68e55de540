// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/jsondocument.h"
#include "core/import/command.h"

namespace qilin {

// A value on its way from a foreign key to ours.
struct Carried
{
    DraftKeys &to;
    const ForeignPlace &place;
    const ForeignBase &base;
    QString ours;    // the key that the row names
    const char *why; // the row's

    void set(const QJsonValue &value) const { to.set(ours, value, place); }
    void note(const QString &text) const { to.note(place, text); }
    void wrong(const QString &expected) const; // the value is none that the format knows
};

// A row of a format's table: a key of theirs, ours, and how the value gets there; or why it does
// not. Rows apply in the order of the table.
struct ForeignKey
{
    QLatin1StringView key;
    QLatin1StringView ours; // what carry() may set; empty: none, or more than one
    void (*carry)(const Carried &, const JsonValue &); // null: see why; both null: read elsewhere
    const char *why; // it is not, or only in part: translated in the context ImportText
};

// The rows of one table.
class ForeignKeys
{
public:
    constexpr ForeignKeys(const ForeignKey *first, const ForeignKey *last)
        : m_first(first)
        , m_last(last)
    {}
    constexpr const ForeignKey *begin() const { return m_first; }
    constexpr const ForeignKey *end() const { return m_last; }
    [[nodiscard]] const ForeignKey *find(const QString &key) const;

private:
    const ForeignKey *m_first;
    const ForeignKey *m_last;
};

// Carries the value by its row, or notes why not.
void carry(const ForeignKey &row, const JsonValue &value, DraftKeys &to, const ForeignPlace &place,
           const ForeignBase &base);

// How a value gets there where theirs and ours mean the same.
void carryText(const Carried &carried, const JsonValue &value);
void carryWords(const Carried &carried, const JsonValue &value);
void carryInteger(const Carried &carried, const JsonValue &value);
void carryMilliseconds(const Carried &carried, const JsonValue &value);
void carrySeconds(const Carried &carried, const JsonValue &value); // theirs in s, ours in ms
void carrySize(const Carried &carried, const JsonValue &value);
void carryPath(const Carried &carried, const JsonValue &value);
// Where the value true, or false, is what we do anyway: nothing; else the row's why.
void expectTrue(const Carried &carried, const JsonValue &value);
void expectFalse(const Carried &carried, const JsonValue &value);

} // namespace qilin
