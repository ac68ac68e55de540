// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/request.h"

#include <QStringList>

#include <vector>

namespace qilin {

class Api;

enum class Access { Credentials, Open }; // Open: no credentials needed

// One command of the API: everything that is to be said of it.
struct Route
{
    Verbs verbs;
    QLatin1StringView path;
    QLatin1StringView parameter; // the one it takes; empty: none
    Access access;
    const char *help; // to be translated ("control")
    void (Api::*handler)(const Request &request, const Respond &respond);
};

[[nodiscard]] const std::vector<Route> &routes();

// Null for an unknown path.
[[nodiscard]] const Route *findRoute(const QString &path);

// "GET, POST", the value of Allow.
[[nodiscard]] QByteArray allowValue(Verbs verbs);

} // namespace qilin
