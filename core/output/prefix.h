// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace qilin {

// Whether a terminal is to be shown colours: $NO_COLOR is not set (https://no-color.org) and $TERM
// is not "dumb".
[[nodiscard]] bool wantsColors();

// "app.js[3] ", what stands before a line on a terminal. color: any number; the same number gives
// the same colour. One below 0: none.
[[nodiscard]] QByteArray linePrefix(const QString &app, int worker, int color);

} // namespace qilin
