// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

// A strict reader of RFC 8259 that remembers where everything stands. (Qt's own gives an offset for
// a syntax error and nothing for a value.)
namespace qilin {

// Both count from 1; a column is a character (code point), not a byte.
struct JsonPlace
{
    int line = 1;
    int column = 1;
};

struct JsonKey
{
    QString name;
    JsonPlace place;
};

struct JsonValue
{
    enum class Type { Null, Bool, Number, String, Array, Object };

    Type type = Type::Null;
    bool boolean = false;
    JsonPlace place;
    QString text;                 // of a string; of a number as it is written
    std::vector<JsonValue> items; // of an array or object
    std::vector<JsonKey> keys;    // of an object, one an item

    // The number, where it has no fraction (5000, 5e3 and 5000.0 are one number) and is below 2^53.
    [[nodiscard]] std::optional<qint64> integer() const;
};

// One sentence. It never quotes the document, where a secret may stand.
struct JsonFault
{
    JsonPlace place;
    QString text;
};

struct JsonDocument
{
    std::optional<JsonValue> root; // absent where reading could not go on
    QList<JsonFault> faults;       // in the order of the text
};

constexpr int kJsonDepth = 100; // arrays and objects in one another

// Keys that begin with "_" or "//" are comments; only they may occur twice in one object.
[[nodiscard]] bool isJsonComment(const QString &key);

// Reads on after a fault where it is clear what was meant (a comma, a comment, a duplicate key).
[[nodiscard]] JsonDocument readJson(const QByteArray &bytes);

} // namespace qilin
