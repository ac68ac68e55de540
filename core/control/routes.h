// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/request.h"

#include <vector>

namespace qilin {

class Api;

// Who may use a command at the port. Everybody may at the control socket.
enum class Access {
    Credentials, // who has any
    Open,        // everybody
    Change,      // who has full ones; it is written to the audit log
};

// One parameter of a command. What is wrong with a value follows from here.
struct Parameter
{
    enum class Kind {
        App,    // the name of a known one
        Number, // decimal digits, from least to most
        Events, // names of kEventKinds, with commas between
    };
    enum class Need { Optional, Required };

    QLatin1StringView name;
    Kind kind;
    Need need = Need::Optional;
    int least = 0;
    int most = 0;
};

// One command of the API: everything that is to be said of it.
struct Route
{
    Verbs verbs;
    QLatin1StringView path;
    std::vector<Parameter> parameters;
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
