// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"

namespace qilin {

struct Invocation;

// Where the daemon is that a command line means.
struct DaemonPlace
{
    Endpoint endpoint;
    QString advice; // a translated sentence for whom it does not answer
};

// Reads the configuration, where that says it. The password is $QILIN_PASSWORD, where that is set.
[[nodiscard]] Result<DaemonPlace> findPlace(const Invocation &invocation);

} // namespace qilin
