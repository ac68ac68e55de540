// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/platform/processattributes.h"

#include <optional>

namespace qilin {

// The user and group an application runs as.
struct RunAs
{
    ChildCredentials credentials;
    QString user; // of the key user; empty: it has group only
    QString home;
};

// Looked up anew at each call. Nothing: as the daemon itself does, because the keys are absent or
// name its own user and group. The error is what userFault() or groupFault() would say.
[[nodiscard]] Result<std::optional<RunAs>> runAs(const AppConfig &app);

// What is wrong with either key, if anything.
[[nodiscard]] std::optional<Error> userFault(const AppConfig &app);
[[nodiscard]] std::optional<Error> groupFault(const AppConfig &app);

// The attributes of the configuration as a child gets them; limits and umask included.
[[nodiscard]] ProcessAttributes attributesOf(const AppConfig &app,
                                             const std::optional<RunAs> &user);

} // namespace qilin
