// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace qilin {

// The first line of a script as execve(2) reads it, and through env(1).
struct Shebang
{
    QString interpreter; // as written: a path; with byName a name to be looked up in PATH
    QStringList arguments;
    bool byName = false;         // it was #!/usr/bin/env NAME
    bool carriageReturn = false; // the line ends with CR LF, and execve takes the CR for part of it
};

constexpr int kShebangSize = 1024; // bytes from the file's begin that suffice

[[nodiscard]] bool hasShebang(const QByteArray &head);

// head must have one. The interpreter is empty if the line names none.
[[nodiscard]] Shebang parseShebang(const QByteArray &head);

} // namespace qilin
