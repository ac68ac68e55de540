// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/import/draft.h"

#include <QStringList>

// Programs and paths of foreign files, in the form of ours.
namespace qilin {

// Where relative paths of one application begin: base is the directory of the file, and of the
// configuration to be; cwd the application's own, as the key "cwd" has it (empty: base).
struct ForeignBase
{
    QString base; // absolute
    QString cwd;

    // A path that the foreign program sees from cwd, as it must be written: from base.
    [[nodiscard]] QString written(const QString &path) const;
    [[nodiscard]] QString absolute(const QString &path) const;
};

// "~" and "~/x" in the home directory; everything else as it is.
[[nodiscard]] QString withHome(const QString &path);

// Sets exec, args and, where the first word is an interpreter of a script that is there,
// interpreter and interpreter_args, so that the script is what the application is named and
// watched by. words: what execvp(3) would be given; at least one.
void setCommand(DraftKeys &to, const ForeignPlace &place, const QStringList &words,
                const ForeignBase &base);

// Sets exec and args to sh -c. Says so in a note.
void setShellCommand(DraftKeys &to, const ForeignPlace &place, const QString &command);

} // namespace qilin
