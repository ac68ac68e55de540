// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/request.h"
#include "core/master/operations.h"

namespace qilin {

// What the control API answers. Knows no socket; speaks to the daemon through Operations alone.
class Api final
{
public:
    explicit Api(Operations &operations)
        : m_operations(operations)
    {} // must outlive this

    // respond is called once; only /reload may do so after the return.
    void handle(const Request &request, const Respond &respond);

    // One for each row of routes(); verb and parameter names are checked before.
    void help(const Request &request, const Respond &respond);
    void info(const Request &request, const Respond &respond);
    void reload(const Request &request, const Respond &respond);
    void quit(const Request &request, const Respond &respond);
    void healthz(const Request &request, const Respond &respond);
    void readyz(const Request &request, const Respond &respond);

private:
    Operations &m_operations;
};

} // namespace qilin
