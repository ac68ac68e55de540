// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>

namespace qilin {

// tr() of this room: what a user reads of a file that is imported.
class ImportText
{
    Q_DECLARE_TR_FUNCTIONS(ImportText)
};

} // namespace qilin
