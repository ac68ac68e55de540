// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/routes.h"

namespace qilin {

// respond, which first writes the answer to the audit log. Where it is never called, because the
// daemon ends before, that is written.
[[nodiscard]] Respond audited(const Route &route, const Request &request, const Respond &respond);

} // namespace qilin
