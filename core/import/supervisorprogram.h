// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/draft.h"
#include "core/import/expansion.h"
#include "core/import/inifile.h"
#include "core/import/supervisorkeys.h"

namespace qilin {

// What [supervisord] says of all programs.
struct SupervisorDefaults
{
    struct Key
    {
        QLatin1StringView key; // theirs, in both sections
        QString text;
        ForeignPlace place;
    };

    QString base;         // absolute: the directory of the file, %(here)s
    QString directory;    // of programs without one; empty: base
    Expansions variables; // added to the environment of each
    QList<Key> keys;      // of programs without them
};

[[nodiscard]] SupervisorDefaults readSupervisorDefaults(const IniSection &section,
                                                        const QString &base, Draft &draft);

// [program:NAME]: one application, or numprocs ones where they are not all alike.
void readSupervisorProgram(const IniSection &section, const SupervisorDefaults &defaults,
                           Draft &draft);

} // namespace qilin
