// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/fields.h"

#include <cstdio>

using namespace qilin;

// Prints libFuzzer's dictionary for configurations: every key, quoted, from the table of keys.
int main()
{
    const QStringList keys = fields<DaemonConfig>().keys() + fields<AppConfig>().keys();
    for (const QString &key : keys)
        std::printf("\"\\\"%s\\\"\"\n", qPrintable(key));
    for (const char *word : {"true", "false", "null", "\\\"apps\\\": [", "{", "}", "[", "]", ",",
                             ":", "\\\"", "\\\\u", "-1", "1e3", "0.5", "//"})
        std::printf("\"%s\"\n", word);
    return 0;
}
