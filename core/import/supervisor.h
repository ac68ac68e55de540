// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/import/draft.h"

namespace qilin {

// A configuration of supervisord, with the files that it includes. text: of the file; base:
// absolute, the directory of it. The error says why there is nothing in it to run.
[[nodiscard]] Result<> readSupervisor(const QByteArray &text, const QString &base, Draft &draft);

} // namespace qilin
