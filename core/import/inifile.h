// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace qilin {

// A configuration as Python's RawConfigParser reads it for supervisord: "[section]", "key = value"
// or "key: value", values that go on in indented lines, comments by # and ; (behind a blank also
// at the end of a line).
struct IniValue
{
    QString key; // in lower case
    QString text;
    int line = 0; // of the key, from 1
};

struct IniSection
{
    QString name;
    QString file; // as it was given
    int line = 0;
    QList<IniValue> values;

    [[nodiscard]] const IniValue *find(QLatin1StringView key) const; // the last one of that key
};

// The sections in the order of the file. The error has the line.
[[nodiscard]] Result<QList<IniSection>> readIni(const QByteArray &text, const QString &file);

} // namespace qilin
