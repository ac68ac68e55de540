// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace qilin {

// Of the known words the one that was probably meant; empty where none is near. Case, '-' for '_'
// and a swap of two neighbours count little.
[[nodiscard]] QString nearest(const QString &word, const QStringList &known);

// ": did you mean \"WORD\"?", or nothing.
[[nodiscard]] QString didYouMean(const QString &word, const QStringList &known);

} // namespace qilin
