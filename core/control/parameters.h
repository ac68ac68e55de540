// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/routes.h"
#include "core/control/subscription.h"

#include <QStringList>

namespace qilin {

// What is wrong with a request's parameters by what its route says of them: the answer 400, or 404
// for an app that is not among those. Pure.
[[nodiscard]] std::optional<Response>
refuseParameters(const Route &route, const Parameters &parameters, const QStringList &apps);

// The values, once they are not refused. Nothing: the parameter is not there.
[[nodiscard]] QString appOf(const Request &request); // empty: none
[[nodiscard]] std::optional<int> numberOf(const Request &request, QLatin1StringView name);
[[nodiscard]] EventKinds kindsOf(const Request &request); // all: none is named

} // namespace qilin
