// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <optional>

namespace qilin {

// npm, yarn or pnpm: Node itself, but not the program that it starts.
[[nodiscard]] bool isPackageStarter(const QString &program);

// What "npm start", "npm run NAME" or "yarn NAME" runs by the package.json of the directory, as
// words; a program of node_modules/.bin with that path. Nothing where it takes a shell, or more is
// run than the one command. directory: absolute.
[[nodiscard]] std::optional<QStringList> packageScript(const QStringList &words,
                                                       const QString &directory);

} // namespace qilin
