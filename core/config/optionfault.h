// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

class QCommandLineParser;

namespace qilin {

// Why parse() refused the arguments, in a translated sentence; for an unknown option with the
// nearest of known, the long names that there are.
[[nodiscard]] QString optionFault(const QCommandLineParser &parser, const QStringList &known);

} // namespace qilin
