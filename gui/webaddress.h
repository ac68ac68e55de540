// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "core/client/endpoint.h"

#include <QUrl>

namespace qilin {

// Where a browser finds an application of that daemon: on the first TCP port that its workers
// listen on. Empty where there is none, or none that is open to this machine. Whether a port speaks
// HTTP is not known; it is taken for granted.
[[nodiscard]] QUrl webAddress(const Endpoint &daemon, const AppSnapshot &app);

} // namespace qilin
