// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/request.h"

// The web page at "/": the files of resources/dashboard, compiled in. The list in this room's
// CMakeLists.txt is the only one; each file is at "/assets/NAME".
namespace qilin {

constexpr Verbs kDashboardVerbs = Verb::Get | Verb::Head;

// The file that the path of a request means, in the program's resources; empty: none.
[[nodiscard]] QString dashboardFile(const QString &path);

// Compressed where the client takes it; 304 where it has the file already.
[[nodiscard]] Response dashboardResponse(const QString &file, const Request &request);

} // namespace qilin
