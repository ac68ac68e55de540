// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/import/draft.h"

namespace qilin {

// A Procfile as foreman reads it: lines "NAME: COMMAND", and a file .env beside it. A line that
// needs a shell gets sh -c; $PORT is replaced by the port that foreman would give (5000 for the
// first line, 5100 for the second, ...; counted from the PORT of .env), and is in "env" too. base:
// absolute, the directory of the file. The error says why there is nothing in it to run.
[[nodiscard]] Result<> readProcfile(const QByteArray &text, const QString &base, Draft &draft);

} // namespace qilin
