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

    // respond is called once, by those that change workers maybe after the return.
    void handle(const Request &request, const Respond &respond);

    // One for each row of routes(); verb and parameters are checked before.
    void help(const Request &request, const Respond &respond);
    void info(const Request &request, const Respond &respond);
    void logs(const Request &request, const Respond &respond);
    void history(const Request &request, const Respond &respond);
    void events(const Request &request, const Respond &respond);
    void metrics(const Request &request, const Respond &respond);
    void reload(const Request &request, const Respond &respond);
    void restart(const Request &request, const Respond &respond);
    void scale(const Request &request, const Respond &respond);
    void stop(const Request &request, const Respond &respond);
    void start(const Request &request, const Respond &respond);
    void quit(const Request &request, const Respond &respond);
    void healthz(const Request &request, const Respond &respond);
    void readyz(const Request &request, const Respond &respond);

private:
    // The answer 404 where no such worker is there, or none of that app (empty: any).
    [[nodiscard]] std::optional<Response> refuseWorker(int worker, const QString &app = {}) const;

    Operations &m_operations;
};

} // namespace qilin
